import { describe, expect, test } from 'vitest'
import { VerificationError, type VerificationErrorCode } from '../../../src/core/errors.ts'
import type { Checking } from '../../../src/core/flow/flow.ts'
import { session, startMs } from '../samples.ts'
import { setStage, throws, type Script, type Step } from './staging.ts'

const fails = (code: VerificationErrorCode, retryAfterMs?: number) =>
  throws(new VerificationError(code, { retryAfterMs }))
const running = session('VERIFYING')
const times = (count: number, step: Step) => Array<Step>(count).fill(step)

async function follow(script: Script) {
  const stage = setStage({ process: 'absent', ...script })
  await stage.run()
  return { ...stage, looks: () => stage.calls.filter((call) => call === 'get').length }
}

describe('the looks', () => {
  test('begin after about a second and grow apart to at most ten', async () => {
    const { clock } = await follow({ get: [...times(11, running), session('COMPLETED')] })
    expect(clock.looksMs[0]).toBe(900)
    expect(clock.looksMs).toHaveLength(12)
    for (const [index, delayMs] of clock.looksMs.entries()) {
      expect(delayMs).toBeLessThanOrEqual(10_000)
      if (index > 0) expect(delayMs).toBeGreaterThanOrEqual(clock.looksMs[index - 1]!)
    }
    expect(clock.looksMs.at(-1)).toBe(9000)
  })

  test.each(['PENDING', 'VERIFYING', 'PROCESSING', 'completed', 'A_STATUS_OF_TOMORROW'])(
    'go on while the status is %s',
    async (status) => {
      const stage = await follow({ get: [session(status), session(status), session('FAILED')] })
      expect(stage.looks()).toBe(3)
      expect(stage.state()).toMatchObject({ stage: 'finished', outcome: { status: 'declined' } })
    },
  )

  test('give way when the patience of the host is over, and the person can have more of them', async () => {
    const stage = await follow({ get: [running], patienceMs: 20_000 })
    expect(stage.state()).toMatchObject({ stage: 'checking', isSlow: true, failure: null })
    expect(stage.clock.now() - startMs).toBeGreaterThanOrEqual(20_000)
    expect(stage.clock.now() - startMs).toBeLessThan(30_000)
    const looks = stage.looks()
    await stage.run()
    expect(stage.looks()).toBe(looks)

    stage.ports.host.getSession = async () => session('COMPLETED')
    const before = stage.clock.looksMs.length
    await stage.retry()
    expect(stage.clock.looksMs.slice(before)).toEqual([900])
    expect(stage.state()).toMatchObject({ stage: 'finished', outcome: { status: 'approved' } })
  })

  test('have two minutes where the host does not say', async () => {
    const stage = await follow({ get: [running] })
    expect((stage.state() as Checking).isSlow).toBe(true)
    expect(stage.clock.now() - startMs).toBeGreaterThanOrEqual(120_000)
    expect(stage.clock.now() - startMs).toBeLessThan(130_000)
  })

  test('end when the person gives up waiting in the middle of them', async () => {
    const stage = setStage({ get: [running] })
    stage.onCall((call) => {
      if (stage.calls.filter((it) => it === 'get').length === 2 && call === 'get')
        stage.dispatch({ type: 'gaveUpWaiting' })
    })
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'finished', outcome: { status: 'pending' } })
    expect(stage.calls.filter((call) => call === 'get')).toHaveLength(2)
  })
})

describe('a look that fails', () => {
  test.each<VerificationErrorCode>(['network', 'timeout', 'server', 'rate-limited'])(
    'with %s is forgotten when the next succeeds',
    async (code) => {
      const stage = await follow({ get: [fails(code), running, session('COMPLETED')] })
      expect(stage.state().stage).toBe('finished')
      expect(stage.looks()).toBe(3)
    },
  )

  test('five times in a row is a failure, and the person can go on from there', async () => {
    const stage = await follow({ get: times(5, fails('network')) })
    expect(stage.looks()).toBe(5)
    expect(stage.state()).toMatchObject({ stage: 'checking', failure: { code: 'network' } })
    stage.ports.host.getSession = async () => session('COMPLETED')
    await stage.retry()
    expect(stage.state().stage).toBe('finished')
  })

  test('four times in a row is none, as often as one succeeds in between', async () => {
    const four = times(4, fails('server'))
    const stage = await follow({
      get: [...four, running, ...four, running, ...four, session('COMPLETED')],
      patienceMs: Infinity,
    })
    expect(stage.looks()).toBe(15)
    expect(stage.state().stage).toBe('finished')
  })

  test.each<VerificationErrorCode>(['session-not-found', 'unauthorized', 'invalid-request'])(
    'with %s is final',
    async (code) => {
      const stage = await follow({ get: [running, fails(code), session('COMPLETED')] })
      expect(stage.looks()).toBe(2)
      expect(stage.state()).toMatchObject({ stage: 'checking', failure: { code } })
    },
  )

  test('because a page answered in between is forgotten when the next succeeds', async () => {
    const stage = await follow({ get: [{ html: 'Sign in to this network' }, session('COMPLETED')] })
    expect(stage.state().stage).toBe('finished')
  })

  test('because the host threw something of its own may be a lost network too', async () => {
    const once = await follow({ get: [throws('boom'), session('COMPLETED')] })
    expect(once.state().stage).toBe('finished')
    const always = await follow({ get: Array.from({ length: 5 }, () => throws('boom')) })
    expect(always.failure()).toMatchObject({ code: 'host-callback', cause: 'boom' })
  })

  test('and says how long to wait is not followed by another before', async () => {
    const times: number[] = []
    const stage = setStage({ get: [fails('rate-limited', 30_000), session('COMPLETED')] })
    stage.onCall((call) => call === 'get' && times.push(stage.clock.now()))
    await stage.run()
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(30_000)
    expect(stage.state().stage).toBe('finished')
  })

  test('and asks for an hour is a failure that the person sees', async () => {
    const stage = await follow({ get: [fails('rate-limited', 3_600_000), session('COMPLETED')] })
    expect(stage.looks()).toBe(1)
    expect(stage.failure()).toMatchObject({ code: 'rate-limited', retryAfterMs: 3_600_000 })
  })
})
