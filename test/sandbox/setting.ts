import type { CreatedSession, UploadTarget } from '../../src/core/contract/session.ts'
import { createSandbox, sandboxApiKey, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts'

export const base = 'https://api.notus.team/api/v1/kyc/individual-verification-sessions/standard'
export const startedAtMs = Date.parse('2026-03-04T05:06:07.089Z')
export const photo = Uint8Array.of(0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a, 0x2d, 0x2d, 0x80, 0x0d, 0x0a)

export const passport = {
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: '31/12/1990',
  documentCategory: 'PASSPORT',
  documentCountry: 'BRAZIL',
  documentId: '52998224725',
  livenessRequired: false,
}
export const card = { ...passport, documentCategory: 'IDENTITY_CARD', nationality: 'BRAZILIAN' }

/** A sandbox under a clock that only the test moves. */
export function setting(options: SandboxOptions = {}) {
  let nowMs = startedAtMs
  const sandbox = createSandbox({ now: () => nowMs, ...options })
  const call = (path: string, init: RequestInit = {}) =>
    sandbox.fetch(new Request(base + path, { ...init, headers: { 'x-api-key': sandboxApiKey, ...init.headers } }))
  const post = (body: unknown) =>
    call('', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const create = async (body: unknown = passport): Promise<CreatedSession> => (await post(body)).json()
  const read = (id: string) => call(`/${id}`)
  return {
    sandbox,
    wait(delayMs: number) {
      nowMs += delayMs
    },
    call,
    post,
    create,
    read,
    process: (id: string) => call(`/${id}/process`, { method: 'POST' }),
    async status(id: string): Promise<string> {
      return (await (await read(id)).json()).session.status
    },
    /** Creates a session and sends every photo that is wanted. */
    async submit(body: unknown = passport): Promise<string> {
      const created = await create(body)
      for (const target of [created.frontDocumentUpload, created.backDocumentUpload]) {
        if (target) await upload(sandbox, target)
      }
      return created.session.id
    },
  }
}

export type FormEntry = readonly [name: string, value: string | Blob]

/** The entries of a good form: the fields in their order, the file last. */
export function entriesOf(target: UploadTarget, file: Blob = new Blob([photo])): FormEntry[] {
  return [...Object.entries(target.fields), ['file', file]]
}

export function send(sandbox: Sandbox, url: string, entries: readonly FormEntry[], init: RequestInit = {}) {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return sandbox.fetch(new Request(url, { method: 'POST', body: form, ...init }))
}

export function upload(sandbox: Sandbox, target: UploadTarget, file?: Blob) {
  return send(sandbox, target.url, entriesOf(target, file))
}
