// Writes docs/reliability.md from what the tests of faults saw: node scripts/reliability.mjs REPORT [--check]
// REPORT is what `vitest run --reporter=json` wrote; with --check nothing is written, and it ends with 1 when the page is
// not what the tests saw.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const page = join(fileURLToPath(import.meta.url), '../../docs/reliability.md')

/** Where in the flow a fault strikes, in the order in which a person comes by. */
const places = ['form', 'camera', 'creating', 'uploading', 'starting', 'checking', 'page', 'device']

const cell = (texts) => [...new Set(texts)].join('; ').replaceAll('|', '\\|')

/** @param {{ where: string, fault: string, sees: string[], kept: string[], goesOn: string[] }[]} rows */
export function toPage(rows) {
  const order = ({ where }) => (places.includes(where) ? places.indexOf(where) : places.length)
  const sorted = rows.toSorted((a, b) => order(a) - order(b) || a.where.localeCompare(b.where) || a.fault.localeCompare(b.fault))
  return `# What can go wrong, and what happens then

Each line is a test that stages the fault in a real Chromium, with the real handler, against the sandbox; sockets are cut by
a TCP proxy. What stands here was read off the page by that test. \`npm run docs:reliability\` writes this page, and a run
of all tests checks it. Faults: ${rows.length}.

| where | fault | what the person sees | what is kept | how it goes on |
| --- | --- | --- | --- | --- |
${sorted.map(({ where, fault, sees, kept, goesOn }) => `| ${where} | ${cell([fault])} | ${cell(sees)} | ${cell(kept)} | ${cell(goesOn)} |`).join('\n')}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [report, mode] = process.argv.slice(2)
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const rows = tests.flatMap(({ status, meta }) => (status === 'passed' && meta?.fault ? [meta.fault] : []))
  const wanted = toPage(rows)
  if (mode !== '--check') {
    writeFileSync(page, wanted)
    console.log(`${rows.length} faults`)
  } else if (readFileSync(page, 'utf8') !== wanted) {
    console.log('docs/reliability.md is not what the tests saw: write it anew with npm run docs:reliability')
    process.exitCode = 1
  } else console.log(`docs/reliability.md has the ${rows.length} faults that the tests staged`)
}
