import type { CreatedSession, UploadTarget } from '../../src/core/contract/session.ts'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.ts'
import { createHandler, type Handler, type HandlerOptions } from '../../src/server/index.ts'

/** Stands in for a real key; no answer may hold it. */
export const apiKey = 'notus-test-key-5f1c'
export const now = Date.UTC(2026, 0, 15, 12)

/** A person whom nobody is; the CPF has right check digits. */
export const ana = {
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: '29/02/1992',
  documentCategory: 'IDENTITY_CARD',
  documentCountry: 'BRAZIL',
  documentId: '52998224725',
  livenessRequired: false,
}

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
}

type StageOptions = Partial<HandlerOptions>

/** The real handler in front of the sandbox, or of the vendor that `options.fetch` stages; calls are written down. */
export function createStage(options: StageOptions = {}): Stage {
  const calls: VendorCall[] = []
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
    ...options,
    fetch: (url, init) => {
      const { method = 'GET', headers, body } = init
      const text = typeof body === 'string' ? body : 'null'
      calls.push({ method, url, headers: new Headers(headers), body: JSON.parse(text) })
      return vendor(url, init)
    },
  })
  const send: Stage['send'] = async (method, path, { user = 'ana', key, type, body } = {}) => {
    const headers = new Headers()
    if (user !== '') headers.set('x-user', user)
    if (key !== undefined) headers.set('idempotency-key', key)
    if (body !== undefined) headers.set('content-type', type ?? 'application/json')
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const response = await handler(new Request(`https://bank.example${path}`, { method, headers, body: content }))
    await requireSecrecy(response.clone())
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
  return { handler, sandbox, calls, send, create, upload }
}

/** A vendor that gives the same answer to everything. */
export function vendorAnswering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return async () => new Response(text, { status, headers })
}

async function requireSecrecy(response: Response): Promise<void> {
  const seen = JSON.stringify([...response.headers]) + (await response.text())
  for (const secret of [apiKey, ana.lastName, ana.birthDate, ana.documentId, 'vendor says']) {
    if (seen.includes(secret)) throw new Error(`the answer holds ${secret}`)
  }
  if (response.headers.get('cache-control') !== 'no-store') throw new Error('the answer may be cached')
}
