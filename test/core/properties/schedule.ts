import fc from 'fast-check'
import type { VerificationErrorCode } from '../../../src/core/errors.ts'

/** What becomes of one call, whichever it is. `reaches`: whether it takes effect on the other side. */
export interface Fate {
  kind: 'fine' | 'lost' | 'stalled' | 'refused' | 'page' | 'threw'
  reaches: boolean
  delayMs: number
  code: VerificationErrorCode
}

/** Everything that goes wrong in one run, and what the person does. Times are milliseconds from Submit. */
export interface Schedule {
  /** Whether the host makes one session for one key, as our handler does. */
  isIdempotent: boolean
  /** For the jitter. */
  seed: number
  /** How far the device's clock is off. */
  skewMs: number
  /** Whether the device calls itself online while it is not. */
  liesOnline: boolean
  /** Whether the storage service refuses without CORS headers, which looks like a broken network. */
  hidesRefusals: boolean
  /** Of the calls in their order; every later one is fine. */
  fates: Fate[]
  verdict: 'COMPLETED' | 'FAILED' | 'EXPIRED'
  verdictAfterMs: number
  spells: { kind: 'offline' | 'sleep'; atMs: number; lengthMs: number }[]
  /** The device's clock is set. */
  jumps: { atMs: number; byMs: number }[]
  /** What happens to the page, however the verification stands. */
  acts: { atMs: number; act: 'cancel' | 'giveUp' | 'remount' | 'retry' }[]
  /** Which of the ways that a screen offers the person takes, each time it comes to rest. */
  decisions: number[]
}

const codes: VerificationErrorCode[] = [
  'network', 'timeout', 'server', 'rate-limited', 'unauthorized', 'invalid-request', 'invalid-fields', 'session-not-found',
  'create-unknown', 'upload-refused', 'upload-too-large',
]
const soon = fc.integer({ min: 0, max: 20_000 })
const anyTime = fc.oneof({ weight: 3, arbitrary: soon }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 1_500_000 }) })
const anyLength = fc.oneof(soon, fc.integer({ min: 1, max: 1_200_000 }))

const fate: fc.Arbitrary<Fate> = fc.record({
  kind: fc.constantFrom<Fate['kind'][]>('fine', 'lost', 'lost', 'lost', 'stalled', 'refused', 'refused', 'page', 'threw'),
  reaches: fc.boolean(),
  delayMs: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 3_000 }) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 300_000 }) }),
  code: fc.constantFrom(...codes),
})

/** Random schedules of faults. */
export const schedules: fc.Arbitrary<Omit<Schedule, 'isIdempotent'>> = fc.record({
  seed: fc.nat(),
  skewMs: fc.constantFrom(0, 0, -3_600_000, 3_600_000, 540_000),
  liesOnline: fc.boolean(),
  hidesRefusals: fc.boolean(),
  fates: fc.array(fate, { maxLength: 14 }),
  verdict: fc.constantFrom<Schedule['verdict'][]>('COMPLETED', 'COMPLETED', 'FAILED', 'EXPIRED'),
  verdictAfterMs: fc.oneof({ weight: 3, arbitrary: soon }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 300_000 }) }),
  spells: fc.array(fc.record({ kind: fc.constantFrom('offline' as const, 'sleep' as const), atMs: anyTime, lengthMs: anyLength }), { maxLength: 3 }),
  jumps: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Schedule['jumps']>([]) },
    { weight: 1, arbitrary: fc.array(fc.record({ atMs: anyTime, byMs: fc.constantFrom(-3_600_000, 3_600_000, -1_000) }), { maxLength: 2 }) },
  ),
  acts: fc.array(
    fc.record({ atMs: anyTime, act: fc.constantFrom('cancel' as const, 'giveUp' as const, 'remount' as const, 'retry' as const) }),
    { maxLength: 2 },
  ),
  decisions: fc.array(fc.nat({ max: 5 }), { maxLength: 6 }),
})
