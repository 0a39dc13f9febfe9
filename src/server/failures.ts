import type { FieldProblems } from '../core/errors.ts'

/**
 * Every code the handler answers with, and its HTTP status. Codes are stable: browsers of another version read them.
 */
export const handlerCodes = {
  // the way here
  /** A page of another site sent it, and `allowedOrigins` does not name that site. */
  'cross-site': 403,
  unauthorized: 401,
  'not-found': 404,
  'method-not-allowed': 405,
  // what was sent
  'unsupported-media-type': 415,
  'body-too-large': 413,
  /** The body did not arrive in time. */
  'body-timeout': 408,
  'bad-json': 400,
  'unknown-fields': 400,
  'invalid-fields': 400,
  'invalid-id': 400,
  'invalid-idempotency-key': 400,
  'idempotency-conflict': 409,
  /** The first create with this key is still under way after a long wait; ask again. */
  'idempotency-pending': 503,
  /**
   * The answer to an earlier create with this key was lost, so that a session may or may not be there. A person has to
   * decide; a new key makes a new session.
   */
  'create-unknown': 409,
  // what the vendor said
  'session-not-found': 404,
  /** Too many requests, here or at the vendor; `Retry-After` says how long to wait. */
  'rate-limited': 429,
  /** The vendor refused the request and named no field that a person could correct. */
  'vendor-refused': 422,
  'vendor-refused-key': 502,
  'vendor-answer': 502,
  'vendor-unreachable': 502,
  'vendor-unavailable': 503,
  'vendor-timeout': 504,
  /** What is remembered between requests cannot be reached; ask again. */
  'store-unavailable': 503,
  internal: 500,
} as const satisfies Record<string, number>

/** A code of the table above. */
export type HandlerCode = keyof typeof handlerCodes

/** What a failure may carry beside its code. */
export interface FailureDetails {
  /** Which fields were refused, and by which rule. */
  fields?: FieldProblems | undefined
  /** The vendor's trace id, to quote to its support. */
  traceId?: string | undefined
  /** `Retry-After`: seconds, or a date as the vendor sent it. */
  retryAfter?: string | undefined
  /** `Allow`: the methods a path has. */
  allow?: string | undefined
  /** The vendor may have done what this call asked for: the request left, and its answer is lost. */
  isUnsettled?: boolean | undefined
  cause?: unknown
}

/** Ends a request with one code of the table. Its message is the code: nothing of a person, the vendor or the key. */
export class HandlerFailure extends Error {
  override readonly name = 'HandlerFailure'
  readonly code: HandlerCode
  readonly details: FailureDetails

  constructor(code: HandlerCode, details: FailureDetails = {}) {
    super(`idstep: ${code}`, { cause: details.cause })
    this.code = code
    this.details = details
  }

  /** HTTP status that goes with the code. */
  get status(): (typeof handlerCodes)[HandlerCode] {
    return handlerCodes[this.code]
  }
}

/** Any thrown thing as a failure; one that is not ours is `internal`, and what it says stays here. */
export function toFailure(thrown: unknown): HandlerFailure {
  return thrown instanceof HandlerFailure ? thrown : new HandlerFailure('internal', { cause: thrown })
}

/** Headers of every answer: it is one person's, and nothing but what it says it is. */
export const answerHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

/** The answer for a failure: `{ error: { code, fields?, traceId? } }`. */
export function failureResponse({ code, status, details }: HandlerFailure): Response {
  const { fields, traceId, retryAfter, allow } = details
  const headers = new Headers(answerHeaders)
  if (retryAfter !== undefined) headers.set('retry-after', retryAfter)
  if (allow !== undefined) headers.set('allow', allow)
  return Response.json({ error: { code, fields, traceId } }, { status, headers })
}
