import type { CreatedSession, SessionRequest, UploadTarget } from '../../../src/core/contract/session.ts'
import { VerificationError } from '../../../src/core/errors.ts'
import type { Ports } from '../../../src/core/ports.ts'
import { startMs, target } from '../samples.ts'
import type { Fate, Schedule } from './schedule.ts'
import type { Time } from './time.ts'

const lifeMs = 600_000
const fine: Fate = { kind: 'fine', reaches: true, delayMs: 300, code: 'network' }

/** A session at the vendor. */
export interface ModelSession {
  id: string
  key: string
  madeAtMs: number
  /** When its targets die. */
  deadAtMs: number
  arrived: Set<string>
  startedAtMs: number | null
  /** Starts that reached the vendor after the one it had accepted. */
  uselessStarts: number
}

/** One call of a port. */
export interface Call {
  name: 'create' | 'upload' | 'process' | 'get'
  atMs: number
  /** The idempotency key, or session and slot. */
  of: string
  /** Whether the page got a success. */
  isAnswered: boolean
  body: unknown
}

/** Host, vendor and storage service, the network before them, and what was asked of them. */
export function createOutside(schedule: Schedule, time: Time) {
  const { isIdempotent, liesOnline, hidesRefusals, spells, verdict, verdictAfterMs } = schedule
  const fates = [...schedule.fates]
  const sessions: ModelSession[] = []
  const unknownKeys = new Set<string>()
  const calls: Call[] = []
  const underWay = new Set<() => void>()
  const waiting = new Set<() => void>()
  const isDown = () =>
    spells.some(({ kind, atMs, lengthMs }) => kind === 'offline' && atMs <= time.now() && time.now() < atMs + lengthMs)

  for (const { kind, atMs, lengthMs } of spells) {
    const cutAll = () => {
      for (const cut of [...underWay]) cut()
    }
    // A connection survives neither a lost network nor the sleep of its page
    time.later(kind === 'offline' ? atMs : atMs + lengthMs, cutAll)
    time.later(atMs + lengthMs, () => {
      if (!isDown()) for (const goOn of [...waiting]) goOn()
    })
  }

  /** What a broken network looks like: to our own parts, and to a host who lets fetch throw. */
  const lost = (name: Call['name']) =>
    isIdempotent || name === 'upload' ? new VerificationError('network') : new TypeError('Failed to fetch')

  function ask<Answer>(name: Call['name'], of: string, body: unknown, signal: AbortSignal, effect: () => Answer): Promise<Answer> {
    const call: Call = { name, atMs: time.now(), of, isAnswered: false, body }
    calls.push(call)
    const fate = isDown() ? { ...fine, kind: 'lost' as const, reaches: false, delayMs: 5 } : (fates.shift() ?? fine)
    return new Promise((resolve, reject) => {
      const timers: (() => void)[] = []
      const end = (settle: () => void) => {
        for (const cancel of timers) cancel()
        underWay.delete(cut)
        signal.removeEventListener('abort', abort)
        settle()
      }
      const fail = (error: unknown) => end(() => reject(error))
      const cut = () => fail(lost(name))
      const abort = () => fail(signal.reason)
      underWay.add(cut)
      signal.addEventListener('abort', abort)
      const after = (delayMs: number, run: () => void) => timers.push(time.later(delayMs, run))

      let answer: { value: Answer } | { error: unknown } | null = null
      const arrive = () => {
        try {
          answer = { value: effect() }
        } catch (error) {
          answer = { error }
        }
      }
      const { kind, delayMs, code } = fate
      if (kind === 'fine' || (fate.reaches && (kind === 'lost' || kind === 'stalled'))) after(delayMs / 2, arrive)
      if (kind === 'refused' && code === 'create-unknown' && name === 'create') unknownKeys.add(of)
      if (kind === 'stalled') {
        if (name === 'upload') after(20_000, () => fail(new VerificationError('timeout')))
        return
      }
      after(delayMs, () => {
        if (kind === 'refused') return fail(new VerificationError(code, { fields: { documentId: 'refused' }, retryAfterMs: code === 'rate-limited' ? 9_000 : undefined }))
        if (kind === 'lost' || name === 'upload' && kind !== 'fine') return cut()
        if (kind === 'threw') return fail(new Error('boom'))
        if (kind === 'page') return end(() => resolve('<html>' as Answer))
        if (answer && 'error' in answer) return fail(answer.error)
        if (!answer) return cut()
        const { value } = answer
        call.isAnswered = true
        end(() => resolve(value))
      })
    })
  }

  function create(key: string): CreatedSession {
    if (unknownKeys.has(key)) throw new VerificationError('create-unknown')
    const known = isIdempotent && sessions.find((session) => session.key === key)
    const session = known || {
      id: `session-${sessions.length + 1}`, key, madeAtMs: time.now(), deadAtMs: 0, arrived: new Set<string>(),
      startedAtMs: null, uselessStarts: 0,
    }
    const signedAtMs = Math.floor((startMs + session.madeAtMs) / 1000) * 1000
    session.deadAtMs = signedAtMs + lifeMs - startMs
    if (!known) sessions.push(session)
    const to = (slot: string): UploadTarget => {
      const { url, fields } = target(`${session.id}/${slot}`, signedAtMs + lifeMs)
      const signed = new Date(signedAtMs).toISOString().replace(/[-:]|\.000/g, '')
      return { url, fields: { ...fields, 'X-Amz-Date': signed } }
    }
    return { session: { id: session.id, status: 'PENDING' }, frontDocumentUpload: to('front'), backDocumentUpload: to('back') }
  }

  const find = (id: string) => {
    const session = sessions.find((known) => known.id === id)
    if (!session) throw new VerificationError('session-not-found')
    return session
  }
  const statusOf = ({ id, startedAtMs, madeAtMs }: ModelSession) => {
    if (startedAtMs === null) return time.now() - madeAtMs > 27 * 60_000 ? 'EXPIRED' : 'PENDING'
    if (time.now() - startedAtMs < verdictAfterMs) return 'VERIFYING'
    return verdict === 'EXPIRED' && id !== 'session-1' ? 'COMPLETED' : verdict
  }

  let keys = 0
  const ports: Ports = {
    clock: time.clock,
    newKey: () => `key-${++keys}`,
    connection: {
      isOnline: () => liesOnline || !isDown(),
      whenOnline: (signal) =>
        new Promise((resolve, reject) => {
          if (signal.aborted) return reject(signal.reason)
          if (liesOnline || !isDown()) return resolve()
          waiting.add(resolve)
          signal.addEventListener('abort', () => reject(signal.reason))
        }),
    },
    host: {
      createIsIdempotent: isIdempotent,
      createSession: (request: SessionRequest, { signal, idempotencyKey }) =>
        ask('create', idempotencyKey, request, signal, () => create(idempotencyKey)),
      processSession: (id, { signal }) =>
        ask('process', id, null, signal, () => {
          const session = find(id)
          if (statusOf(session) === 'PENDING') session.startedAtMs = time.now()
          else if (session.startedAtMs !== null) session.uselessStarts += 1
          if (session.arrived.size < 2) throw new VerificationError('invalid-request')
        }),
      getSession: (id, { signal }) =>
        ask('get', id, null, signal, () => ({ session: { id, status: statusOf(find(id)), individualId: 'individual-1' } })),
    },
    upload: (to, file, { signal, onProgress }) => {
      const [, id = '', slot = ''] = (to.fields.key ?? '').split('/')
      onProgress(file.size / 2)
      return ask('upload', `${id}/${slot}`, file, signal, () => {
        const session = find(id)
        if (time.now() >= session.deadAtMs) throw new VerificationError(hidesRefusals ? 'network' : 'upload-expired')
        session.arrived.add(slot)
      })
    },
  }
  return { ports, sessions, calls }
}
