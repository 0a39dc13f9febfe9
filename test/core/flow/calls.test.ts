import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { callHost, whenOnline, withRetries } from '../../../src/core/flow/calls.ts'
import { VerificationError } from '../../../src/core/errors.ts'
import type { Creating } from '../../../src/core/flow/flow.ts'
import { createStore } from '../../../src/core/flow/store.ts'
import { longestOfflineMs } from '../../../src/core/policy.ts'
import { startMs } from '../samples.ts'
import { createFakeClock, createFakeConnection, never, setStage } from './staging.ts'
import { states } from './states.ts'

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

/** Everything around a call that is tried again. */
function setUp() {
  const clock = createFakeClock()
  const connection = createFakeConnection()
  const store = createStore(states.creating)
  const { signal } = new AbortController()
  const ports = { ...setStage().ports, clock, connection }
  const isOffline = () => (store.getState() as Creating).isOffline ?? false
  return { clock, connection, signal, line: { store, ports }, isOffline }
}

describe('a call that is tried again', () => {
  const network = new VerificationError('network')

  test('gives the first success, and tells before each pause', async () => {
    const { clock, line, signal } = setUp()
    const told: number[] = []
    let tries = 0
    const call = async () => {
      tries += 1
      if (tries < 3) throw network
      return tries
    }
    const answer = withRetries(call, line, signal, { onDelay: () => void told.push(tries) })
    expect(await clock.until(answer)).toBe(3)
    expect(told).toEqual([1, 2])
    expect(clock.pausesMs).toEqual([500, 1000])
  })

  test('gives the last failure after five tries', async () => {
    const { clock, line, signal } = setUp()
    let tries = 0
    const call = () => Promise.reject(tries++ < 4 ? network : new VerificationError('server'))
    await expect(clock.until(withRetries(call, line, signal))).rejects.toMatchObject({ code: 'server' })
    expect(tries).toBe(5)
  })

  test('is not, where it may not be repeated', async () => {
    const { clock, line, signal } = setUp()
    let tries = 0
    const call = () => Promise.reject((tries++, network))
    await expect(clock.until(withRetries(call, line, signal, { mayRepeat: () => false }))).rejects.toBe(network)
    expect([tries, clock.pausesMs]).toEqual([1, []])
  })

  test('asks whether it may be, and says whether the device is offline', async () => {
    const { clock, connection, line, signal } = setUp()
    const asked: unknown[] = []
    const mayRepeat = (error: unknown, isOffline: boolean) => {
      asked.push(error, isOffline)
      connection.set(false)
      return asked.length < 4
    }
    await expect(clock.until(withRetries(() => Promise.reject(network), line, signal, { mayRepeat }))).rejects.toBe(network)
    expect(asked).toEqual([network, false, network, true])
  })
})

describe('without a network', () => {
  const network = new VerificationError('network')

  test('a call waits, says so, uses up no try, and goes on by itself', async () => {
    const { clock, connection, line, signal, isOffline } = setUp()
    connection.set(false)
    const told: boolean[] = []
    let tries = 0
    const call = async () => {
      told.push(isOffline())
      tries += 1
      if (tries < 15) throw network
      return 'answer'
    }
    const onDelay = () => {
      if (tries === 10) queueMicrotask(() => connection.set(true))
    }
    expect(await clock.until(withRetries(call, line, signal, { onDelay }))).toBe('answer')
    expect(clock.pausesMs.filter((pauseMs) => pauseMs === longestOfflineMs)).toHaveLength(10)
    expect(told).toEqual([false, ...Array(9).fill(true), ...Array(5).fill(false)])
    expect(isOffline()).toBe(false)
    expect(connection.waiting()).toBe(0)
    expect(listenersOf(signal)).toBe(0)
  })

  test('a call comes back a moment after the network, not with everybody else', async () => {
    const { clock, connection, line, signal } = setUp()
    connection.set(false)
    let tries = 0
    const call = async () => {
      if (++tries === 1) throw network
    }
    const onDelay = () => queueMicrotask(() => connection.set(true))
    await clock.until(withRetries(call, line, signal, { onDelay }))
    expect(clock.now() - startMs).toBe(500)
  })

  test('a call is made all the same after a while, and what succeeds proves the device wrong', async () => {
    const { clock, connection, line, signal, isOffline } = setUp()
    connection.set(false)
    let tries = 0
    const call = async () => {
      if (++tries === 1) throw network
      expect(isOffline()).toBe(true)
    }
    await clock.until(withRetries(call, line, signal))
    expect(clock.now() - startMs).toBe(longestOfflineMs + 500)
    expect([tries, isOffline(), clock.waiting(), connection.waiting()]).toEqual([2, false, 0, 0])
  })

  test('a wait ends with the signal, and leaves nothing behind', async () => {
    const { clock, connection, line } = setUp()
    connection.set(false)
    const controller = new AbortController()
    const wait = whenOnline(line, controller.signal)
    controller.abort('left')
    await expect(wait).rejects.toBe('left')
    await expect(whenOnline(line, controller.signal)).rejects.toBe('left')
    expect([clock.waiting(), connection.waiting(), listenersOf(controller.signal)]).toEqual([0, 0, 0])
  })

  test('there is nothing to wait for where there is one', async () => {
    const { clock, line, signal, isOffline } = setUp()
    await whenOnline(line, signal)
    expect([clock.pausesMs, isOffline()]).toEqual([[], false])
  })
})
