import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..')

/**
 * Makes a TypeScript file of the repository a module that every supported Node runs, in a temporary folder; packages stay
 * imports.
 * @param {string} entry relative to the repository
 * @returns {Promise<{ path: string, remove(): void }>}
 */
export async function bundleModule(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'idstep-module-'))
  const path = join(folder, 'module.mjs')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction')
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  })
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
