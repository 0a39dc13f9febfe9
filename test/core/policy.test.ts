import { describe, expect, test } from 'vitest'
import { errorCodes, VerificationError, type VerificationErrorCode } from '../../src/core/errors.ts'
import {
  askedDelayMs, callbackTimeoutMs, defaultPatienceMs, isTransient, longestOfflineMs, lookDelayMs, maxFailedLooks, maxTries, retryDelayMs,
} from '../../src/core/policy.ts'

const randoms = [0, 0.25, 0.5, 0.999_999]
const asks = (retryAfterMs?: number) => new VerificationError('rate-limited', { retryAfterMs })

describe('the delay before a look', () => {
  test('is about a second at first and at most ten, whatever chance says', () => {
    for (const random of randoms) {
      expect(lookDelayMs(0, random)).toBeGreaterThanOrEqual(800)
      expect(lookDelayMs(0, random)).toBeLessThanOrEqual(1000)
      for (const looks of [10, 100, 1e6]) {
        expect(lookDelayMs(looks, random)).toBeGreaterThanOrEqual(8000)
        expect(lookDelayMs(looks, random)).toBeLessThanOrEqual(10_000)
      }
    }
  })

  test('never shrinks from one look to the next, and differs by chance', () => {
    for (let looks = 1; looks < 30; looks++)
      expect(lookDelayMs(looks, 0.5)).toBeGreaterThanOrEqual(lookDelayMs(looks - 1, 0.5))
    expect(new Set(randoms.map((random) => lookDelayMs(3, random))).size).toBe(randoms.length)
  })

  test('lets many looks fit into the patience that is usual', () => {
    let passedMs = 0
    let looks = 0
    for (; passedMs < defaultPatienceMs; looks++) passedMs += lookDelayMs(looks, 0.5)
    expect(looks).toBeGreaterThan(10)
    expect(looks).toBeLessThan(30)
  })
})

describe('the delay before another try', () => {
  test('is anything up to a second, doubling to at most sixteen', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 20].map((failures) => retryDelayMs(failures, 0.999_999))).toEqual([
      1000, 1000, 2000, 4000, 8000, 16_000, 16_000, 16_000,
    ])
    expect([1, 5, 50].map((failures) => retryDelayMs(failures, 0))).toEqual([0, 0, 0])
    expect([0, 0.25, 0.5].map((random) => retryDelayMs(4, random))).toEqual([0, 2000, 4000])
  })

  test('comes after what was asked, never within it', () => {
    expect(retryDelayMs(1, 0.5, asks(20_000))).toBe(20_500)
    expect(retryDelayMs(1, 0, asks(10))).toBe(10)
    expect(retryDelayMs(1, 0.5, asks())).toBe(500)
    expect(retryDelayMs(1, 0.5, new Error('x'))).toBe(500)
    expect(askedDelayMs({ retryAfterMs: 5 })).toBe(0)
  })
})

describe('a call is repeated without asking', () => {
  test('only where the way to it was at fault', () => {
    const codes = Object.keys(errorCodes) as VerificationErrorCode[]
    const repeated = codes.filter((code) => isTransient(new VerificationError(code)))
    expect(repeated).toEqual(['network', 'timeout', 'server', 'rate-limited'])
    for (const other of [new TypeError('Failed to fetch'), 'network', null, { code: 'network' }])
      expect(isTransient(other)).toBe(false)
  })

  test('only where the other side asks for a minute at most', () => {
    expect(isTransient(asks(60_000))).toBe(true)
    expect(isTransient(asks(60_001))).toBe(false)
  })
})

test('the numbers stay within reason', () => {
  expect(maxTries).toBe(5)
  expect(maxFailedLooks).toBe(5)
  expect(callbackTimeoutMs).toBe(60_000)
  expect(defaultPatienceMs).toBe(120_000)
  expect(longestOfflineMs).toBe(20_000)
})
