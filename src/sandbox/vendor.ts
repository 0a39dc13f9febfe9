import { createTarget, targetLifetimeMs } from './policy.ts'
import type { Scenario } from './scenarios.ts'
import { checkSessionBody } from './session-body.ts'
import { createRecord, hasArrived, statusAt, toStandardSession, type SessionRecord } from './sessions.ts'
import { cdnError, domainError, empty, fieldError, httpException, json } from './vendor-errors.ts'

/** What the vendor's routes need of the rest of the stand-in. */
export interface VendorOptions {
  readonly apiKey: string
  readonly storageUrl: string
  readonly speed: number
  now(): number
  /** The scenario of the next session. */
  scenario(): Scenario
  /** Sessions made since that scenario was set. */
  sessionsInScenario(): number
  find(id: string): SessionRecord | undefined
  add(record: SessionRecord): void
  /** Called for each call that arrives. */
  count(call: 'create' | 'process' | 'read'): void
  /** Called before anything is done to a session; may throw to cut the connection. */
  onTry(record: SessionRecord, call: string): void
}

const route = /^\/api\/v1\/kyc\/individual-verification-sessions\/standard(?:\/([^/]+))?(\/process)?$/

/**
 * Answers the vendor's calls 1, 3 and 4 (NOTUS.md, Individual, standard).
 *
 * D, as nobody documents them: the ids and words of the two refusals of a start (not PENDING, photos missing), that
 * an id which is no UUID is simply not found, and that call 3 needs the key.
 */
export async function answerVendor(request: Request, path: string, options: VendorOptions): Promise<Response> {
  const [isRoute, id, action] = route.exec(path) ?? []
  const call = isRoute === undefined ? undefined : nameCall(request.method, id, action)
  if (call) options.count(call)
  if (options.scenario() === 'vendor-down') return cdnError()
  if (!call) return httpException(`Cannot ${request.method} ${path}`, 404)
  if (request.headers.get('x-api-key') !== options.apiKey) return httpException('Invalid Api key.', 403)
  if (call === 'create') return create(request, options)

  const record = options.find(id ?? '')
  if (!record) return domainError('STANDARD_SESSION_NOT_FOUND', 'Standard session not found.', 404)
  options.onTry(record, call)
  if (call === 'process') return start(record, options)
  return json({ session: toStandardSession(record, options.now(), options.speed) })
}

function nameCall(method: string, id: string | undefined, action: string | undefined) {
  if (method === 'POST' && id === undefined && action === undefined) return 'create'
  if (method === 'POST' && id !== undefined && action !== undefined) return 'process'
  if (method === 'GET' && id !== undefined && action === undefined) return 'read'
  return undefined
}

async function create(request: Request, options: VendorOptions): Promise<Response> {
  let received: unknown = {}
  // A body that is not declared as JSON is not read, and then every field is missing
  if (/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    try {
      received = JSON.parse(await request.text())
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      return httpException('Malformed JSON in request body.', 400)
    }
  }
  const checked = checkSessionBody(received)
  if (checked.issues) return fieldError(checked.issues)
  const scenario = options.scenario()
  if (scenario === 'refused-field') {
    return fieldError([{ code: 'custom', path: ['birthDate'], message: 'Invalid date' }])
  }

  const nowMs = options.now()
  const isDead = scenario === 'expired-target' && options.sessionsInScenario() % 2 === 0
  const signedAtMs = isDead ? nowMs - targetLifetimeMs - 1_000 : nowMs
  const record = createRecord(checked.body, scenario, nowMs)
  options.add(record)
  const [front, back] = await Promise.all(
    (['front', 'back'] as const).map((slot) => {
      const key = record.keys.get(slot)
      return key === undefined ? null : createTarget(options.storageUrl, key, signedAtMs)
    }),
  )
  return json({
    session: toStandardSession(record, nowMs, options.speed),
    frontDocumentUpload: front,
    backDocumentUpload: back,
  })
}

function start(record: SessionRecord, { now, speed }: VendorOptions): Response {
  if (statusAt(record, now(), speed).status !== 'PENDING') {
    return domainError('STANDARD_SESSION_NOT_PENDING', 'Standard session is not pending.', 400)
  }
  if (!hasArrived(record)) {
    return domainError('STANDARD_SESSION_DOCUMENTS_NOT_UPLOADED', 'Session documents were not uploaded.', 400)
  }
  record.processedAtMs = now()
  return empty()
}
