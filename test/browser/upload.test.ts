import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'

const entry = `
import { upload, uploadWith } from './src/browser/upload.ts'
import { createEncoder } from './src/browser/photo/encoder.ts'
import { prepareImageWith } from './src/browser/photo/image.ts'
import { newKey } from './src/browser/key.ts'
import { isVerificationError } from './src/core/errors.ts'

async function outcomeOf(promise) {
  try { return { value: await promise } } catch (error) {
    return isVerificationError(error)
      ? { code: error.code, storageCode: error.storageCode, text: JSON.stringify(error) + error.message }
      : { name: error.name, message: error.message }
  }
}
globalThis.send = async ({ target, size, stallMs, abortAfterMs }) => {
  const controller = new AbortController()
  const sent = []
  const file = new File([new Uint8Array(size).fill(7)], 'Maria Silva CNH.jpg', { type: 'image/jpeg' })
  const run = stallMs === undefined ? upload : uploadWith({ stallMs })
  if (abortAfterMs === 0) controller.abort()
  if (abortAfterMs > 0) setTimeout(() => controller.abort(), abortAfterMs)
  const promise = run(target, file, { signal: controller.signal, onProgress: (bytes) => sent.push(bytes) })
  return { ...(await outcomeOf(promise)), sent }
}
globalThis.prepare = async (width, height) => {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width / 2, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg' })
  const options = { signal: new AbortController().signal, source: 'file' }
  const { value, ...failure } = await outcomeOf(prepareImageWith(createEncoder({ idleMs: 500 }))(blob, options))
  return { width: value?.width, height: value?.height, type: value?.blob.type, ...failure }
}
globalThis.newKey = newKey
`

interface Received {
  parts: { name: string; headers: string; body: Buffer }[]
  headers: IncomingMessage['headers']
  isComplete: boolean
}

/** Reads a multipart body as it came, in its order. */
function partsOf(body: Buffer, contentType = ''): Received['parts'] {
  const boundary = `--${/boundary=(.+)$/.exec(contentType)?.[1]}`
  return body
    .toString('latin1')
    .split(boundary)
    .slice(1, -1)
    .map((part) => {
      const [headers = '', ...rest] = part.slice(2, -2).split('\r\n\r\n')
      const name = /name="([^"]*)"/.exec(headers)?.[1] ?? ''
      return { name, headers, body: Buffer.from(rest.join('\r\n\r\n'), 'latin1') }
    })
}

let browser: Browser
let page: Page
let pages: Server
let storage: Server
let received: Received[]
/** What the storage does with an upload; the body has not been read yet. */
let answer: (request: IncomingMessage, response: ServerResponse, body: Promise<Buffer>) => unknown
let policy: string | undefined

const portOf = (server: Server) => (server.address() as AddressInfo).port
const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
const address = () => `http://127.0.0.1:${portOf(storage)}/bucket`
const fields = {
  bucket: 'b',
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  key: 'documents/1',
  Policy: 'e30=',
  'X-Amz-Signature': 'f',
}

interface Outcome {
  code?: string
  storageCode?: string
  text?: string
  name?: string
  sent: number[]
}
interface Sending {
  url?: string
  size?: number
  stallMs?: number
  abortAfterMs?: number
}
function send({ url = address(), size = 300_000, ...options }: Sending = {}) {
  const call = `send(${JSON.stringify({ target: { url, fields }, size, ...options })})`
  return page.evaluate<Outcome>(call)
}

beforeAll(async () => {
  const bundles = await Promise.all([
    build({ stdin: { contents: entry, resolveDir: '.' }, bundle: true, format: 'esm', write: false }),
    build({ entryPoints: ['src/browser/worker/photo.worker.ts'], bundle: true, format: 'esm', write: false }),
  ])
  const [main = '', worker = ''] = bundles.map(({ outputFiles }) => outputFiles[0]?.text)
  pages = createServer((request, response) => {
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy)
    const isPage = request.url === '/'
    response.setHeader('Content-Type', isPage ? 'text/html' : 'text/javascript')
    response.end(isPage ? '<script type="module" src="/main.js"></script>' : request.url === '/main.js' ? main : worker)
  })
  storage = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', 'POST')
      return response.writeHead(204).end()
    }
    const chunks: Buffer[] = []
    const body = new Promise<Buffer>((resolve) => {
      const finish = () => {
        const whole = Buffer.concat(chunks)
        const parts = request.complete ? partsOf(whole, request.headers['content-type']) : []
        received.push({ parts, headers: request.headers, isComplete: request.complete })
        resolve(whole)
      }
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('close', finish)
      request.on('error', () => undefined)
    })
    answer(request, response, body)
  })
  await Promise.all([listen(pages), listen(storage)])
  browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: browserArguments })
}, 60_000)

afterAll(async () => {
  await browser?.close()
  for (const server of [pages, storage]) {
    server.closeAllConnections()
    server.close()
  }
})

async function open(host = '127.0.0.1') {
  page = await browser.newPage()
  await page.goto(`http://${host}:${portOf(pages)}/`)
  await page.waitForFunction('globalThis.send')
}
beforeEach(() => {
  received = []
  policy = undefined
  answer = (_, response, body) => body.then(() => response.writeHead(204).end())
})

describe('an upload', () => {
  beforeAll(() => open())
  afterAll(() => page.close())

  it('sends the fields in their order, the file last, and nothing else', async () => {
    expect((await send()).code).toBeUndefined()
    const [{ parts, headers }] = received as [Received]
    expect(parts.map(({ name }) => name)).toEqual([...Object.keys(fields), 'file'])
    expect(parts.slice(0, -1).map(({ body }) => body.toString())).toEqual(Object.values(fields))
    const file = parts.at(-1)
    expect(file?.body.equals(Buffer.alloc(300_000, 7))).toBe(true)
    expect(file?.headers).not.toContain('Maria')
    expect(Object.keys(headers).filter((name) => /^(authorization|cookie|x-)/.test(name))).toEqual([])
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  })

  it('reports bytes of the file, growing up to its size', async () => {
    const size = 6_000_000
    const { sent } = await send({ size })
    expect(sent.at(-1)).toBe(size)
    expect(sent).toEqual([...sent].sort((a, b) => a - b))
    expect(Math.max(...sent)).toBe(size)
  })

  const xml = (code: string, message: string) =>
    `<?xml version="1.0"?>\n<Error><Code>${code}</Code><Message>${message}</Message><Id>secret-1</Id></Error>`

  it.each([
    [403, 'upload-expired', 'AccessDenied', xml('AccessDenied', 'Invalid according to Policy: Policy expired.')],
    [403, 'upload-expired', 'AccessDenied', xml('AccessDenied', 'Policy expired')],
    [400, 'upload-expired', 'ExpiredToken', xml('ExpiredToken', 'The provided token has expired.')],
    [403, 'upload-refused', 'AccessDenied', xml('AccessDenied', 'Invalid according to Policy: Extra input fields')],
    [403, 'upload-refused', 'SignatureDoesNotMatch', xml('SignatureDoesNotMatch', 'The signature')],
    [400, 'upload-too-large', 'EntityTooLarge', xml('EntityTooLarge', 'Your proposed upload exceeds')],
    [413, 'upload-too-large', undefined, '<html>Request Entity Too Large</html>'],
    [400, 'upload-refused', 'EntityTooSmall', xml('EntityTooSmall', 'Your proposed upload is smaller')],
    [403, 'upload-refused', 'InvalidAccessKeyId', xml('InvalidAccessKeyId', 'The key Id secret-2 does not exist')],
    [400, 'upload-refused', 'MalformedPOSTRequest', xml('MalformedPOSTRequest', 'The body of your POST request')],
    [400, 'upload-refused', 'InvalidPolicyDocument', xml('InvalidPolicyDocument', 'Invalid Policy: secret-3')],
    [400, 'upload-refused', 'InvalidArgument', xml('InvalidArgument', 'Bucket POST must contain a field')],
    [403, 'upload-refused', 'RequestTimeTooSkewed', xml('RequestTimeTooSkewed', 'The difference')],
    [404, 'upload-refused', 'NoSuchBucket', xml('NoSuchBucket', 'The specified bucket does not exist')],
    [503, 'server', 'ServiceUnavailable', xml('ServiceUnavailable', 'Please try again')],
    [400, 'upload-refused', 'toString', xml('toString', '')],
    [408, 'timeout', undefined, ''],
    [400, 'timeout', 'RequestTimeout', xml('RequestTimeout', 'Your socket connection')],
    [503, 'server', 'SlowDown', xml('SlowDown', 'Please reduce your request rate.')],
    [500, 'server', 'InternalError', xml('InternalError', 'We encountered an internal error.')],
    [502, 'server', undefined, '<html>Bad gateway</html>'],
    [429, 'rate-limited', undefined, ''],
    [404, 'upload-refused', undefined, 'not XML'],
    [403, 'upload-refused', undefined, xml('a/path?secret=1', '')],
  ])('tells why the storage said no: %i is %s (%s)', async (status, code, storageCode, body) => {
    answer = (_, response, arrived) => arrived.then(() => response.writeHead(status).end(body))
    const outcome = await send()
    expect([outcome.code, outcome.storageCode]).toEqual([code, storageCode])
    expect(outcome.text?.replaceAll(storageCode ?? '-', '')).not.toMatch(/secret|127\.0\.0\.1|Policy|Message/)
  })

  it.each([
    ['AccessDenied', 'Policy Condition failed: ["eq", "$key", "secret"]', /403 AccessDenied .* every field in its order and none added/],
    ['AccessDenied', 'Invalid according to Policy: Policy expired.', /has run out; a new session brings new ones/],
    ['SignatureDoesNotMatch', 'x', /every field in its order and none added/],
    ['RequestTimeTooSkewed', 'x', /Whoever signed the target used a key, a clock or a bucket that is wrong/],
    ['Unheard', 'x', /answered 403 Unheard to an upload\. Pass/],
  ])('tells a developer what to do about %s (%s)', async (code, message, expected) => {
    answer = (_, response, arrived) => arrived.then(() => response.writeHead(403).end(xml(code, message)))
    const { text } = await send()
    expect(text).toMatch(expected)
    expect(text).toMatch(/idstep: the storage service answered 403/)
    expect(text).not.toMatch(/secret|"eq"/)
  })

  it.each(['http://storage.example/bucket', 'ftp://127.0.0.1/', 'javascript:alert(1)', '/relative', ''])(
    'is not sent to %j',
    async (url) => {
      expect((await send({ url })).code).toBe('insecure-upload-url')
    },
  )

  it('of an empty file is not sent', async () => {
    expect((await send({ size: 0 })).code).toBe('file-empty')
    expect(received).toEqual([])
  })

  it('fails as network when the connection is cut', async () => {
    answer = (request) => request.once('data', () => request.socket.destroy())
    expect((await send({ size: 4_000_000 })).code).toBe('network')
  })

  it('fails as network when nobody listens', async () => {
    expect((await send({ url: 'http://127.0.0.1:9/bucket' })).code).toBe('network')
  })

  it('times out when bytes stop leaving, and lets go of the connection', async () => {
    const held: IncomingMessage[] = []
    answer = (request) => held.push(request.pause())
    const outcome = await send({ size: 25_000_000, stallMs: 300 })
    expect(outcome.code).toBe('timeout')
    expect(outcome.sent.at(-1) ?? 0).toBeLessThan(25_000_000)
    expect(held).toHaveLength(1)
    // a paused connection does not notice its end
    held[0]?.resume()
    await expect.poll(() => received.map(({ isComplete }) => isComplete)).toEqual([false])
  })

  it('times out when no answer comes', async () => {
    answer = () => undefined
    expect((await send({ stallMs: 150 })).code).toBe('timeout')
  })

  it('goes on for longer than the limit while bytes leave', async () => {
    const session = await page.context().newCDPSession(page)
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 150_000 }
    await session.send('Network.emulateNetworkConditions', slow)
    const begin = Date.now()
    const outcome = await send({ size: 300_000, stallMs: 800 })
    const tookMs = Date.now() - begin
    await session.detach()
    expect([outcome.code, outcome.name]).toEqual([undefined, undefined])
    expect(tookMs).toBeGreaterThan(1200)
    expect(outcome.sent.length).toBeGreaterThan(3)
  })

  it('ends with the connection closed when it is cancelled', async () => {
    const held: IncomingMessage[] = []
    answer = (request) => held.push(request.pause())
    expect((await send({ size: 25_000_000, abortAfterMs: 200 })).name).toBe('AbortError')
    expect(held).toHaveLength(1)
    // a paused connection does not notice its end
    held[0]?.resume()
    await expect.poll(() => received.map(({ isComplete }) => isComplete)).toEqual([false])
  })

  it('does not begin when it was cancelled before', async () => {
    expect((await send({ abortAfterMs: 0 })).name).toBe('AbortError')
    expect(received).toEqual([])
  })
})

describe('a picture on a page of a host', () => {
  const strict = "default-src 'none'; script-src 'self'"

  it.each([
    ['in a worker', `${strict}; worker-src 'self'`, 1],
    ['without one where the policy forbids it', `${strict}; worker-src 'none'`, 0],
  ])('is prepared %s', async (_, hostPolicy, workers) => {
    policy = hostPolicy
    await open()
    const image = await page.evaluate('prepare(3000, 1500)')
    expect(image).toEqual({ width: 2560, height: 1280, type: 'image/jpeg' })
    expect(page.workers()).toHaveLength(workers)
    await expect.poll(() => page.workers().length, { timeout: 8000 }).toBe(0)
    await page.close()
  }, 15_000)
})

describe('a key', () => {
  beforeAll(() => open())
  afterAll(() => page.close())

  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  it('is a new UUID each time', async () => {
    const keys = await page.evaluate<string[]>('[newKey(), newKey()]')
    expect(keys[0]).toMatch(uuid)
    expect(keys[1]).not.toBe(keys[0])
  })

  it('is made where the page is not secure, too', async () => {
    await page.evaluate('Object.defineProperty(crypto, "randomUUID", { value: undefined })')
    const key = await page.evaluate<string>('newKey()')
    expect(key).toMatch(uuid)
  })
})
