import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHost, type HostOptions } from '../../../src/browser/host/host.ts'
import type { SessionRequest } from '../../../src/core/contract/session.ts'
import { isVerificationError, type VerificationError } from '../../../src/core/errors.ts'

const request: SessionRequest = {
  firstName: 'Maria',
  lastName: 'Silva',
  birthDate: '09/01/1990',
  documentCategory: 'PASSPORT',
  documentCountry: 'FRANCE',
  documentId: '123',
  livenessRequired: false,
}

interface Seen {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

let server: Server
let seen: Seen[]
let answer: (response: ServerResponse, incoming: IncomingMessage) => void
const signal = new AbortController().signal

beforeAll(async () => {
  server = createServer((incoming, response) => {
    let body = ''
    incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    incoming.on('end', () => {
      seen.push({ method: incoming.method, url: incoming.url, headers: incoming.headers, body })
      answer(response, incoming)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen = []
  answer = (response) => response.writeHead(200).end('{"session":{"id":"s1","status":"PENDING"}}')
})

const hostOf = (options: HostOptions = {}) =>
  createHost({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/kyc`, ...options })

async function errorOf(promise: Promise<unknown>): Promise<VerificationError> {
  const error = await promise.then(() => 'no error', (reason: unknown) => reason)
  if (!isVerificationError(error)) throw new Error(`not our error: ${String(error)}`)
  return error
}

describe('the host over our handler', () => {
  it('creates a session with its key', async () => {
    const created = await hostOf().createSession(request, { signal, idempotencyKey: 'k-1' })
    expect(created).toEqual({ session: { id: 's1', status: 'PENDING' } })
    const [{ method, url, headers, body }] = seen as [Seen]
    expect([method, url, headers['idempotency-key']]).toEqual(['POST', '/api/kyc/individual-sessions', 'k-1'])
    expect(headers['content-type']).toBe('application/json')
    expect(JSON.parse(body)).toEqual(request)
  })

  it('reads a session, with its id kept one part of the path', async () => {
    expect(await hostOf().getSession('../a b/ç?x', { signal })).toEqual({ session: { id: 's1', status: 'PENDING' } })
    expect(seen[0]?.url).toBe('/api/kyc/individual-sessions/..%2Fa%20b%2F%C3%A7%3Fx')
    expect([seen[0]?.method, seen[0]?.body, seen[0]?.headers['content-type']]).toEqual(['GET', '', undefined])
  })

  it('starts the processing, whose answer is empty', async () => {
    answer = (response) => response.writeHead(204).end()
    await hostOf().processSession('s1', { signal })
    expect([seen[0]?.method, seen[0]?.url]).toEqual(['POST', '/api/kyc/individual-sessions/s1/process'])
  })

  it('says that a create may be repeated', () => expect(hostOf().createIsIdempotent).toBe(true))

  it('works as props, spread and taken apart', async () => {
    const { getSession } = { ...hostOf() }
    await expect(getSession('s1', { signal })).resolves.toBeTruthy()
  })

  it('adds headers of the host, made anew for each request where they are a function', async () => {
    let calls = 0
    const host = hostOf({ headers: async () => ({ Authorization: `Bearer ${(calls += 1)}` }) })
    await host.getSession('s1', { signal })
    await host.processSession('s1', { signal })
    await hostOf({ headers: { 'x-tenant': 'a' } }).getSession('s1', { signal })
    const given = seen.map(({ headers }) => headers.authorization ?? headers['x-tenant'])
    expect(given).toEqual(['Bearer 1', 'Bearer 2', 'a'])
  })

  it('sends cookies to its own origin only, unless told, and by a fetch of the host where given', async () => {
    const asked: unknown[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      asked.push([input, init?.credentials, init?.cache])
      return Response.json({ session: {} })
    }
    await createHost({ fetch }).getSession('s1', { signal })
    const elsewhere = createHost({ fetch, baseUrl: 'https://api.example/kyc/', credentials: 'include' })
    await elsewhere.getSession('s1', { signal })
    expect(asked).toEqual([
      ['/api/kyc/individual-sessions/s1', 'same-origin', 'no-store'],
      ['https://api.example/kyc/individual-sessions/s1', 'include', 'no-store'],
    ])
  })
})

describe('an answer that is an error', () => {
  it.each([
    [400, '{"error":{"code":"invalid-fields","fields":{"documentId":"cpf"},"traceId":"t-1"}}', 'invalid-fields'],
    [409, '{"error":{"code":"idempotency-conflict"}}', 'idempotency-conflict'],
    [409, '{"error":{"code":"create-unknown"}}', 'create-unknown'],
    [404, '{"error":{"code":"session-not-found"}}', 'session-not-found'],
    [404, '<html>not here</html>', 'session-not-found'],
    [401, '', 'unauthorized'],
    [403, '{"error":{"code":"unauthorized"}}', 'unauthorized'],
    [408, '', 'timeout'],
    [429, '{"error":{"code":"rate-limited"}}', 'rate-limited'],
    [500, '<html>oops</html>', 'server'],
    [502, '{"error":{"code":"server"}}', 'server'],
    [503, '', 'server'],
    [400, '{"error":{"code":"something-new"}}', 'invalid-request'],
    [400, '{"error":{"code":"camera-denied"}}', 'invalid-request'],
    [413, 'too large', 'invalid-request'],
    [422, '[]', 'invalid-request'],
    [400, '{"error":null}', 'invalid-request'],
  ])('becomes a code of ours: %i %s', async (status, body, code) => {
    answer = (response) => response.writeHead(status).end(body)
    expect((await errorOf(hostOf().getSession('s1', { signal }))).code).toBe(code)
    expect((await errorOf(hostOf().processSession('s1', { signal }))).code).toBe(code)
  })

  it('carries the refused fields and the trace id, and nothing of another shape', async () => {
    const fields = { birthDate: 'too-young', lastName: { value: 'Silva' } }
    const error = { code: 'invalid-fields', fields, traceId: 't-1' }
    answer = (response) => response.writeHead(400).end(JSON.stringify({ error }))
    const caught = await errorOf(hostOf().createSession(request, { signal, idempotencyKey: 'k' }))
    expect([caught.code, caught.fields, caught.traceId]).toEqual(['invalid-fields', { birthDate: 'too-young' }, 't-1'])
  })

  it('of a create that met no handler is not about a session', async () => {
    answer = (response) => response.writeHead(404).end()
    const caught = await errorOf(hostOf().createSession(request, { signal, idempotencyKey: 'k' }))
    expect(caught.code).toBe('invalid-request')
  })

  it.each([
    ['7', 7000, 7000],
    [new Date(Date.now() + 60_000).toUTCString(), 40_000, 60_000],
    [new Date(Date.now() - 60_000).toUTCString(), undefined, undefined],
    ['soon', undefined, undefined],
  ])('says how long to wait: %s', async (header, least, most) => {
    answer = (response) => response.writeHead(429, { 'Retry-After': header }).end()
    const { retryAfterMs } = await errorOf(hostOf().getSession('s1', { signal }))
    if (least === undefined) return expect(retryAfterMs).toBeUndefined()
    expect(retryAfterMs).toBeGreaterThanOrEqual(least)
    expect(retryAfterMs).toBeLessThanOrEqual(most ?? 0)
  })

  it.each(['<!doctype html><title>Sign in</title>', '{"session":{"id":"s1"', '', 'null', '[]', '"ok"'])(
    'is seen in a success that is no object: %j',
    async (body) => {
      answer = (response) => response.writeHead(200).end(body)
      expect((await errorOf(hostOf().getSession('s1', { signal }))).code).toBe('host-answer')
    },
  )

  it('is network when the server is away or cuts the connection', async () => {
    expect((await errorOf(hostOf({ baseUrl: 'http://127.0.0.1:9' }).getSession('s1', { signal }))).code).toBe('network')
    answer = (_, incoming) => incoming.socket.destroy()
    expect((await errorOf(hostOf().getSession('s1', { signal }))).code).toBe('network')
    answer = (response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('{"session":')
      setTimeout(() => response.destroy(), 20)
    }
    expect((await errorOf(hostOf().getSession('s1', { signal }))).code).toBe('network')
  })

  it('never tells the address, the id or a value', async () => {
    answer = (response) => response.writeHead(500).end('Maria Silva 123')
    const error = await errorOf(hostOf().getSession('secret-id', { signal }))
    expect(`${error.message} ${JSON.stringify(error)}`).not.toMatch(/secret-id|127\.0|Maria|123/)
  })
})

describe('a cancelled call', () => {
  it('rejects with the reason of the signal and lets go of the connection', async () => {
    const controller = new AbortController()
    const reason = new Error('left')
    const closed = new Promise<void>((resolve) => {
      answer = (_, incoming) => {
        incoming.socket.on('close', () => resolve())
        controller.abort(reason)
      }
    })
    await expect(hostOf().getSession('s1', { signal: controller.signal })).rejects.toBe(reason)
    await closed
  })

  it('is not sent when it was cancelled before', async () => {
    const options = { signal: AbortSignal.abort(), idempotencyKey: 'k' }
    await expect(hostOf().createSession(request, options)).rejects.toMatchObject({ name: 'AbortError' })
    expect(seen).toEqual([])
  })
})

it('says in its message which code the handler gave, and nothing else of the body', async () => {
  const answer = (code: unknown) => async () => Response.json({ error: { code, secret: 'Ana' } }, { status: 502 })
  const ask = (code: unknown) => createHost({ fetch: answer(code) }).getSession('s1', { signal: new AbortController().signal })
  await expect(ask('vendor-refused-key')).rejects.toThrow('answered 502 with vendor-refused-key.')
  await expect(ask('Ana Souza <ana@example.com>')).rejects.toThrow(/^idstep: the host answered 502\. /)
})
