import * as z from 'zod/mini'
import type { ZodMiniType } from 'zod/mini'
import { vendorErrorSchema } from '../contract/session.ts'
import { isVerificationError, VerificationError } from '../errors.ts'

/**
 * Checks what a host's callback resolved to.
 * @throws VerificationError `host-answer`, which names the field that is wrong and never its value
 */
export function checkAnswer<Answer>(callback: string, schema: ZodMiniType<Answer>, answer: unknown): Answer {
  const parsed = z.safeParse(schema, answer)
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.') || 'the answer itself'
  throw answerError(callback, field)
}

/** The error for an answer in which `field` is wrong. */
export function answerError(callback: string, field: string): VerificationError {
  const message = `idstep: ${callback} resolved to something of another shape: ${field} is missing or wrong. Resolve to the vendor's answer as it came.`
  return new VerificationError('host-answer', { message, fields: { [field]: 'refused' } })
}

/**
 * Turns whatever a host's callback threw into our error: ours passes through; an object in the vendor's error
 * shape with `errors[].path`, thrown by `createSession`, becomes refused fields; anything else is `host-callback`, with its cause kept.
 */
export function callbackError(callback: string, thrown: unknown): VerificationError {
  if (isVerificationError(thrown)) return thrown
  const body = z.safeParse(vendorErrorSchema, callback === 'createSession' ? thrown : null)
  const paths = body.success ? (body.data.errors ?? []) : []
  if (paths.length > 0) {
    const fields = Object.fromEntries(paths.map(({ path }) => [String(path[0] ?? 'request'), 'refused']))
    return new VerificationError('invalid-fields', { fields, traceId: body.data?.traceId, cause: thrown })
  }
  const message = `idstep: ${callback} threw. The person sees a message and can try again; the cause is in error.cause.`
  return new VerificationError('host-callback', { message, cause: thrown })
}
