import { isVerificationError } from './errors.ts'

/**
 * How often a call to the host is made before its failure is shown, the first time included. What failed without a
 * network is not counted; a photo is sent for as long as its target lives.
 */
export const maxTries = 5
/** Failed looks in a row before the failure is shown. */
export const maxFailedLooks = 5
/** How long a host's callback may take, in milliseconds. */
export const callbackTimeoutMs = 60_000
/** How long a check may run before the person is told that it takes longer than usual, in milliseconds. @default 2 minutes */
export const defaultPatienceMs = 120_000
/** The longest wait that another side may ask for and get; past it the failure is shown. In milliseconds. */
export const longestAskedMs = 60_000
/** A device that says that it is offline may be wrong: after so long a call is tried all the same. In milliseconds. */
export const longestOfflineMs = 20_000

const firstLookMs = 1_000
const longestLookMs = 10_000
const firstRetryMs = 1_000
const longestRetryMs = 16_000

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
 * How long to wait before a call is tried again, in milliseconds: doubling, with full jitter, so that those whom one
 * fault has hit do not come back together. What the other side asked for is added to, never shortened.
 * @param failures failures so far; 0 after a spell without a network
 * @param random 0 up to 1
 */
export function retryDelayMs(failures: number, random: number, error?: unknown): number {
  const longest = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, failures - 1))
  return askedDelayMs(error) + Math.round(longest * random)
}

/** Whether the host's own code threw, which a broken network makes it do too. */
export function isCallbackFault(error: unknown): boolean {
  return isVerificationError(error) && error.code === 'host-callback'
}

/**
 * Whether a failed call may be made again without asking: only where the way was at fault, never the answer,
 * and only where the other side does not ask for more than a minute.
 */
export function isTransient(error: unknown): boolean {
  if (!isVerificationError(error) || askedDelayMs(error) > longestAskedMs) return false
  return ['network', 'timeout', 'server', 'rate-limited'].includes(error.code)
}
