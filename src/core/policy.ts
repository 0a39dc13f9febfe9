import { isVerificationError } from './errors.ts'

/** How often one call is made before its failure is shown, the first time included. */
export const maxTries = 4
/** Failed looks in a row before the failure is shown. */
export const maxFailedLooks = 5
/** How long a host's callback may take, in milliseconds. */
export const callbackTimeoutMs = 60_000
/** How long a check may run before the person is told that it takes longer than usual, in milliseconds. @default 2 minutes */
export const defaultPatienceMs = 120_000
/** The longest wait that another side may ask for and get; past it the failure is shown. In milliseconds. */
export const longestAskedMs = 60_000

const firstLookMs = 1_000
const longestLookMs = 10_000
const firstRetryMs = 500
const longestRetryMs = 8_000

/** Between 80 and 100 % of a delay, so that many browsers do not call at the same instant. */
function jittered(delayMs: number, random: number): number {
  return Math.round(delayMs * (0.8 + 0.2 * random))
}

/**
 * How long to wait before a look at the session, in milliseconds: about 1 s at first, growing by half to at most 10 s.
 * @param looks looks made so far
 * @param random 0 up to 1
 */
export function lookDelayMs(looks: number, random: number): number {
  return jittered(Math.min(longestLookMs, firstLookMs * 1.5 ** Math.min(looks, 20)), random)
}

/** How long the other side asked to wait before the next call, in milliseconds; 0 where it did not say. */
export function askedDelayMs(error: unknown): number {
  return isVerificationError(error) ? (error.retryAfterMs ?? 0) : 0
}

/**
 * How long to wait before a call is tried again, in milliseconds; what the other side asked for is honoured.
 * @param failures failures so far, at least 1
 */
export function retryDelayMs(failures: number, random: number, error?: unknown): number {
  return Math.max(askedDelayMs(error), jittered(Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1)), random))
}

/**
 * Whether a failed call may be made again without asking: only where the way was at fault, never the answer,
 * and only where the other side does not ask for more than a minute.
 */
export function isTransient(error: unknown): boolean {
  if (!isVerificationError(error) || askedDelayMs(error) > longestAskedMs) return false
  return ['network', 'timeout', 'server', 'rate-limited'].includes(error.code)
}
