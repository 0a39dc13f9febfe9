import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConsumer, importedPackages, listFiles, reachable, type Consumer } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await createConsumer()
}, 180_000)

afterAll(() => consumer?.remove())

const built = (path: string) => join(consumer.installed, 'dist', path)

describe('the packed files', () => {
  it('are what runs, its types, its maps and the theme, and no source, test or story', () => {
    const expected = /^(package\.json|README\.md|LICENSE|dist\/[\w./-]+\.(js|js\.map|d\.ts|css))$/
    expect(consumer.files.filter((path) => !expected.test(path))).toEqual([])
    expect(consumer.files.filter((path) => /\.(test|stories)\.|(^|\/)(src|test|stories|examples)\//.test(path))).toEqual([])
  })

  it('hold every file that the manifest promises', () => {
    const promised = ['index', 'server', 'sandbox', 'locales/en', 'locales/pt-BR'].flatMap((name) => [
      `dist/${name}.js`,
      `dist/${name}.d.ts`,
    ])
    expect(consumer.files).toEqual(expect.arrayContaining([...promised, 'dist/styles.css', 'dist/image.worker.js']))
  })

  it('tell nothing of the machine that built them', () => {
    const home = join(import.meta.dirname, '../..')
    const telling = consumer.files.filter((path) => readFileSync(join(consumer.installed, path), 'utf8').includes(home))
    expect(telling).toEqual([])
  })
})

describe('the packed entries', () => {
  it.each([
    ['idstep', ['IdentityVerification', 'createHost', 'VerificationError', 'isVerificationError']],
    ['idstep/server', ['createHandler', 'createMemoryStore']],
    ['idstep/sandbox', ['createSandbox']],
    ['idstep/locales/en', ['en']],
    ['idstep/locales/pt-BR', ['ptBR']],
  ])('%s is imported by Node without a DOM', async (entry, names) => {
    const printed = await consumer.runModule(`
      const entry = await import('${entry}')
      console.log(JSON.stringify({ dom: typeof document, names: Object.keys(entry) }))
    `)
    const { dom, names: exported }: { dom: string; names: string[] } = JSON.parse(printed)
    expect(dom).toBe('undefined')
    expect(exported).toEqual(expect.arrayContaining(names))
    expect(exported).not.toContain('default')
  })

  it('find the theme under idstep/styles.css, in a layer so that the host wins', async () => {
    const path = await consumer.runModule(
      `console.log((await import('node:url')).fileURLToPath(import.meta.resolve('idstep/styles.css')))`,
    )
    expect(readFileSync(path.trim(), 'utf8')).toMatch(/^@layer /)
  })

  it('render on a server', async () => {
    const html = await consumer.runModule(`
      import { createElement } from 'react'
      import { renderToString } from 'react-dom/server'
      import { IdentityVerification, createHost } from 'idstep'
      const host = createHost({ baseUrl: 'https://host.test/api/kyc' })
      console.log(renderToString(createElement(IdentityVerification, { ...host, onComplete() {} })))
    `)
    expect(html).toContain('data-part=')
  })

  it('have types that compile in a strict host under NodeNext, its libraries checked too', async () => {
    consumer.write(
      'host.tsx',
      `import { IdentityVerification, createHost, isVerificationError, type VerificationError } from 'idstep'
      import { createHandler } from 'idstep/server'
      import { createSandbox } from 'idstep/sandbox'
      import { ptBR } from 'idstep/locales/pt-BR'
      const sandbox = createSandbox()
      export const handler: (request: Request) => Promise<Response> = createHandler({
        apiKey: 'key',
        authorize: () => ({ userId: 'one' }),
        fetch: (request) => sandbox.fetch(new Request(request)),
      })
      export function report(error: unknown): VerificationError['code'] | null {
        return isVerificationError(error) ? error.code : null
      }
      export function Host() {
        return <IdentityVerification {...createHost({ baseUrl: '/api/kyc' })} messages={ptBR} onComplete={() => {}} />
      }`,
    )
    const compilerOptions = {
      target: 'ES2022',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      module: 'NodeNext',
      jsx: 'react-jsx',
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
    }
    consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['host.tsx'] }))
    await expect(consumer.runTool('typescript/bin/tsc')).resolves.toBe('')
  })
})

describe("the built React entry", () => {
  it("begins with 'use client'", () => {
    expect(readFileSync(built('index.js'), 'utf8')).toMatch(/^['"]use client['"]/)
  })

  it('reaches nothing of the server and never names the key, which the server entry does', () => {
    const browser = reachable(built('index.js'))
    const names = [...browser.keys()].map((path) => basename(path))
    const holdsKey = (code: string) => code.toLowerCase().includes('x-api-key')
    expect(names).not.toContain('server.js')
    expect(names).not.toContain('sandbox.js')
    expect([...browser.values()].some(holdsKey)).toBe(false)
    expect([...browser.values()].flatMap(importedPackages).filter((name) => /^(@?hono|node:)/.test(name))).toEqual([])
    expect([...reachable(built('server.js')).values()].some(holdsKey)).toBe(true)
  })

  it('starts the image worker from a file that needs no other', () => {
    const [worker] = [...reachable(built('index.js'))].filter(([path]) => path === built('image.worker.js'))
    expect(worker).toBeDefined()
    expect(importedPackages(worker?.[1] ?? '')).toEqual([])
    expect(reachable(built('image.worker.js')).size).toBe(1)
  })

  it("becomes part of a host's bundle with the worker as a file of the host's own origin", async () => {
    consumer.write('index.html', '<div id="root"></div><script type="module" src="./main.js"></script>')
    consumer.write(
      'main.js',
      `import { createElement } from 'react'
      import { createRoot } from 'react-dom/client'
      import { IdentityVerification, createHost } from 'idstep'
      import 'idstep/styles.css'
      const widget = createElement(IdentityVerification, { ...createHost({ baseUrl: '/api/kyc' }), onComplete() {} })
      createRoot(document.getElementById('root')).render(widget)`,
    )
    await consumer.runTool('vite/bin/vite.js', 'build', '--logLevel', 'error')
    const assets = join(consumer.folder, 'dist/assets')
    const files = listFiles(assets)
    const worker = files.find((name) => /^image\.worker-[\w-]+\.js$/.test(name)) ?? 'no worker'
    const scripts = files.filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(assets, name), 'utf8'))
    expect(scripts.some((code) => /new Worker\(/.test(code) && code.includes(worker))).toBe(true)
    expect(scripts.some((code) => /new Worker\([^)]*(data:|blob:)/.test(code))).toBe(false)
  })
})
