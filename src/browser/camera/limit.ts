/**
 * What the promise gives, or `undefined` after `limitMs` milliseconds. Rejects with the signal's reason as soon as that
 * is aborted; leaves no timer and no listener behind.
 */
export function within<Value>(
  promise: Promise<Value>,
  limitMs: number,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const abort = () => end(() => reject(signal.reason))
    const timer = setTimeout(() => end(() => resolve(undefined)), limitMs)
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      settle()
    }
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    promise.then(
      (value) => end(() => resolve(value)),
      (error: unknown) => end(() => reject(error)),
    )
  })
}

/** Waits. Rejects with the signal's reason as soon as that is aborted. */
export const pause = (delayMs: number, signal: AbortSignal) => within(new Promise<void>(() => undefined), delayMs, signal)
