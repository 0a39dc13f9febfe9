import { describe, expect, test } from 'vitest'
import { VerificationError } from '../../../src/core/errors.ts'
import type { Photos, SlotUpload, Uploading } from '../../../src/core/flow/flow.ts'
import type { CallOptions } from '../../../src/core/ports.ts'
import { created, photo, sessionId, startMs, target } from '../samples.ts'
import { setStage, throws, type Step } from './staging.ts'

const fails = (code: 'network' | 'server' | 'upload-refused' | 'upload-expired' | 'upload-too-large') =>
  throws(new VerificationError(code))
const times = (count: number, step: Step) => Array<Step>(count).fill(step)
const uploadsOf = (stage: ReturnType<typeof setStage>) => (stage.state() as Uploading).uploads
const sent = (stage: ReturnType<typeof setStage>) => stage.calls.filter((call) => call.startsWith('upload'))

describe('the uploads', () => {
  test('go side by side, and their progress is told', async () => {
    const stage = setStage()
    const underway: boolean[] = []
    stage.onCall((call) => call.startsWith('upload back') && underway.push(uploadsOf(stage).front?.state === 'sending'))
    await stage.run()
    expect(underway).toEqual([true])
    const front = stage.states.map((state) => (state.stage === 'uploading' ? state.uploads.front : null))
    const told = front.filter((it): it is SlotUpload => it !== null).map((it) => `${it.state} ${it.sentBytes}`)
    expect([...new Set(told)]).toEqual(['waiting 0', 'sending 0', 'sending 500', 'sending 1000', 'arrived 1000'])
  })

  test('are at most four at once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const photos: Photos = Object.fromEntries(names.map((name) => [name, photo(10)]))
    let atOnce = 0
    let most = 0
    const slow = async ({ signal }: CallOptions) => {
      most = Math.max(most, ++atOnce)
      await stage.clock.wait(100, signal)
      atOnce -= 1
    }
    const stage = setStage({ files: photos, upload: Object.fromEntries(names.map((name) => [name, [slow]])) })
    const targets = Object.fromEntries(names.map((name) => [name, target(name)]))
    stage.dispatch({ type: 'sessionCreated', sessionId, targets, expiresAtMs: Infinity })
    await stage.run()
    expect(most).toBe(4)
    expect(sent(stage)).toEqual(names.map((name) => `upload ${name} 10`))
    expect(stage.state().stage).toBe('finished')
  })

  test('are tried again while only the way is at fault, with growing pauses', async () => {
    const faults = [fails('network'), fails('server'), ...times(18, fails('network'))]
    const stage = setStage({ upload: { 'back-1': faults } })
    await stage.run()
    expect(sent(stage)).toEqual(['upload front-1 1000', ...times(21, 'upload back-1 600')])
    expect(stage.clock.pausesMs).toEqual([500, 1000, 2000, 4000, ...times(16, 8000)])
    const pausing = stage.states.some(
      (state) => state.stage === 'uploading' && state.uploads.back?.state === 'retrying',
    )
    expect(pausing).toBe(true)
    expect(stage.state().stage).toBe('finished')
  })

  test('wait as long as they are asked to', async () => {
    const busy = throws(new VerificationError('rate-limited', { retryAfterMs: 7000 }))
    const stage = setStage({ upload: { 'front-1': [busy] } })
    await stage.run()
    expect(stage.clock.pausesMs).toEqual([7500])
    expect(stage.state().stage).toBe('finished')
  })

  test('that are asked to wait for an hour leave it to the person', async () => {
    const busy = throws(new VerificationError('rate-limited', { retryAfterMs: 3_600_000 }))
    const stage = setStage({ upload: { 'front-1': [busy] } })
    await stage.run()
    expect(stage.clock.now() - startMs).toBeLessThan(60_000)
    expect(stage.failure()).toMatchObject({ code: 'rate-limited', retryAfterMs: 3_600_000 })
    await stage.retry()
    expect(stage.state().stage).toBe('finished')
  })
})

describe('a side that fails', () => {
  test('does not stop the other, and only it is sent again', async () => {
    const stage = setStage({ upload: { 'front-1': [fails('upload-refused')] } })
    await stage.run()
    expect(stage.failure()?.code).toBe('upload-refused')
    expect(uploadsOf(stage)).toMatchObject({ front: { state: 'failed' }, back: { state: 'arrived', sentBytes: 600 } })
    const { length } = stage.calls
    await stage.retry()
    expect(stage.calls.slice(length)).toEqual(['upload front-1 1000', 'process', 'get'])
    expect(stage.calls.filter((call) => call.startsWith('create'))).toHaveLength(1)
  })

  test('by a refusal is not sent again by itself', async () => {
    const stage = setStage({ upload: { 'back-1': [fails('upload-refused')] } })
    await stage.run()
    expect(sent(stage)).toEqual(['upload front-1 1000', 'upload back-1 600'])
    expect(stage.state()).toMatchObject({ stage: 'uploading', failure: { code: 'upload-refused' } })
    await stage.retry()
    expect(stage.state().stage).toBe('finished')
  })

  test('by something unexpected is a broken network to the person', async () => {
    const cause = new TypeError('x')
    const stage = setStage({ upload: { 'back-1': [throws(cause)] } })
    await stage.run()
    expect(stage.failure()).toMatchObject({ code: 'network', cause })
  })
})

describe('targets that have run out', () => {
  const second = () => created(target('front-2'), target('back-2'))

  test('are renewed once, under a new key, with the same answers and photos', async () => {
    const stage = setStage({ create: [created(), second()], upload: { 'back-1': [fails('upload-expired')] } })
    await stage.run()
    expect(stage.calls).toEqual([
      'create key-1', 'upload front-1 1000', 'upload back-1 600',
      'create key-2', 'upload front-2 1000', 'upload back-2 600', 'process', 'get',
    ])
    expect(stage.bodies[1]).toEqual(stage.bodies[0])
    expect(stage.states.some((state) => 'failure' in state && state.failure)).toBe(false)
  })

  test('a second time are a failure, and a retry renews them', async () => {
    const stage = setStage({
      create: [created(), second(), created(target('front-3'), target('back-3'))],
      upload: { 'front-1': [fails('upload-expired')], 'front-2': [fails('upload-expired')] },
    })
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'uploading', failure: { code: 'upload-expired' } })
    expect(stage.calls.filter((call) => call.startsWith('create'))).toEqual(['create key-1', 'create key-2'])
    await stage.retry()
    expect(stage.calls.filter((call) => call.startsWith('create'))).toEqual([
      'create key-1',
      'create key-2',
      'create key-3',
    ])
    expect(stage.state().stage).toBe('finished')
  })

  test('a second time are the failure that is shown, whatever else has failed', async () => {
    const stage = setStage({
      create: [created(), second()],
      upload: {
        'front-1': [fails('upload-expired')],
        'front-2': [fails('upload-refused')],
        'back-2': [fails('upload-expired')],
      },
    })
    await stage.run()
    expect(stage.failure()?.code).toBe('upload-expired')
  })

  test('are known by their policy where the storage service only looks unreachable', async () => {
    const dead = created(target('front-1', startMs + 1), target('back-1', startMs + 400))
    const stage = setStage({
      create: [dead, second()],
      upload: { 'front-1': [fails('network')], 'back-1': [fails('network')] },
    })
    await stage.run()
    expect(sent(stage)).toEqual([
      'upload front-1 1000',
      'upload back-1 600',
      'upload front-2 1000',
      'upload back-2 600',
    ])
    expect(stage.clock.pausesMs).toEqual([500, 500])
  })

  test('while a try was under way are renewed without a pause, and only where the way was at fault', async () => {
    const ends = async (code: 'network' | 'upload-refused') => {
      const slow = async ({ signal }: CallOptions) => {
        await stage.clock.wait(700_000, signal)
        throw new VerificationError(code)
      }
      const stage = setStage({ create: [created(), second()], upload: { 'front-1': [slow] } })
      await stage.run()
      return stage
    }
    const lost = await ends('network')
    expect(lost.clock.pausesMs).toEqual([700_000])
    expect(lost.calls).toContain('upload front-2 1000')
    const refused = await ends('upload-refused')
    expect(refused.failure()?.code).toBe('upload-refused')
    // The first try of a retry is always made: the storage service knows better than this device
    await refused.retry()
    expect(refused.calls.filter((call) => call === 'upload front-1 1000')).toHaveLength(2)
    expect(refused.state().stage).toBe('finished')
  })

  test('while the device slept are not tried in vain', async () => {
    const { clock, ...stage } = setStage({ create: [created(), second()], upload: { 'front-1': [fails('network')] } })
    stage.ports.clock = {
      ...clock,
      wait: async (delayMs, signal) => clock.wait(delayMs === 500 ? 700_000 : delayMs, signal),
    }
    await stage.run()
    expect(stage.calls.filter((call) => call.startsWith('upload front'))).toEqual(['upload front-1 1000', 'upload front-2 1000'])
    expect(stage.state().stage).toBe('finished')
  })

  test('are not believed to be dead by a device whose clock is an hour off, either way', async () => {
    for (const skewMs of [-3_600_000, 3_600_000]) {
      const aliveUntilMs = startMs + 590_000
      const script = { upload: { 'front-1': times(100, fails('network')) } }
      const { clock, ...stage } = setStage({ ...script, create: [created(), second()] })
      const uploadTimes: number[] = []
      stage.onCall((call) => call.startsWith('upload front-1') && uploadTimes.push(clock.now()))
      stage.ports.clock = { ...clock, now: () => clock.now() + skewMs }
      await stage.run()
      expect(uploadTimes.length).toBeGreaterThan(20)
      expect(uploadTimes.at(-1)).toBeGreaterThan(aliveUntilMs - 8_000)
      expect(uploadTimes.at(-1)).toBeLessThan(startMs + 600_000)
      expect(stage.calls).toContain('upload front-2 1000')
    }
  })

  test('while pausing between tries are known by their policy too', async () => {
    const soon = created(target('front-1', startMs + 1500), null)
    const stage = setStage({
      create: [soon, created(target('front-2'), null)],
      upload: { 'front-1': times(4, fails('network')) },
    })
    await stage.run()
    expect(sent(stage)).toEqual([...times(2, 'upload front-1 1000'), 'upload front-2 1000'])
  })

  test('count before any other failure', async () => {
    const stage = setStage({
      create: [created(), second()],
      upload: { 'front-1': [fails('upload-too-large')], 'back-1': [fails('upload-expired')] },
    })
    await stage.run()
    expect(stage.calls).toContain('create key-2')
    expect(stage.state().stage).toBe('finished')
  })

  test('that the clock of this device calls dead are sent to all the same', async () => {
    const stage = setStage({ create: [created(target('front-1', startMs - 1), null)] })
    await stage.run()
    expect(stage.state().stage).toBe('finished')
    expect(sent(stage)).toEqual(['upload front-1 1000'])
  })
})
