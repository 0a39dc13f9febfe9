import { build } from 'esbuild'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen } from '../../examples/demo/server/listen.mjs'
import { browserWith } from '../e2e/browser.ts'
import { describeWithGateway } from './given.ts'
import { gatewayService, sandboxService, sign, type Signed, type StorageService } from './services.ts'

const entry = `
import { upload } from './src/browser/upload.ts'
globalThis.send = async (target, size) => {
  const sent = []
  const file = new File([new Uint8Array(size).map((_, at) => at * 31)], 'mine.jpg', { type: 'image/jpeg' })
  const options = { signal: new AbortController().signal, onProgress: (bytes) => sent.push(bytes) }
  try {
    await upload(target, file, options)
    return { sent }
  } catch ({ code, storageCode }) {
    return { code, storageCode, sent }
  }
}`

interface Outcome {
  code?: string
  storageCode?: string
  sent: number[]
}

let pages: Awaited<ReturnType<typeof listen>>
let page: Page

beforeAll(async () => {
  const stdin = { contents: entry, resolveDir: '.' }
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false })
  const script = outputFiles[0]!.text
  pages = await listen((incoming, outgoing) => {
    const isPage = incoming.url === '/'
    outgoing.setHeader('content-type', isPage ? 'text/html' : 'text/javascript')
    outgoing.end(isPage ? '<script type="module" src="/main.js"></script>' : script)
  }, 0)
  page = await (await browserWith()).newPage()
})
afterAll(async () => {
  await page?.close()
  await pages?.close()
})

/** Goes to the page under the name that may send, or under another one. */
async function open(isForeign = false): Promise<void> {
  await page.goto(isForeign ? pages.url.replace('127.0.0.1', 'localhost') : pages.url)
  await page.waitForFunction('globalThis.send')
}

const range = { conditions: [['content-length-range', 10, 1000]] }

/** What our adapter makes of each service's answers, in Chromium and across origins. */
function suite(
  start: () => StorageService | Promise<StorageService>,
  answers: { badSignature: string; unknownKey: string },
): void {
  let service: StorageService
  beforeAll(async () => {
    service = await start()
    await service.allowOrigins([pages.url])
    await open()
  })
  afterAll(() => service?.close())

  async function send(signed?: Signed, size = 1000, change: Record<string, string> = {}) {
    const key = await service.newKey()
    const { url, fields } = await sign(service.url, key, signed)
    const call = `send(${JSON.stringify({ url, fields: { ...fields, ...change } })}, ${size})`
    return { key, ...(await page.evaluate<Outcome>(call)) }
  }

  it('stores a photo of some megabytes byte for byte and tells its progress', async () => {
    const size = 3_000_000
    const { key, code, sent } = await send(undefined, size)
    expect(code).toBeUndefined()
    expect(sent.at(-1)).toBe(size)
    const kept = await service.read(key)
    expect(Buffer.compare(kept!.bytes, new Uint8Array(size).map((_, at) => at * 31))).toBe(0)
  })

  it('sends the type that was signed, by its field', async () => {
    const { key, code } = await send({ fields: { 'Content-Type': 'image/jpeg' } })
    expect(code).toBeUndefined()
    expect([undefined, 'image/jpeg']).toContain((await service.read(key))!.type)
  })

  it.each([
    ['an expired policy', 'upload-expired', 'AccessDenied', { secondsAgo: 601 }, 1000, {}],
    ['a file too large', 'upload-too-large', 'EntityTooLarge', range, 1001, {}],
    ['a file much too large', 'upload-too-large', 'EntityTooLarge', range, 8_000_000, {}],
    ['a file too small', 'upload-refused', 'EntityTooSmall', range, 9, {}],
    ['a bad signature', 'upload-refused', answers.badSignature, {}, 1000, { 'X-Amz-Signature': '0'.repeat(64) }],
    ['an unknown access key id', 'upload-refused', answers.unknownKey, { accessKeyId: 'NOBODY' }, 1000, {}],
    ['another key', 'upload-refused', 'AccessDenied', {}, 1000, { key: 'elsewhere/1' }],
    ['an extra field', 'upload-refused', 'AccessDenied', {}, 1000, { acl: 'public-read' }],
  ])('tells why %s was refused: %s (%s)', async (_, code, storageCode, signed, size, change) => {
    const outcome = await send(signed, size, change as Record<string, string>)
    expect(outcome).toMatchObject({ code, storageCode })
    expect(await service.read(outcome.key)).toBeNull()
  })

  it('cannot tell why a bucket is unknown, as that has no rule for other origins', async () => {
    expect(await send({ bucket: 'nobody-has-it' })).toMatchObject({ code: 'network' })
  })

  it('does not send from a page of a foreign origin', async () => {
    await open(true)
    const { key, code, storageCode } = await send()
    expect([code, storageCode]).toEqual(['network', undefined])
    expect(await service.read(key)).toBeNull()
    await open()
  })
}

describe('an upload from Chromium to the sandbox', () => {
  suite(sandboxService, { badSignature: 'SignatureDoesNotMatch', unknownKey: 'InvalidAccessKeyId' })
})

describeWithGateway('an upload from Chromium to the gateway', (url) => {
  suite(() => gatewayService({ url }), { badSignature: 'AccessDenied', unknownKey: 'AccessDenied' })
})
