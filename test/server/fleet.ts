import { fork, type ChildProcess } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { bundleModule } from '../../scripts/bundle.mjs'
import type { CreatedSession } from '../../src/core/contract/session.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { startRedis, type RedisServer } from './redis.ts'
import { ana, apiKey } from './stage.ts'

/** What a machine of the fleet answered. */
export interface Answer {
  status: number
  headers: Headers
  /** The body, parsed; `null` where there is none. */
  body: any // eslint-disable-line @typescript-eslint/no-explicit-any -- read by tests, each in its own shape
}

/** One handler in a process of its own. */
export interface Machine {
  /** Faults it has told of. */
  readonly failures: string[]
  /** Rejects where the connection is cut. */
  send(method: string, path: string, options?: { user?: string; key?: string; body?: object }): Promise<Answer>
  /** Creates a session for Ana. */
  create(key: string): Promise<Answer>
  /** Ends it without a warning, as a crash of the machine would. */
  kill(): Promise<void>
}

/** Two machines, one Redis, and the sandbox as the vendor behind HTTP. */
export interface Fleet {
  readonly a: Machine
  readonly b: Machine
  readonly redis: RedisServer
  readonly sandbox: Sandbox
  /** Holds back the vendor's answers to calls of this method and path, after they were carried out. */
  holdAnswers(method: string, path: RegExp): { arrived: Promise<void>; release(): void }
  upload(created: CreatedSession): Promise<void>
  close(): Promise<void>
}

interface FleetOptions {
  vendorTimeoutMs?: number
}

/** Starts everything; `close` ends it. */
export async function startFleet({ vendorTimeoutMs = 2_000 }: FleetOptions = {}): Promise<Fleet> {
  const [redis, module] = await Promise.all([startRedis({ keeps: true }), bundleModule('test/server/fleet-process.ts')])
  const sandbox = createSandbox({ apiKey, speed: 10 })
  let held: { pattern: RegExp; method: string; arrive(): void; released: Promise<void> } | undefined
  const vendor = createServer((incoming, outgoing) => {
    void answerBySandbox(sandbox, incoming, outgoing, async () => {
      if (!held || incoming.method !== held.method || !held.pattern.test(incoming.url ?? '')) return
      held.arrive()
      await held.released
    })
  })
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve))
  const vendorUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`

  const environment = {
    REDIS_PORT: String(redis.port),
    VENDOR_URL: `${vendorUrl}/api/v1`,
    VENDOR_TIMEOUT_MS: String(vendorTimeoutMs),
    API_KEY: apiKey,
  }
  const [a, b] = await Promise.all([startMachine(module.path, environment), startMachine(module.path, environment)])
  return {
    a,
    b,
    redis,
    sandbox,
    holdAnswers(method, pattern) {
      let release = () => {}
      const released = new Promise<void>((resolve) => (release = resolve))
      const arrived = new Promise<void>((arrive) => (held = { pattern, method, arrive, released }))
      return {
        arrived,
        release() {
          held = undefined
          release()
        },
      }
    },
    async upload({ frontDocumentUpload, backDocumentUpload }) {
      for (const target of [frontDocumentUpload, backDocumentUpload]) {
        if (!target) continue
        const form = new FormData()
        for (const [name, value] of Object.entries(target.fields)) form.append(name, value)
        form.append('file', new Blob(['photo']), 'photo.jpg')
        const { status } = await sandbox.fetch(target.url, { method: 'POST', body: form })
        if (status !== 204) throw new Error(`the storage answered ${status}`)
      }
    },
    async close() {
      await Promise.all([a.kill(), b.kill()])
      vendor.close()
      vendor.closeAllConnections()
      await redis.remove()
      module.remove()
    },
  }
}

async function answerBySandbox(
  sandbox: Sandbox,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  beforeAnswer: () => Promise<void>,
) {
  const { method = 'GET', headers, url = '/' } = incoming
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string])
  const content = method === 'GET' ? {} : { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' as const }
  const response = await sandbox.fetch(new Request(`http://vendor.test${url}`, { method, headers: pairs, ...content }))
  const text = await response.text()
  await beforeAnswer()
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(text)
}

async function startMachine(path: string, environment: Record<string, string>): Promise<Machine> {
  const child = fork(path, { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const failures: string[] = []
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await portOf(child, failures)
  const send: Machine['send'] = async (method, path, { user = 'ana', key, body } = {}) => {
    const headers = new Headers({ 'x-user': user })
    if (key !== undefined) headers.set('idempotency-key', key)
    if (body) headers.set('content-type', 'application/json')
    const url = `http://127.0.0.1:${port}/api/kyc/individual-sessions${path}`
    const response = await fetch(url, { method, headers, body: body ? JSON.stringify(body) : undefined })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  return {
    failures,
    send,
    create: (key) => send('POST', '', { key, body: ana }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function portOf(child: ChildProcess, failures: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('message', (told: { port?: number; failure?: string }) => {
      if (told.port !== undefined) resolve(told.port)
      if (told.failure !== undefined) failures.push(told.failure)
    })
    child.once('exit', (code) => reject(new Error(`a machine of the fleet ended with ${code}`)))
  })
}
