import { createServer, request as httpRequest, type RequestListener } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import type { CreatedSession } from '../../src/core/contract/session.ts'
import { toNodeListener } from '../../src/server/index.ts'
import { ana, createStage } from './stage.ts'

/** As they are before any listener is made. */
const globals = [globalThis.Request, globalThis.Response]

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Listener = ReturnType<typeof toNodeListener>
const listener = () => toNodeListener(createStage().handler)
const headers = { 'x-user': 'ana', 'content-type': 'application/json' }

/** Goes the whole line over HTTP, through a server that the listener was put into. */
async function requireWholeLine(mount: (listener: Listener) => RequestListener): Promise<void> {
  const { handler, upload } = createStage()
  const origin = await listen(mount(toNodeListener(handler)))
  const path = `${origin}/api/kyc/individual-sessions`
  const created = await fetch(path, { method: 'POST', headers, body: JSON.stringify({ ...ana, firstName: 'Zoë' }) })
  expect(created.status).toBe(201)
  const answer = (await created.json()) as CreatedSession
  const { session } = answer
  await upload(answer)
  const read = await fetch(`${path}/${session.id}?again=1`, { headers })
  expect(await read.json()).toMatchObject({ session: { id: session.id, status: 'PENDING' } })
  const started = await fetch(`${path}/${session.id}/process`, { method: 'POST', headers })
  expect(started.status).toBe(204)
  const stranger = await fetch(`${path}/${session.id}`, { headers: { 'x-user': 'bob' } })
  expect(stranger.status).toBe(404)
  const unknown = await fetch(path, { method: 'POST', headers, body: JSON.stringify({ ...ana, limit: 1 }) })
  expect(await unknown.json()).toEqual({ error: { code: 'unknown-fields', fields: { limit: 'unknown' } } })
}

describe('the Node adapter', () => {
  it.each<[string, (listener: Listener) => RequestListener]>([
    ['node:http', (listener) => listener],
    ['Express under a prefix', (listener) => express().use('/api/kyc', listener)],
    ['Express at its top', (listener) => express().use(listener)],
    ['Express behind a JSON parser', (listener) => express().use(express.json()).use(listener)],
    ['Express behind a JSON parser, under a prefix', (listener) => express().use('/api/kyc', express.json(), listener)],
    ['Express in a router of a router', (listener) => express().use('/api', express.Router().use('/kyc', listener))],
    ['Express behind a text parser', (listener) => express().use(express.text({ type: '*/*' })).use(listener)],
    ['Express behind a parser for bytes', (listener) => express().use(express.raw({ type: '*/*' })).use(listener)],
  ])('serves %s', async (_server, mount) => {
    await requireWholeLine(mount)
  })

  it('leaves a body of another type to the handler, which refuses it', async () => {
    const origin = await listen(express().use(express.json()).use('/api/kyc', listener()))
    const response = await fetch(`${origin}/api/kyc/individual-sessions`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: 'hello',
    })
    expect(response.status).toBe(415)
  })

  it.each([['node:http', () => listener()], ['Express', () => express().use('/api/kyc', listener())]])(
    'answers a body that is too large before it has ended (%s)',
    async (_kind, make) => {
      const origin = await listen(make() as RequestListener)
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const outgoing = httpRequest(`${origin}/api/kyc/individual-sessions`, { method: 'POST', headers })
        outgoing.on('response', (response) => (resolve(response.statusCode), outgoing.destroy()))
        outgoing.on('error', reject)
        outgoing.write(Buffer.alloc(100_000, ' '))
      })
      expect(status).toBe(413)
    },
  )

  it('finishes a create whose browser went away, so that the next try finds the session', async () => {
    const sessionIds: string[] = []
    const vendor = async () => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      sessionIds.push(`made-${sessionIds.length}`)
      return Response.json({ session: { id: sessionIds.at(-1), status: 'PENDING' } })
    }
    const origin = await listen(toNodeListener(createStage({ fetch: vendor }).handler))
    const create = (signal?: AbortSignal) =>
      fetch(`${origin}/api/kyc/individual-sessions`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': 'k1' },
        body: JSON.stringify(ana),
        signal,
      })
    await expect(create(AbortSignal.timeout(30))).rejects.toThrow()
    expect(await (await create()).json()).toMatchObject({ session: { id: 'made-0' } })
    expect(sessionIds).toEqual(['made-0'])
  })

  it('keeps to its own paths whatever the request line says', async () => {
    const origin = await listen(express().use(listener()))
    const lines = ['//evil.example/api/kyc/individual-sessions', '/api/kyc/../../x', '/api/kyc/individual-sessions/%']
    for (const line of lines) {
      const head = ['Host: bank.example', 'X-User: ana', 'Connection: close'].join('\r\n')
      const status = await rawStatus(origin, `GET ${line} HTTP/1.1\r\n${head}\r\n\r\n`)
      expect([400, 404]).toContain(status)
    }
  })

  it('refuses a request whose host is no host', async () => {
    const status = await rawStatus(await listen(listener()), 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n')
    expect(status).toBe(400)
  })

  it('leaves the global Request and Response alone', async () => {
    await requireWholeLine((listener) => listener)
    expect(globalThis.Request).toBe(globals[0])
    expect(globalThis.Response).toBe(globals[1])
  })
})

/** The status that a request written byte by byte is answered with. */
async function rawStatus(origin: string, text: string): Promise<number> {
  const { port } = new URL(origin)
  const answer = await new Promise<string>((resolve, reject) => {
    let received = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => (received += String(chunk)))
    socket.on('end', () => resolve(received))
    socket.on('error', reject)
  })
  return Number(answer.split(' ')[1])
}
