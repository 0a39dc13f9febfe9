import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { build } from 'esbuild'
import type { Page } from 'playwright'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { checkCamera, inspectPhoto } from '../../src/index.ts'
import { browserWithCamera } from './film.ts'
import { photoOf } from './photos.ts'

const root = join(import.meta.dirname, '../..')
declare global {
  interface Window {
    idstep: { checkCamera: typeof checkCamera; inspectPhoto: typeof inspectPhoto }
  }
}

/** A page of a host who bundles the package's entry, and serves its workers beside it. */
async function hostPage(): Promise<string> {
  const stdin = { contents: `window.idstep = await import('idstep')`, resolveDir: root }
  const { outputFiles } = await build({
    stdin, bundle: true, write: false, outdir: join(root, 'dist'), format: 'esm', splitting: true, target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const bundled = new Map(outputFiles.map(({ path, text }) => [`/${basename(path)}`, text]))
  const html = '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/stdin.js"></script>'
  const server = createServer(({ url = '/' }, answer) => {
    const type = { 'content-type': extname(url) === '.js' ? 'text/javascript' : 'text/html' }
    const worker = join(root, 'dist', basename(url))
    const isWorker = url.endsWith('.worker.js') && existsSync(worker)
    const body = url === '/' ? html : (bundled.get(url) ?? (isWorker ? readFileSync(worker) : null))
    answer.writeHead(body ? 200 : 404, type).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/`
}

async function openHostPage(): Promise<Page> {
  const { browser, show } = await browserWithCamera()
  await show('front')
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(await hostPage())
  await page.waitForFunction(() => window.idstep)
  return page
}

describe('the built package, for a host without our screens', () => {
  it('tells whether the camera can be used, and what the developer has to change', async () => {
    const page = await openHostPage()
    expect(await page.evaluate(() => window.idstep.checkCamera())).toEqual({ code: 'camera-denied', hint: expect.stringMatching(/^idstep: camera-denied: /) })
    await page.context().grantPermissions(['camera'])
    expect(await page.evaluate(() => window.idstep.checkCamera())).toEqual({ code: 'ok', hint: null })
  })

  it('judges photos', async () => {
    const page = await openHostPage()
    const inspect = async (photo: Buffer) =>
      page.evaluate(async (text) => {
        const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
        return window.idstep.inspectPhoto(new Blob([bytes]))
      }, photo.toString('base64'))
    // Off the main thread, by the worker that stands beside the entry
    const worker = page.waitForEvent('worker')
    const good = await inspect(await photoOf('front'))
    expect(good.issues).toEqual([])
    expect(good.corners).toHaveLength(4)
    await worker
    expect((await inspect(await photoOf('table', { width: 1600, height: 1200 }))).issues[0]).toBe('no-document')
    const far = await photoOf('front', { width: 1600, height: 1200, share: 0.15 })
    expect((await inspect(far)).issues).toContain('too-far')
  })
})
