import type { Clock } from '../../src/core/ports.ts'

interface Pending {
  atMs: number
  resolve(): void
}

/** A clock that only waits where a test wants it to. */
export interface TestClock extends Clock {
  /** Ends every wait that is due after `delayMs`, limits of time included. */
  advance(delayMs: number): void
  /** Waits that are still under way. */
  readonly pendingCount: number
}

/** Shorter waits are pauses and looks; longer ones are limits, which must not end before what they limit. */
const shortestLimitMs = 30_000

/**
 * A clock on which pauses take no time: they end in the next turn, and the time they stand for has passed. Limits of
 * time end only when the test says so.
 */
export function createTestClock(startMs: number): TestClock {
  let nowMs = startMs
  const pending = new Set<Pending>()
  const wait = (delayMs: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const entry: Pending = { atMs: nowMs + delayMs, resolve: () => end(resolve) }
      const end = (settle: () => void) => {
        pending.delete(entry)
        signal.removeEventListener('abort', abort)
        settle()
      }
      const abort = () => end(() => reject(signal.reason))
      signal.addEventListener('abort', abort)
      pending.add(entry)
      if (delayMs >= shortestLimitMs) return
      setTimeout(() => {
        if (!pending.has(entry)) return
        nowMs = Math.max(nowMs, entry.atMs)
        entry.resolve()
      })
    })
  return {
    now: () => nowMs,
    random: () => 0.5,
    wait,
    waitForLook: wait,
    advance(delayMs) {
      nowMs += delayMs
      for (const entry of [...pending]) if (entry.atMs <= nowMs) entry.resolve()
    },
    get pendingCount() {
      return pending.size
    },
  }
}
