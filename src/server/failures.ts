import type { FieldProblems } from '../core/errors.ts'

/**
 * Every code the handler answers with, and its HTTP status. Codes are stable: browsers of another version read them.
 */
export const handlerCodes = {
  // the way here
  unauthorized: 401,
  'not-found': 404,
  'method-not-allowed': 405,
  // what was sent
  'unsupported-media-type': 415,
  'body-too-large': 413,
  'bad-json': 400,
  'unknown-fields': 400,
  'invalid-fields': 400,
  'invalid-id': 400,
  'invalid-idempotency-key': 400,
  'idempotency-conflict': 409,
  /** The first create with this key is still under way after a long wait; ask again. */
  'idempotency-pending': 503,
  // what the vendor said
  'session-not-found': 404,
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
  /** `Retry-After` as the vendor sent it. */
  retryAfter?: string | undefined
  /** `Allow`: the methods a path has. */
  allow?: string | undefined
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

/** The answer for a failure: `{ error: { code, fields?, traceId? } }`. */
export function failureResponse({ code, status, details }: HandlerFailure): Response {
  const { fields, traceId, retryAfter, allow } = details
  const headers = new Headers({ 'cache-control': 'no-store' })
  if (retryAfter !== undefined) headers.set('retry-after', retryAfter)
  if (allow !== undefined) headers.set('allow', allow)
  return Response.json({ error: { code, fields, traceId } }, { status, headers })
}
