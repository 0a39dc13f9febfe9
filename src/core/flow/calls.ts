import { callbackError } from './answers.ts'
import { VerificationError } from '../errors.ts'
import { callbackTimeoutMs, isTransient, maxTries, retryDelayMs } from '../policy.ts'
import type { Clock } from '../ports.ts'

/**
 * Calls a host's callback with a limit of time. What it throws comes out as a `VerificationError`; one that
 * never settles comes out as `timeout`, and its signal is aborted.
 */
export async function callHost<Answer>(
  callback: string,
  call: (signal: AbortSignal) => Promise<Answer>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Answer> {
  const own = new AbortController()
  const abort = () => own.abort(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  const timer = new AbortController()
  try {
    signal.throwIfAborted()
    const limit = clock.wait(callbackTimeoutMs, timer.signal).then(() => {
      const message = `idstep: ${callback} did not settle within ${callbackTimeoutMs / 1000} s. Resolve or reject it, and end it when its signal is aborted.`
      throw new VerificationError('timeout', { message })
    })
    limit.catch(() => {})
    return await Promise.race([Promise.resolve(call(own.signal)), limit, rejectOnAbort(own.signal)])
  } catch (thrown) {
    if (signal.aborted) throw signal.reason
    throw callbackError(callback, thrown)
  } finally {
    signal.removeEventListener('abort', abort)
    timer.abort()
    own.abort()
  }
}

/** How a call is repeated. */
interface Repeating {
  /** Told before each pause. */
  onDelay?: () => void
  /** Which failures are repeated. @default isTransient */
  mayRepeat?: (error: unknown) => boolean
}

/**
 * Makes a call again while only the way to it is at fault, with growing, jittered pauses.
 */
export async function withRetries<Answer>(
  call: () => Promise<Answer>,
  clock: Clock,
  signal: AbortSignal,
  { onDelay = () => {}, mayRepeat = isTransient }: Repeating = {},
): Promise<Answer> {
  for (let failures = 1; ; failures++) {
    try {
      return await call()
    } catch (error) {
      signal.throwIfAborted()
      if (!mayRepeat(error) || failures >= maxTries) throw error
      onDelay()
      await clock.wait(retryDelayMs(failures, clock.random(), error), signal)
    }
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
