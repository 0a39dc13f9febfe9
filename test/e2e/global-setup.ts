import { join } from 'node:path'
import { ensureBuilt } from '../../examples/demo/build.mjs'
import { buildLibrary } from '../../scripts/library.mjs'

/**
 * Builds once, before any test of the project: the library with its types, which the tests of the package need, and
 * the demo's page in React's development mode, in which StrictMode mounts everything twice. Free when nothing changed.
 */
export async function setup(): Promise<void> {
  if (!(await buildLibrary(join(import.meta.dirname, '../..')))) throw new Error('the package does not build')
  await ensureBuilt({ development: true })
}
