import { describe, expect, test } from 'vitest'
import { VerificationError } from '../../../src/core/errors.ts'
import { callbackTimeoutMs } from '../../../src/core/policy.ts'
import { created, session, startMs } from '../samples.ts'
import { never, setStage, throws, type Script } from './staging.ts'

const network = throws(new VerificationError('network'))
/** A run in which everything happens that can: pauses, a lost start, an unknown status, a failed look. */
const eventful = (): Script => ({
  upload: { 'front-1': [network], 'back-1': [network, network] },
  process: [network, undefined],
  get: [session('PENDING'), session('PROCESSING'), network, session('COMPLETED')],
})

/** How much an eventful run calls and changes when nobody ends it. */
async function measure() {
  const stage = setStage(eventful())
  await stage.run()
  expect(stage.state().stage).toBe('finished')
  return {
    calls: stage.calls.length,
    changes: stage.states.length,
    waits: stage.clock.pausesMs.length + stage.clock.looksMs.length,
  }
}

describe('once the run is aborted, nothing is called and nothing is told,', () => {
  test('whichever call it happens in', async () => {
    const { calls } = await measure()
    expect(calls).toBeGreaterThan(10)
    for (let last = 1; last <= calls; last++) {
      const stage = setStage(eventful())
      let changes = -1
      stage.onCall(() => {
        if (stage.calls.length !== last) return
        stage.abort()
        changes = stage.states.length
      })
      await stage.run()
      expect([stage.calls.length, stage.states.length], `aborted in call ${last}`).toEqual([last, changes])
      expect(stage.signals.at(-1)?.aborted).toBe(true)
      expect(stage.failure()).toBeNull()
      expect(stage.clock.waiting()).toBe(0)
    }
  })

  test('whichever change of state it follows', async () => {
    const { changes } = await measure()
    for (let last = 1; last <= changes; last++) {
      const stage = setStage(eventful())
      let calls = -1
      stage.store.subscribe(() => {
        if (stage.states.length !== last) return
        stage.abort()
        calls = stage.calls.length
      })
      await stage.run()
      expect([stage.states.length, stage.calls.length], `aborted after change ${last}`).toEqual([last, calls])
    }
  })

  test('whichever wait it happens in', async () => {
    const { waits } = await measure()
    expect(waits).toBeGreaterThan(6)
    for (let last = 1; last <= waits; last++) {
      const stage = setStage(eventful())
      const { wait, waitForLook } = stage.clock
      let seen = 0
      let calls = -1
      let changes = -1
      const counted = (inner: typeof wait): typeof wait => (delayMs, signal) => {
        const waited = inner(delayMs, signal)
        const end = () => {
          calls = stage.calls.length
          changes = stage.states.length
          stage.abort()
        }
        if (delayMs !== callbackTimeoutMs && ++seen === last) setImmediate(end)
        return waited
      }
      stage.ports.clock = { ...stage.clock, wait: counted(wait), waitForLook: counted(waitForLook) }
      await stage.run()
      expect(calls, `wait ${last}`).toBeGreaterThan(0)
      expect([stage.calls.length, stage.states.length], `aborted in wait ${last}`).toEqual([calls, changes])
    }
  })

  test.each(['create', 'upload', 'process', 'get'] as const)('though %s is answered then', async (name) => {
    const answers: Record<typeof name, unknown> = {
      create: created(),
      upload: null,
      process: null,
      get: session('COMPLETED'),
    }
    for (const isAnsweredFirst of [true, false]) {
      let answer = (_value: unknown) => {}
      const late = () => new Promise<unknown>((resolve) => {
        answer = resolve
      })
      const stage = setStage(name === 'upload' ? { upload: { 'front-1': [late] } } : { [name]: [late] })
      let changes = -1
      stage.onCall((call) => {
        if (!call.startsWith(name === 'upload' ? 'upload front' : name)) return
        queueMicrotask(() => {
          changes = stage.states.length
          if (isAnsweredFirst) answer(answers[name])
          stage.abort()
          answer(answers[name])
        })
      })
      await stage.run()
      expect(changes).toBeGreaterThanOrEqual(0)
      expect(stage.states).toHaveLength(changes)
      const { stage: where } = stage.state()
      expect(where).toBe({ create: 'creating', upload: 'uploading', process: 'starting', get: 'checking' }[name])
    }
  })

  test.each(['create', 'process', 'get'] as const)(
    'at every turn between the answer to %s and its use',
    async (name) => {
      for (let turns = 0; turns < 20; turns++) {
        const stage = setStage()
        let changes = -1
        let calls = -1
        const end = async () => {
          for (let turn = 0; turn < turns; turn++) await null
          changes = stage.states.length
          calls = stage.calls.length
          stage.abort()
        }
        // Answers without the turns that a script takes
        if (name === 'create') stage.ports.host.createSession = () => (void end(), Promise.resolve(created()))
        if (name === 'process') stage.ports.host.processSession = () => (void end(), Promise.resolve())
        if (name === 'get') stage.ports.host.getSession = () => (void end(), Promise.resolve(session('COMPLETED')))
        await stage.run()
        expect([stage.states.length, stage.calls.length], `aborted after ${turns} turns`).toEqual([changes, calls])
        expect(stage.failure()).toBeNull()
      }
    },
  )

  test('though fields are refused then', async () => {
    let refuse = (_error: unknown) => {}
    const late = () => new Promise<never>((_resolve, reject) => {
      refuse = reject
    })
    const stage = setStage({ create: [late] })
    stage.onCall(() => queueMicrotask(() => {
      refuse(new VerificationError('invalid-fields', { fields: { firstName: 'refused' } }))
      stage.abort()
    }))
    await stage.run()
    expect(stage.states).toEqual([])
  })
})

test('a run that is aborted before it begins does nothing', async () => {
  const stage = setStage()
  stage.abort()
  await stage.run()
  expect(stage.calls).toEqual([])
  expect(stage.states).toEqual([])
})

test('a callback that never settles does not hold a run that is left', async () => {
  const stage = setStage({ create: [never] })
  stage.onCall(() => queueMicrotask(stage.abort))
  await stage.run()
  expect(stage.clock.now()).toBe(startMs)
  expect(stage.signals[0]?.aborted).toBe(true)
  expect(stage.signals[0]?.reason).toMatchObject({ name: 'AbortError' })
})

test('a verification that is cancelled stays so, whatever comes after', async () => {
  const stage = setStage()
  stage.onCall((call) => call.startsWith('upload back') && stage.dispatch({ type: 'cancelled' }))
  await stage.run()
  expect(stage.state()).toEqual({ stage: 'cancelled' })
  expect(stage.calls).toEqual(['create key-1', 'upload front-1 1000', 'upload back-1 600'])
})
