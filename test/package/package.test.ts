import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConsumer, importedPackages, listFiles, reachable, type Consumer } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await createConsumer()
}, 180_000)

afterAll(() => consumer?.remove())

/** Compiles a folder of the consumer as a host would, with its libraries. Resolves to what the compiler has to say. */
function compile(folder: string, more: object) {
  const compilerOptions = { target: 'ES2022', module: 'NodeNext', strict: true, skipLibCheck: false, noEmit: true, ...more }
  consumer.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions }))
  return consumer.runTool('typescript/bin/tsc', '-p', folder)
}

const built = (path: string) => join(consumer.installed, 'dist', path)

describe('the packed files', () => {
  it('are what runs, its types, its maps, the theme and the documents, and no source, test or story', () => {
    const expected = /^(package\.json|README\.md|LICENSE|docs\/[\w./-]+\.(md|png)|dist\/[\w./-]+\.(js|js\.map|d\.ts|css))$/
    expect(consumer.files.filter((path) => !expected.test(path))).toEqual([])
    expect(consumer.files.filter((path) => /\.(test|stories)\.|(^|\/)(src|test|stories|examples)\//.test(path))).toEqual([])
  })

  it('hold every file that the manifest promises', () => {
    const promised = ['index', 'server', 'sandbox', 'locales/en', 'locales/pt-BR'].flatMap((name) => [
      `dist/${name}.js`,
      `dist/${name}.d.ts`,
    ])
    expect(consumer.files).toEqual(expect.arrayContaining([...promised, 'dist/styles.css', 'dist/photo.worker.js']))
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

  it('have types that compile in a strict browser host under NodeNext, its libraries checked too', async () => {
    consumer.write(
      'browser/host.tsx',
      `import { IdentityVerification, createHost, isVerificationError, type VerificationError } from 'idstep'
      import { ptBR } from 'idstep/locales/pt-BR'
      export function report(error: unknown): VerificationError['code'] | null {
        return isVerificationError(error) ? error.code : null
      }
      export function Host() {
        return <IdentityVerification {...createHost({ baseUrl: '/api/kyc' })} messages={ptBR} onComplete={() => {}} />
      }`,
    )
    expect(await compile('browser', { jsx: 'react-jsx', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] })).toBe('')
  }, 120_000)

  it('have types that compile in a strict server under NodeNext, its libraries checked too', async () => {
    consumer.write(
      'server/server.ts',
      `import { createServer } from 'node:http'
      import { createHandler, toNodeListener } from 'idstep/server'
      import { createSandbox } from 'idstep/sandbox'
      export const handler: (request: Request) => Promise<Response> = createHandler({
        apiKey: 'key',
        authorize: () => ({ userId: 'one' }),
        fetch: createSandbox().fetch,
      })
      createServer(toNodeListener(handler))`,
    )
    expect(await compile('server', { lib: ['ES2022'], types: ['node'] })).toBe('')
  }, 120_000)
})

describe('the built React entry', () => {
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

  it('starts the photo worker from a file that needs no other', () => {
    const [worker] = [...reachable(built('index.js'))].filter(([path]) => path === built('photo.worker.js'))
    expect(worker).toBeDefined()
    expect(importedPackages(worker?.[1] ?? '')).toEqual([])
    expect(reachable(built('photo.worker.js')).size).toBe(1)
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
    const worker = files.find((name) => /^photo\.worker-[\w-]+\.js$/.test(name)) ?? 'no worker'
    const scripts = files.filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(assets, name), 'utf8'))
    expect(scripts.some((code) => /new Worker\(/.test(code) && code.includes(worker))).toBe(true)
    expect(scripts.some((code) => /new Worker\([^)]*(data:|blob:)/.test(code))).toBe(false)
  })
})
