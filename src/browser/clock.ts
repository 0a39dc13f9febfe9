import type { Clock } from '../core/ports.ts'

/**
 * A time that never goes back and never stands still, of two that may: the device's, which people and networks set, and
 * one that counts steadily, but in some browsers not while the device sleeps. Goes on by whichever has gone further.
 * @param deviceMs milliseconds since the epoch
 * @param steadyMs milliseconds since any moment
 */
export function createNow(deviceMs: () => number, steadyMs: () => number): () => number {
  let now = -Infinity
  let readAtMs = 0
  return () => {
    const atMs = steadyMs()
    now = Math.max(deviceMs(), now + atMs - readAtMs)
    readAtMs = atMs
    return now
  }
}

/** The browser's time: looks stand still while the page is hidden. */
export const browserClock: Clock = {
  now: createNow(() => Date.now(), () => performance.now()),
  random: () => Math.random(),
  wait: (delayMs, signal) => untilAborted(signal, (done) => {
    const timer = setTimeout(done, delayMs)
    return () => clearTimeout(timer)
  }),
  waitForLook: (delayMs, signal) => untilAborted(signal, (done) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasHidden = false
    const look = () => {
      if (document.visibilityState === 'hidden') {
        wasHidden = true
        clearTimeout(timer)
      } else if (wasHidden) {
        done()
      }
    }
    if (document.visibilityState !== 'hidden') timer = setTimeout(done, delayMs)
    look()
    document.addEventListener('visibilitychange', look)
    // iOS may wake a page without a visibility event
    window.addEventListener('pageshow', look)
    window.addEventListener('focus', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pageshow', look)
      window.removeEventListener('focus', look)
    }
  }),
}

/** Starts something that calls `done` later, and stops it when that is done or the signal is aborted. */
export function untilAborted(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const end = () => {
      stop()
      signal.removeEventListener('abort', abort)
    }
    const abort = () => {
      end()
      reject(signal.reason)
    }
    const stop = start(() => {
      end()
      resolve()
    })
    signal.addEventListener('abort', abort)
  })
}
