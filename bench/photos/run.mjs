// A photo of 12 megapixels until it can be sent (2560 px, JPEG of quality 0.9), side by side in one run with the
// packages that people use for it: time, the main thread's tasks over 50 ms, and what comes out. Everything is served
// from this machine. Ends with 1 when ours, its worker made ready as the widget
// does, has a long task or is not 1.2 times faster than the fastest of the others that have none.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'

const root = join(import.meta.dirname, '../..')
const size = { width: 4032, height: 3024 }
const rounds = Number(process.argv[2] ?? 9)
const wantedRatio = 1.2

const bundled = async (path) => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [path],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    external: ['heic-to/csp'],
  })
  return outputFiles[0].contents
}

const files = {
  '/': ['text/html', '<!doctype html><meta charset="utf-8"><title>photos</title><input type="file">'],
  '/page.js': ['text/javascript', await bundled('bench/photos/page.mjs')],
  '/photo.worker.ts': ['text/javascript', await bundled('src/browser/worker/photo.worker.ts')],
  '/browser-image-compression.js': [
    'text/javascript',
    readFileSync(join(root, 'node_modules/browser-image-compression/dist/browser-image-compression.js')),
  ],
}

const server = createServer((request, response) => {
  const [type, body] = files[request.url] ?? []
  response.writeHead(type ? 200 : 404, { 'content-type': type ?? 'text/plain' })
  response.end(body)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/`

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
const folder = mkdtempSync(join(tmpdir(), 'idstep-bench-'))
const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: browserArguments })
try {
  const page = await browser.newPage()
  const foreign = []
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url())) foreign.push(request.url())
  })
  await page.goto(url)
  const run = (name, ...given) =>
    page.evaluate(async ([name, given]) => (await import('/page.js'))[name](...given), [name, given])

  // By its path, as a person gives it: it stays on the disk until it is read
  const photo = join(folder, 'photo.jpg')
  writeFileSync(photo, Buffer.from(await run('drawPhoto', size.width, size.height), 'base64'))
  await page.locator('input').setInputFiles(photo)
  const control = await run('measureControl')
  if (control.tasksMs.length !== 1) throw new Error('the browser did not report a task of 120 ms: nothing was measured')

  const names = await page.evaluate(async () => (await import('/page.js')).names)
  const results = new Map(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round++) {
    // Another one begins each round; the first round is not counted
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + names.length) % names.length]
      const result = await run('measure', name)
      if (result.type !== 'image/jpeg' || Math.max(result.width, result.height) > 2560) {
        throw new Error(`${name} gave a ${result.type} of ${result.width} x ${result.height} px`)
      }
      if (round >= 0) results.get(name).push(result)
    }
  }

  const rows = names.map((name) => {
    const runs = results.get(name)
    const of = (key) => runs.map((result) => result[key])
    return {
      name,
      isOurs: name.startsWith('idstep'),
      tookMs: median(of('tookMs')),
      fastestMs: Math.min(...of('tookMs')),
      slowestMs: Math.max(...of('tookMs')),
      runsWithLongTasks: of('tasksMs').filter((tasks) => tasks.length > 0).length,
      stallMs: median(of('stallMs')),
      bytes: median(of('bytes')),
      size: `${runs[0].width} x ${runs[0].height}`,
    }
  })
  const megabytes = (readFileSync(photo).length / 1e6).toFixed(1)
  console.log(`A photo of ${size.width} x ${size.height} px, ${megabytes} MB; ${rounds} runs each, in turns`)
  console.log('                                     median  fastest  slowest  runs with a    longest wait    out')
  console.log('                                         ms       ms       ms  task > 50 ms   of the page ms   kB')
  for (const { name, tookMs, fastestMs, slowestMs, runsWithLongTasks, stallMs, bytes, size } of rows) {
    const cells = [[tookMs, 9], [fastestMs, 9], [slowestMs, 9], [runsWithLongTasks, 11], [stallMs, 16], [bytes / 1000, 10]]
    console.log(`  ${name.padEnd(34)}${cells.map(([value, width]) => value.toFixed(0).padStart(width)).join('')}   ${size}`)
  }
  const ours = rows.filter(({ isOurs }) => isOurs)
  const free = rows.filter(({ isOurs, runsWithLongTasks }) => !isOurs && runsWithLongTasks === 0)
  const best = free.toSorted((a, b) => a.tookMs - b.tookMs)[0]
  const longTasks = ours.find(({ name }) => name.endsWith('ready')).runsWithLongTasks
  const ratios = ours.map(({ name, tookMs }) => ({ name, ratio: best.tookMs / tookMs, isWanted: name.endsWith('ready') }))
  console.log(`The fastest of the others that leave the main thread free: ${best.name}`)
  for (const { name, ratio, isWanted } of ratios) {
    console.log(`  ${name.padEnd(24)} ${ratio.toFixed(2)} times faster${isWanted ? `, must be ${wantedRatio}` : ''}`)
  }
  console.log(`  runs with a long task    ${longTasks} of ${rounds}, must be 0`)
  if (foreign.length > 0) console.log(`  requests elsewhere       ${foreign.length}, must be 0`)
  process.exitCode = longTasks > 0 || foreign.length > 0 || ratios.some(({ ratio, isWanted }) => isWanted && ratio < wantedRatio) ? 1 : 0
} finally {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
}
