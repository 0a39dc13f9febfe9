import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build as esbuild } from 'esbuild'
import { build as vite } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'idstep-host-'))
const page = join(folder, 'page.js')
const decoder = join(folder, 'node_modules/heic-to')
const library = join(folder, 'node_modules/idstep')
const words = 'the decoder of the host'

/** A host's page over our module as a package of its own, outside of this repository: nothing is found by accident. */
beforeAll(async () => {
  mkdirSync(library, { recursive: true })
  await esbuild({
    entryPoints: ['src/browser/photo/heic.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    external: ['heic-to/csp'],
    outfile: join(library, 'index.js'),
  })
  const peers = { peerDependencies: { 'heic-to': '*' }, peerDependenciesMeta: { 'heic-to': { optional: true } } }
  writeFileSync(join(library, 'package.json'), JSON.stringify({ name: 'idstep', version: '1.0.0', type: 'module', exports: './index.js', ...peers }))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }))
  writeFileSync(page, "import { withHeic } from 'idstep'\nglobalThis.withHeic = withHeic\n")
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bundlers = {
  async esbuild() {
    const { outputFiles, errors } = await esbuild({
      absWorkingDir: folder,
      entryPoints: [page],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      outdir: join(folder, 'out'),
      write: false,
      logLevel: 'silent',
    })
    expect(errors).toEqual([])
    return outputFiles.map(({ text }) => text)
  },
  async vite() {
    const built = await vite({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: { write: false, minify: false, lib: { entry: page, formats: ['es'] } },
    })
    const outputs = Array.isArray(built) ? built : [built]
    return outputs.flatMap((one) => ('output' in one ? one.output : [])).map((file) => ('code' in file ? file.code : ''))
  },
}

describe.each(Object.entries(bundlers))('a host that bundles with %s', (_, bundle) => {
  it('needs no decoder of HEIC', async () => {
    rmSync(decoder, { recursive: true, force: true })
    const code = (await bundle()).join('\n')
    expect(code).toContain('file-heic')
    expect(code).not.toContain(words)
  })

  it('gets the decoder as a part of its own once it is installed', async () => {
    mkdirSync(decoder, { recursive: true })
    cpSync('node_modules/heic-to/package.json', join(decoder, 'package.json'))
    mkdirSync(join(decoder, 'dist/csp'), { recursive: true })
    writeFileSync(join(decoder, 'dist/csp/heic-to.js'), `export const heicTo = () => '${words}'\n`)
    const files = await bundle()
    const withDecoder = files.filter((code) => code.includes(words))
    expect(withDecoder).toHaveLength(1)
    expect(withDecoder[0]).not.toContain('file-heic')
    // what no browser could resolve is left nowhere
    expect(files.join('\n')).not.toMatch(/import\(\s*['"]heic-to/)
  })
})
