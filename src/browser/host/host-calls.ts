import type { CreatedSession, ReadSession } from '../../core/contract/session.ts'
import { VerificationError, type FieldProblems, type VerificationErrorCode } from '../../core/errors.ts'
import type { Host } from '../../core/ports.ts'
import type { HostOptions } from './host-options.ts'

interface Call {
  signal: AbortSignal
  /** JSON */
  body?: string
  idempotencyKey?: string
}

/** The calls behind `createHost`. */
export function hostCalls(options: HostOptions): Omit<Required<Host>, 'createIsIdempotent'> {
  const { baseUrl = '/api/kyc', headers: given, credentials = 'same-origin' } = options

  async function send(path: string, { signal, body, idempotencyKey }: Call, method = 'POST'): Promise<string> {
    const headers = new Headers(typeof given === 'function' ? await given() : given)
    headers.set('Accept', 'application/json')
    if (idempotencyKey) {
      headers.set('Content-Type', 'application/json')
      headers.set('Idempotency-Key', idempotencyKey)
    }
    const fetch = options.fetch ?? globalThis.fetch
    const url = `${baseUrl.replace(/\/+$/, '')}/individual-sessions${path}`
    let response: Response
    let text: string
    try {
      response = await fetch(url, { method, headers, credentials, signal, body: body ?? null, cache: 'no-store' })
      text = await response.text()
    } catch (cause) {
      signal.throwIfAborted()
      throw new VerificationError('network', { cause })
    }
    if (response.ok) return text
    throw errorOf(response, parse(text), path)
  }

  async function ask<Answer>(...call: Parameters<typeof send>): Promise<Answer> {
    const answer = parse(await send(...call))
    if (isRecord(answer)) return answer as Answer
    throw new VerificationError('host-answer', {
      message: 'idstep: the host answered without JSON. Is the handler mounted at baseUrl?',
    })
  }

  return {
    createSession: (request, { signal, idempotencyKey }) =>
      ask<CreatedSession>('', { signal, idempotencyKey, body: JSON.stringify(request) }),
    getSession: (id, { signal }) => ask<ReadSession>(`/${encodeURIComponent(id)}`, { signal }, 'GET'),
    processSession: (id, { signal }) => send(`/${encodeURIComponent(id)}/process`, { signal }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Codes that the status alone does not tell. */
const namedCodes = ['invalid-fields', 'idempotency-conflict', 'create-unknown'] as const satisfies VerificationErrorCode[]

const byStatus: Readonly<Record<number, VerificationErrorCode>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  408: 'timeout',
  429: 'rate-limited',
}

function codeOf(status: number, path: string): VerificationErrorCode {
  // where no session is named, it is the handler that was not found
  if (status === 404 && path) return 'session-not-found'
  return byStatus[status] ?? (status < 500 ? 'invalid-request' : 'server')
}

function errorOf({ status, headers }: Response, body: unknown, path: string): VerificationError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  const { code, fields, traceId } = error
  // Our own handler's codes are words; nothing else of the body is let into a message
  const named = typeof code === 'string' && /^[a-z-]{1,40}$/.test(code) ? ` with ${code}` : ''
  const problems = isRecord(fields) ? Object.entries(fields).filter(([, problem]) => typeof problem === 'string') : []
  return new VerificationError(namedCodes.find((name) => name === code) ?? codeOf(status, path), {
    message: `idstep: the host answered ${status}${named}. Look at baseUrl here, and at createHandler's onFailure there.`,
    fields: problems.length ? (Object.fromEntries(problems) as FieldProblems) : undefined,
    traceId: typeof traceId === 'string' ? traceId : undefined,
    retryAfterMs: retryAfterMsOf(headers.get('Retry-After') ?? ''),
  })
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3); nothing where it is absent, past or unreadable. */
function retryAfterMsOf(header: string): number | undefined {
  return Math.max(0, Number(header) * 1000 || Date.parse(header) - Date.now()) || undefined
}
