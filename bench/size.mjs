// What a host pays: bundles the built package as a host would (react external, split, minified, production), gzips it,
// and holds it against the limits. `npm run size`, after `npm run build`; ends with 1 when a limit is passed.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

/** Limits in kB of 1000 bytes, gzip -9. */
const limits = { firstPaint: 30, guidance: 8, wholeFlow: 101, css: 8 }

/**
 * Finds and judges the document, guides the person: what a host loads of it. How frames and photos get there, and whether
 * two photos show one side, is counted with the whole flow only.
 */
const guidance = `import { lookAtPhoto } from './src/vision/inspect.ts'
import { createFrameReader, viewAround } from './src/vision/frame.ts'
import { createGuide } from './src/vision/guide.ts'
globalThis.host = [lookAtPhoto, createFrameReader, viewAround, createGuide]`

/** The screen that a person sees first: if it is loaded when needed, it still counts as first paint. */
const firstScreen = /(^|\/)DetailsStep-[\w-]+\.js$/

const gzipSize = (bytes) => gzipSync(bytes, { level: 9 }).length
const kB = (bytes) => (bytes / 1000).toFixed(1).padStart(7)

/** Bundles and keeps the result in memory. */
async function bundle(options) {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    alias: { idstep: join(dist, 'index.js') },
    bundle: true,
    splitting: true,
    minify: true,
    metafile: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    outdir: 'size',
    define: { 'process.env.NODE_ENV': '"production"' },
    // React is the host's; the HEIC decoder is an optional peer that most hosts leave out
    external: ['react', 'react-dom', 'react/*', 'react-dom/*', 'heic-to', 'heic-to/*'],
    logLevel: 'warning',
    ...options,
  })
  const contents = new Map(outputFiles.map((file) => [resolve(file.path), file.contents]))
  return Object.entries(metafile.outputs).map(([path, output]) => ({
    ...output,
    path,
    gzip: gzipSize(contents.get(resolve(root, path))),
  }))
}

/** Empties every language. */
const withoutLocales = {
  name: 'without-locales',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/]locales[\\/].*\.js$/ }, () => ({ contents: 'export const en = { locale: "en" }, first = en, later = en' }))
  },
}

/** The chunks that arrive with these: themselves and what they import outright. */
function withStaticImports(chunks, all) {
  const seen = new Set(chunks)
  for (const chunk of seen) {
    for (const { path, kind } of chunk.imports) {
      const imported = kind === 'import-statement' && all.find((other) => other.path === path)
      if (imported) seen.add(imported)
    }
  }
  return [...seen]
}

/** The package that a file belongs to. */
function packageOf(input) {
  const parts = input.split('node_modules/').at(-1).split('/')
  if (!input.includes('node_modules/')) return 'idstep'
  return parts[0].startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0]
}

/** Minified bytes by package. */
function byPackage(chunks) {
  const bytes = new Map()
  for (const { inputs } of chunks) {
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      bytes.set(packageOf(input), (bytes.get(packageOf(input)) ?? 0) + bytesInOutput)
    }
  }
  return bytes
}

/** The source files of a built file, from its source map. */
function sourcesOf(input) {
  const map = resolve(root, `${input}.map`)
  return existsSync(map) ? JSON.parse(readFileSync(map, 'utf8')).sources : []
}

if (!existsSync(join(dist, 'index.js')) || !existsSync(join(dist, 'styles.css'))) {
  console.error('dist is not built: npm run build')
  process.exit(1)
}

const host = `import { IdentityVerification, createHost } from 'idstep'
globalThis.host = [IdentityVerification, createHost]`
const stdin = { contents: host, resolveDir: root, sourcefile: 'host.js' }
const chunks = await bundle({ stdin })
// The limit of the whole flow is meant without words: the same again, with every language empty
const wordless = await bundle({ stdin, plugins: [withoutLocales] })
const worker = await bundle({ entryPoints: ['dist/photo.worker.js'] })
const entry = chunks.filter((chunk) => chunk.entryPoint === 'host.js')
const early = chunks.filter((chunk) => Object.keys(chunk.inputs).some((input) => firstScreen.test(input)))
const first = withStaticImports([...entry, ...early], chunks)
const whole = [...chunks, ...worker]
// Fetched in place of the worker where a page's policy forbids workers: the same code, so a run fetches one of the two
const isInsteadOfWorker = (inputs) => Object.keys(inputs).some((input) => /(^|\/)tasks-[\w-]+\.js$/.test(input))
const sum = (list) => list.reduce((total, { gzip, inputs }) => total + (isInsteadOfWorker(inputs) ? 0 : gzip), 0)

console.log('chunk, min+gzip kB           when')
for (const chunk of whole.toSorted((a, b) => b.gzip - a.gzip)) {
  const name = chunk.path.replace('size/', '').padEnd(32).slice(0, 32)
  const when = isInsteadOfWorker(chunk.inputs) ? 'in place of the worker' : first.includes(chunk) ? 'first paint' : 'when needed'
  console.log(`${kB(chunk.gzip)}  ${name} ${when}`)
}

const firstBytes = byPackage(first)
const wholeBytes = byPackage(whole)
const share = (bytes, all) => `${((100 * bytes) / [...all.values()].reduce((a, b) => a + b, 0)).toFixed(1)} %`.padStart(7)
console.log('\npackage, minified kB              first paint       whole flow')
for (const [name, bytes] of [...wholeBytes].sort((a, b) => b[1] - a[1])) {
  const early = firstBytes.get(name) ?? 0
  console.log(`${name.padEnd(30)} ${kB(early)} ${share(early, firstBytes)}  ${kB(bytes)} ${share(bytes, wholeBytes)}`)
}

const css = gzipSize(readFileSync(join(dist, 'styles.css')))
const secret = whole
  .flatMap(({ inputs }) => Object.keys(inputs))
  .flatMap((input) => [input, ...sourcesOf(input)])
  .filter((path) => /(^|\/)node_modules\/(@hono|hono)\/|(^|\/)src\/(server|sandbox)\/|(^|\/)dist\/(server|sandbox)\.js$/.test(path))

const [looking] = await bundle({
  stdin: { contents: guidance, resolveDir: root },
  external: ['./fingerprint.ts'],
  splitting: false,
})

let isOver = secret.length > 0
console.log(`\nall chunks together with the English words: ${kB(sum(whole)).trim()} kB`)
console.log('\nmin+gzip kB                       is    limit')
for (const [title, bytes, limit] of [
  ['JS to first paint', sum(first), limits.firstPaint],
  ['JS that looks at pixels', looking.gzip, limits.guidance],
  ['JS of the whole flow', sum([...wordless, ...worker]), limits.wholeFlow],
  ['CSS', css, limits.css],
]) {
  const isTooMuch = bytes > limit * 1000
  isOver ||= isTooMuch
  console.log(`${title.padEnd(28)} ${kB(bytes)} ${kB(limit * 1000)}  ${isTooMuch ? 'TOO MUCH' : 'ok'}`)
}
console.log(secret.length ? `server code in the browser: ${secret.join(', ')}` : 'server code in the browser   none')
process.exitCode = isOver ? 1 : 0
