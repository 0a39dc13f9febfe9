import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { callHost, withRetries } from '../../../src/core/flow/calls.ts'
import { VerificationError } from '../../../src/core/errors.ts'
import { createFakeClock, never } from './staging.ts'

const listenersOf = (signal: AbortSignal) => getEventListeners(signal, 'abort').length

describe('a call of a host’s callback', () => {
  test('leaves no listener and no timer behind, however it ends', async () => {
    const ends = [
      async () => 'answer',
      () => Promise.reject(new Error('no')),
      never,
      () => {
        throw new Error('at once')
      },
    ]
    for (const end of ends) {
      const clock = createFakeClock()
      const { signal } = new AbortController()
      await clock.until(callHost('getSession', end, clock, signal).catch(() => {}))
      expect(listenersOf(signal)).toBe(0)
      expect(clock.waiting()).toBe(0)
    }
  })

  test('hands on why it was ended', async () => {
    const clock = createFakeClock()
    const controller = new AbortController()
    let own: AbortSignal | undefined
    const call = callHost('getSession', (signal) => ((own = signal), never()), clock, controller.signal)
    controller.abort('left')
    await expect(call).rejects.toBe('left')
    expect(own?.reason).toBe('left')
  })

  test('is not made where it was ended before', async () => {
    let calls = 0
    const call = callHost('getSession', async () => ++calls, createFakeClock(), AbortSignal.abort('left'))
    await expect(call).rejects.toBe('left')
    expect(calls).toBe(0)
  })

  test('that takes too long says so to a developer', async () => {
    const clock = createFakeClock()
    const call = callHost('processSession', never, clock, new AbortController().signal)
    await expect(clock.until(call)).rejects.toThrow('idstep: processSession did not settle within 60 s.')
  })
})

describe('a call that is tried again', () => {
  const network = new VerificationError('network')

  test('gives the first success, and tells before each pause', async () => {
    const clock = createFakeClock()
    const told: number[] = []
    let tries = 0
    const call = async () => {
      tries += 1
      if (tries < 3) throw network
      return tries
    }
    const answer = withRetries(call, clock, new AbortController().signal, { onDelay: () => void told.push(tries) })
    expect(await clock.until(answer)).toBe(3)
    expect(told).toEqual([1, 2])
    expect(clock.pausesMs).toEqual([450, 900])
  })

  test('gives the last failure after four tries', async () => {
    const clock = createFakeClock()
    let tries = 0
    const call = () => Promise.reject(tries++ < 3 ? network : new VerificationError('server'))
    await expect(clock.until(withRetries(call, clock, new AbortController().signal))).rejects.toMatchObject({
      code: 'server',
    })
    expect(tries).toBe(4)
  })
})
