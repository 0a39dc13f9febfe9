import { HandlerFailure, toFailure } from '../failures.ts'
import type { Vendor } from './client.ts'

/** When the handler stops calling a vendor that is down. */
export interface Circuit {
  /** Calls in a row that end in an unreachable vendor, a timeout or a 5xx before it pauses. @default 5 */
  failures?: number | undefined
  /** How long it pauses before one call is tried again, in milliseconds. @default 10000 */
  pauseMs?: number | undefined
}

/** Told when the calls are paused and when they go on. */
export type CircuitListener = (event: 'vendor-paused' | 'vendor-resumed') => void

/**
 * A vendor that is left alone while it is down: after some failures in a row every call is answered at once with
 * `vendor-unavailable` and `Retry-After`, until one call that is let through finds it well. Each process counts for
 * itself, as each has its own way to the vendor.
 */
export function withCircuit(
  vendor: Vendor,
  { failures: limit = 5, pauseMs = 10_000 }: Circuit,
  now: () => number,
  tell: CircuitListener,
): Vendor {
  let failures = 0
  let resumesAt = 0
  let isTrying = false

  const recover = () => {
    if (failures >= limit) tell('vendor-resumed')
    failures = 0
  }

  const fail = () => {
    failures += 1
    if (failures === limit) tell('vendor-paused')
    if (failures >= limit) resumesAt = now() + pauseMs
  }

  const run = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const isPaused = failures >= limit
    const restMs = resumesAt - now()
    if (isPaused && (isTrying || restMs > 0)) {
      throw new HandlerFailure('vendor-unavailable', { retryAfter: String(Math.max(1, Math.ceil(restMs / 1000))) })
    }
    isTrying ||= isPaused
    try {
      const answer = await call()
      recover()
      return answer
    } catch (thrown) {
      if (isDown(thrown)) fail()
      else recover()
      throw thrown
    } finally {
      if (isPaused) isTrying = false
    }
  }

  return {
    createSession: (...given) => run(() => vendor.createSession(...given)),
    processSession: (...given) => run(() => vendor.processSession(...given)),
    readSession: (...given) => run(() => vendor.readSession(...given)),
  }
}

/** Whether the vendor is at fault; one that refuses, even for good, is up. */
function isDown(thrown: unknown): boolean {
  return ['vendor-unreachable', 'vendor-unavailable', 'vendor-timeout'].includes(toFailure(thrown).code)
}
