import * as z from 'zod/mini'
import type { ZodMiniType } from 'zod/mini'
import { sessionRequestSchema, vendorErrorSchema } from '../../core/contract/session.ts'
import { HandlerFailure } from '../failures.ts'

/**
 * Reads a successful answer.
 * @throws HandlerFailure `vendor-answer` where it is not what NOTUS.md says
 */
export function parseAnswer<Answer>(schema: ZodMiniType<Answer>, text: string): Answer {
  const parsed = z.safeParse(schema, parseJson(text))
  if (!parsed.success) throw new HandlerFailure('vendor-answer')
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Turns every answer that is no success into one of our codes. The vendor's words stay here.
 * @throws HandlerFailure
 */
export function requireSuccess({ ok, status, headers }: Response, text: string): void {
  const isPage = /^\s*</.test(text)
  if (ok && !isPage) return
  const retryAfter = toRetryAfter(headers.get('retry-after'))
  if (status === 429) throw new HandlerFailure('rate-limited', { retryAfter })
  // A page comes from the network in front of the vendor, whatever its status says.
  if (isPage || status < 400 || status >= 500) throw new HandlerFailure('vendor-unavailable', { retryAfter })
  const parsed = z.safeParse(vendorErrorSchema, parseJson(text))
  const error = parsed.success ? parsed.data : {}
  const traceId = /^[\w.:-]{1,128}$/.test(error.traceId ?? '') ? error.traceId : undefined
  if (status === 401 || status === 403) throw new HandlerFailure('vendor-refused-key', { traceId })
  if (status === 404) throw new HandlerFailure('session-not-found', { traceId })
  const names = (error.errors ?? []).map(({ path }) => String(path[0])).filter(isRequestField)
  if (status !== 400 || names.length === 0) throw new HandlerFailure('vendor-refused', { traceId })
  const fields = Object.fromEntries(names.map((name) => [name, 'refused']))
  throw new HandlerFailure('invalid-fields', { traceId, fields })
}

/** Only fields that a browser sent are named to it, not those that the server added. */
function isRequestField(name: string): boolean {
  return Object.hasOwn(sessionRequestSchema.shape, name)
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3); anything else is dropped. */
function toRetryAfter(value: string | null): string | undefined {
  return value !== null && /^(\d{1,9}|[A-Z][a-z]{2}, [\w :]{1,24} GMT)$/.test(value) ? value : undefined
}
