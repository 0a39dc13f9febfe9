import { createNow } from '../../../src/browser/clock.ts'
import type { Clock } from '../../../src/core/ports.ts'
import { startMs } from '../samples.ts'
import type { Schedule } from './schedule.ts'

interface Due {
  atMs: number
  run(): void
}

/** A time that passes only here: true time, the device's wrong idea of it, and a page that sleeps. */
export function createTime({ spells, jumps, skewMs, seed }: Schedule) {
  let nowMs = 0
  let random = seed
  const queue = new Set<Due>()
  const sleeps = spells.filter((spell) => spell.kind === 'sleep')
  const sleptMs = () =>
    sleeps.reduce((sum, { atMs, lengthMs }) => sum + Math.min(Math.max(0, nowMs - atMs), lengthMs), 0)
  const jumpedMs = () => jumps.reduce((sum, { atMs, byMs }) => sum + (atMs <= nowMs ? byMs : 0), 0)

  /** What is due while the page sleeps is done when it wakes. */
  const whenAwake = (atMs: number): number => {
    const sleep = sleeps.find((spell) => spell.atMs <= atMs && atMs < spell.atMs + spell.lengthMs)
    return sleep ? whenAwake(sleep.atMs + sleep.lengthMs) : atMs
  }
  const later = (delayMs: number, run: () => void) => {
    const due = { atMs: nowMs + delayMs, run }
    queue.add(due)
    return () => void queue.delete(due)
  }
  const wait: Clock['wait'] = (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const abort = () => {
        cancel()
        reject(signal.reason)
      }
      const cancel = later(delayMs, () => {
        signal.removeEventListener('abort', abort)
        resolve()
      })
      signal.addEventListener('abort', abort)
    })
  const clock: Clock = {
    now: createNow(() => startMs + skewMs + nowMs + jumpedMs(), () => nowMs - sleptMs()),
    wait,
    waitForLook: wait,
    random() {
      random = (random * 1_664_525 + 1_013_904_223) % 4_294_967_296
      return random / 4_294_967_296
    },
  }
  return {
    clock,
    /** Milliseconds since Submit, truly. */
    now: () => nowMs,
    later,
    /** Lets time pass until nothing is due any more. */
    async untilNothingIsDue(limitMs: number) {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        let next: Due | undefined
        let nextMs = Infinity
        for (const due of queue) {
          const atMs = whenAwake(due.atMs)
          if (atMs < nextMs) [next, nextMs] = [due, atMs]
        }
        if (!next || nextMs > limitMs) return
        nowMs = Math.max(nowMs, nextMs)
        queue.delete(next)
        next.run()
      }
    },
  }
}
/** A time. */
export type Time = ReturnType<typeof createTime>
