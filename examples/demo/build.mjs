import { join } from 'node:path'
import { buildLibrary, isStale } from '../../scripts/library.mjs'
import { run } from '../../scripts/run.mjs'

const root = join(import.meta.dirname, '../..')
const inputs = [
  'dist',
  ...['index.html', 'privacy.html', 'public', 'src', 'vite.config.ts'].map((name) => `examples/demo/${name}`),
]

/**
 * Where the built page is.
 * @param {boolean} development
 */
export function pageFolder(development) {
  return join(import.meta.dirname, 'dist', development ? 'development' : 'production')
}

/** @type {Map<boolean, Promise<void>>} */
const underWay = new Map()

/**
 * Builds the library and the demo's page where their sources have changed since. Cheap when nothing has; called twice
 * at once, it builds once.
 * @param {{ development?: boolean }} [options] `development`: with React's development mode, in which StrictMode mounts
 *   everything twice; it is built into a folder of its own
 * @throws Error when a build failed; its messages have been printed
 */
export function ensureBuilt({ development = false } = {}) {
  // One after the other: both need the same library.
  const earlier = [...underWay.values()]
  const known = underWay.get(development)
  if (known) return known
  const building = Promise.allSettled(earlier)
    .then(() => build(development))
    .finally(() => underWay.delete(development))
  underWay.set(development, building)
  return building
}

async function build(development) {
  if (!(await buildLibrary(root, { withTypes: false }))) throw new Error('idstep: the library could not be built')
  const folder = pageFolder(development)
  const output = `examples/demo/dist/${development ? 'development' : 'production'}/index.html`
  if (!isStale(root, inputs, [output])) return
  const mode = development ? 'development' : 'production'
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = ['build', '--config', 'examples/demo/vite.config.ts', '--mode', mode, '--outDir', folder, '--logLevel', 'warn']
  const isDone = await run(process.execPath, [vite, ...args], { cwd: root, env: { NODE_ENV: mode } })
  if (!isDone) throw new Error("idstep: the demo's page could not be built")
}
