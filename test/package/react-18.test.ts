import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build, type Plugin } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildLibrary } from '../../scripts/library.mjs'

const root = join(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`))

/** Gives React 18 to whoever imports React: our package, its dependencies and react-dom. */
const react18: Plugin = {
  name: 'react-18',
  setup(bundle) {
    bundle.onResolve({ filter: /^react(-dom)?(\/.*)?$/ }, ({ path }) => {
      const name = path.startsWith('react-dom') ? 'react-dom' : 'react'
      return { path: require.resolve(join(folderOf(`${name}-18`), path.slice(name.length) || 'index.js')) }
    })
  },
}

let folder: string

/** Bundles a module with the built package and React 18, and runs it in Node. Resolves to what it printed. */
async function runWithReact18(code: string): Promise<string> {
  const outfile = join(folder, 'run.mjs')
  const bundled = await build({
    stdin: { contents: code, resolveDir: root, sourcefile: 'run.js' },
    alias: { idstep: join(root, 'dist/index.js') },
    plugins: [react18],
    bundle: true,
    format: 'esm',
    platform: 'node',
    // Its data files stay where they are
    external: ['jsdom'],
    banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url)" },
    define: { 'process.env.NODE_ENV': '"development"' },
    outfile,
    metafile: true,
    logLevel: 'error',
  })
  const inputs = Object.keys(bundled.metafile.inputs).filter((path) => /node_modules\/react(-dom)?\//.test(path))
  expect(inputs, 'files of another React').toEqual([])
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], { timeout: 60_000 })
  return stdout
}

beforeAll(async () => {
  if (!(await buildLibrary(root))) throw new Error('the package does not build')
  folder = mkdtempSync(join(tmpdir(), 'idstep-react-18-'))
}, 180_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('under React 18', () => {
  it('the widget renders on a server', async () => {
    const printed = await runWithReact18(`
      import { createElement, version } from 'react'
      import { renderToString } from 'react-dom/server'
      import { IdentityVerification, createHost } from 'idstep'
      const host = createHost({ baseUrl: 'https://host.test/api/kyc' })
      console.log(version, renderToString(createElement(IdentityVerification, { ...host, onComplete() {} })))
    `)
    expect(printed).toMatch(/^18\./)
    expect(printed).toContain('First name')
  })

  it('a person fills in the first screen and comes to the second, without a complaint', async () => {
    const jsdom = JSON.stringify(require.resolve('jsdom'))
    const printed = await runWithReact18(`
      import { createRequire } from 'node:module'
      const { JSDOM } = createRequire(import.meta.url)(${jsdom})
      const { window } = new JSDOM('<div id="root"></div>', { url: 'https://host.test/', pretendToBeVisual: true })
      for (const name of Object.getOwnPropertyNames(window)) {
        if (!(name in globalThis)) Object.defineProperty(globalThis, name, { configurable: true, get: () => window[name] })
      }
      globalThis.IS_REACT_ACT_ENVIRONMENT = false
      const complaints = []
      console.error = (...given) => complaints.push(given.join(' '))
      console.warn = console.error
      const { createElement, StrictMode, version } = await import('react')
      const { createRoot } = await import('react-dom/client')
      const { IdentityVerification, createHost } = await import('idstep')
      const widget = createElement(IdentityVerification, { ...createHost({ baseUrl: '/api/kyc' }), onComplete() {} })
      createRoot(document.getElementById('root')).render(createElement(StrictMode, null, widget))

      const until = async (find) => {
        for (let waits = 0; waits < 200; waits++) {
          const found = find()
          if (found) return found
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
        throw new Error('not found: ' + find + document.body.innerHTML)
      }
      const field = (label) => until(() => {
        const named = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === label)
        return named && document.getElementById(named.htmlFor)
      })
      const answers = { 'First name': 'Ana', 'Last name': 'Souza', Day: '14', Month: '3', Year: '1991' }
      for (const [label, value] of Object.entries(answers)) {
        const input = await field(label)
        Object.getOwnPropertyDescriptor(window.HTMLInputElement.prototype, 'value').set.call(input, value)
        input.dispatchEvent(new window.Event('input', { bubbles: true }))
      }
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Continue')
      button.click()
      await field('Issuing country')
      console.log(JSON.stringify({ version, complaints, title: document.querySelector('h2').textContent }))
      process.exit(0)
    `)
    const { version, complaints, title }: { version: string; complaints: string[]; title: string } = JSON.parse(printed)
    expect(version).toMatch(/^18\./)
    expect(complaints).toEqual([])
    expect(title).toMatch(/document/i)
  })
})
