import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

/** The latest change below a path, in milliseconds since the epoch; a folder's own time tells of removed files. */
function changedAt(path) {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))))
}

/** Whether an output is missing or older than the newest input. Paths are relative to the folder. */
export function isStale(folder, inputs, outputs) {
  const made = outputs.map((name) => join(folder, name))
  if (!made.every((path) => existsSync(path))) return true
  const oldest = Math.min(...made.map((path) => statSync(path).mtimeMs))
  return inputs.some((name) => existsSync(join(folder, name)) && changedAt(join(folder, name)) > oldest)
}

/**
 * Builds `dist` unless it is newer than its sources. Resolves to whether it is there.
 * @param options.withTypes also the declarations, which take most of the time
 */
export async function buildLibrary(folder, { withTypes = true } = {}) {
  const inputs = ['src', 'vite.lib.config.ts', 'package.json', 'tsconfig.json']
  const outputs = ['dist/index.js', 'dist/styles.css', ...(withTypes ? ['dist/index.d.ts', 'dist/server.d.ts'] : [])]
  if (!isStale(folder, inputs, outputs)) return true
  const vite = join(folder, 'node_modules/vite/bin/vite.js')
  return run(process.execPath, [vite, 'build', '--config', 'vite.lib.config.ts', '--logLevel', 'warn'], {
    cwd: folder,
    env: { NODE_ENV: 'production', IDSTEP_SKIP_TYPES: withTypes ? '' : '1' },
  })
}
