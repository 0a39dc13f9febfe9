import type { CreatedSession, UploadTarget } from '../../src/core/contract/session.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { createHandler, type Handler, type HandlerOptions, type LogEntry } from '../../src/server/index.ts'
import { ana, apiKey, requireSecrecy, visibleText } from './secrets.ts'

export { ana, apiKey }

export const now = Date.UTC(2026, 0, 15, 12)

/** What reached the vendor. */
export interface VendorCall {
  method: string
  url: string
  headers: Headers
  body: unknown
}

export interface Stage {
  handler: Handler
  sandbox: Sandbox
  calls: VendorCall[]
  /** What the log was told; read for secrets at each `send`. */
  log: LogEntry[]
  /** Sends a request as `user`; the answer is read for secrets on its way. */
  send(method: string, path: string, options?: SendOptions): Promise<Response>
  create(options?: SendOptions): Promise<Response>
  /** Sends the photos of a created session to the sandbox's storage. */
  upload(created: CreatedSession): Promise<void>
}

export interface SendOptions {
  user?: string
  key?: string
  type?: string
  /** A string goes out as it is, anything else as JSON. */
  body?: unknown
  headers?: Record<string, string>
}

type StageOptions = Partial<HandlerOptions>

/** The real handler in front of the sandbox, or of the vendor that `options.fetch` stages; calls are written down. */
export function createStage(options: StageOptions = {}): Stage {
  const calls: VendorCall[] = []
  const log: LogEntry[] = []
  const sandbox = createSandbox({ apiKey, now: options.now ?? (() => now) })
  const vendor = options.fetch ?? ((url, init) => sandbox.fetch(url, init))
  const handler = createHandler({
    apiKey,
    authorize: (request) => {
      const userId = request.headers.get('x-user')
      return userId === null ? null : { userId }
    },
    now: () => now,
    onFailure: () => {},
    // Where a test looks at what is said by default, nothing listens here
    logger: 'onFailure' in options ? undefined : (entry) => void log.push(entry),
    ...options,
    fetch: (url, init) => {
      const { method = 'GET', headers, body } = init
      const text = typeof body === 'string' ? body : 'null'
      calls.push({ method, url, headers: new Headers(headers), body: JSON.parse(text) })
      return vendor(url, init)
    },
  })
  const send: Stage['send'] = async (method, path, { user = 'ana', key, type, body, headers: more } = {}) => {
    const headers = new Headers(more)
    if (user !== '') headers.set('x-user', user)
    if (key !== undefined) headers.set('idempotency-key', key)
    if (body !== undefined) headers.set('content-type', type ?? 'application/json')
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await handler(new Request(`https://bank.example${path}`, { method, headers, body: content }))
    requireSecrecy(await visibleText(response.clone()))
    requireSecrecy(JSON.stringify(log))
    if (response.headers.get('cache-control') !== 'no-store') throw new Error('the answer may be cached')
    return response
  }
  const create: Stage['create'] = (options) =>
    send('POST', '/api/kyc/individual-sessions', { body: ana, ...options })
  const store = async ({ url, fields }: UploadTarget) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob(['photo']), 'photo.jpg')
    const { status } = await sandbox.fetch(url, { method: 'POST', body: form })
    if (status !== 204) throw new Error(`the storage answered ${status}`)
  }
  const upload: Stage['upload'] = async ({ frontDocumentUpload: front, backDocumentUpload: back }) => {
    for (const target of [front, back]) if (target) await store(target)
  }
  return { handler, sandbox, calls, log, send, create, upload }
}

/** A vendor that gives the same answer to everything. */
export function vendorAnswering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return async () => new Response(text, { status, headers })
}
