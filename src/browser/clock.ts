import type { Clock } from '../core/ports.ts'

/** The browser's time: looks stand still while the page is hidden. */
export const browserClock: Clock = {
  now: () => Date.now(),
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

/** Starts something that calls `done`, and stops it when that is done or the signal is aborted. */
function untilAborted(signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> {
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
