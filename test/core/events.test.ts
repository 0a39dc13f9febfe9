import { describe, expect, test } from 'vitest'
import { VerificationError } from '../../src/core/errors.ts'
import { eventsOf, type VerificationEvent } from '../../src/core/events.ts'
import { initialState, type State } from '../../src/core/flow/flow.ts'
import { reduce } from '../../src/core/flow/reduce.ts'
import { createStore } from '../../src/core/flow/store.ts'
import { created, files, lookOf, photo, session, sessionId, target, typedTexts, values } from './samples.ts'
import { setStage, throws, type Script } from './flow/staging.ts'
import { events as samples, states } from './flow/states.ts'

/** What a host hears of a run. */
async function heard(script: Script, after?: (stage: ReturnType<typeof setStage>) => Promise<void>) {
  const stage = setStage(script)
  const events: VerificationEvent[] = []
  stage.store.subscribe((state, previous) => void events.push(...eventsOf(state, previous)))
  await stage.run()
  await after?.(stage)
  return events
}
const uploaded = [
  { type: 'sessionCreated', sessionId },
  { type: 'uploadFinished', slot: 'front', sizeBytes: 1000 },
  { type: 'uploadFinished', slot: 'back', sizeBytes: 600 },
]
const started = { type: 'processingStarted', sessionId }
const approved = { type: 'finished', status: 'approved', sessionId }
const fails = (code: 'network' | 'server' | 'upload-refused' | 'upload-expired') => throws(new VerificationError(code))

describe('a host hears', () => {
  test('of every step, photo and submission', () => {
    const store = createStore(initialState('details'))
    const events: VerificationEvent[] = []
    store.subscribe((state, previous) => void events.push(...eventsOf(state, previous)))
    for (const step of ['document', 'contact', 'capture:front']) store.dispatch({ type: 'moved', step })
    store.dispatch({ type: 'photoTaken', name: 'BRAZIL/PASSPORT/front', photo: photo(30) })
    store.dispatch({ type: 'photoTaken', name: 'BRAZIL/PASSPORT/front', photo: { ...photo(40), source: 'file' } })
    store.dispatch({ type: 'photoRemoved', name: 'BRAZIL/PASSPORT/front' })
    for (const step of ['capture:back', 'review', 'a step of Quuxmarker']) store.dispatch({ type: 'moved', step })
    store.dispatch({ type: 'submitted', submission: samples.submitted.submission })
    store.dispatch({ type: 'cancelled' })
    expect(events).toEqual([
      { type: 'stepShown', step: 'document' },
      { type: 'stepShown', step: 'contact' },
      { type: 'stepShown', step: 'capture:front' },
      { type: 'photoTaken', source: 'camera', widthPixels: 1600, heightPixels: 1000, sizeBytes: 30 },
      { type: 'photoTaken', source: 'file', widthPixels: 1600, heightPixels: 1000, sizeBytes: 40 },
      { type: 'stepShown', step: 'capture:back' },
      { type: 'stepShown', step: 'review' },
      { type: 'submitted' },
      { type: 'cancelled' },
    ])
  })

  test('of what a look at a photo found, and of no other photo when it is turned', () => {
    const store = createStore(initialState('capture:front'))
    const events: VerificationEvent[] = []
    store.subscribe((state, previous) => void events.push(...eventsOf(state, previous)))
    const taken = photo(30)
    const look = lookOf('blurry', 'dark')
    store.dispatch({ type: 'photoTaken', name: 'front', photo: taken })
    store.dispatch({ type: 'photoLookedAt', name: 'front', blob: taken.blob, look, isRepeat: true })
    store.dispatch({ type: 'photoTaken', name: 'front', photo: { ...photo(31), look, isTurned: true } })
    store.dispatch({ type: 'photoTaken', name: 'front', photo: photo(32) })
    expect(events.map((event) => event.type)).toEqual(['photoTaken', 'photoInspected', 'photoTaken'])
    const { issues, scores } = look.inspection
    expect(events[1]).toEqual({ type: 'photoInspected', source: 'camera', issues, scores, isRepeat: true })
    expect(JSON.stringify(events)).not.toContain(look.fingerprint)
  })

  test('of all that happens on the way to an outcome', async () => {
    expect(await heard({ get: [session('VERIFYING'), session('COMPLETED')] })).toEqual([...uploaded, started, approved])
  })

  test('of a create that fails and is tried again', async () => {
    const events = await heard({ create: [fails('server'), created()] }, (stage) => stage.retry())
    expect(events).toEqual([
      { type: 'failed', stage: 'creating', code: 'server' },
      { type: 'retried', stage: 'creating' },
      ...uploaded,
      started,
      approved,
    ])
  })

  test('of a side that fails and is tried again, and of no side twice', async () => {
    const events = await heard({ upload: { 'front-1': [fails('upload-refused')] } }, (stage) => stage.retry())
    const [creation, front, back] = uploaded
    expect(events).toEqual([
      creation,
      back,
      { type: 'failed', stage: 'uploading', code: 'upload-refused' },
      { type: 'retried', stage: 'uploading' },
      front,
      started,
      approved,
    ])
  })

  test('of a second session when the first has run out', async () => {
    const second = created(target('front-2'), target('back-2'))
    const events = await heard({ create: [created(), second], upload: { 'back-1': [fails('upload-expired')] } })
    expect(events).toEqual([...uploaded.slice(0, 2), ...uploaded, started, approved])
  })

  test('of a long wait, of going on, and of giving up', async () => {
    const events = await heard({ get: [session('VERIFYING')], patienceMs: 1 }, async (stage) => {
      await stage.retry()
      stage.dispatch({ type: 'gaveUpWaiting' })
    })
    const long = { type: 'waitIsLong', sessionId }
    expect(events).toEqual([
      ...uploaded,
      started,
      long,
      { type: 'retried', stage: 'checking' },
      long,
      { type: 'finished', status: 'pending', sessionId },
    ])
  })

  test('of fields that are refused, once, by names that are ours', async () => {
    const fields = { lastName: 'refused', Quuxmarker: 'refused' }
    const events = await heard(
      { create: [throws(new VerificationError('invalid-fields', { fields }))] },
      async (stage) => {
        stage.dispatch({ type: 'moved', step: 'document' })
        stage.dispatch({ type: 'moved', step: 'review' })
      },
    )
    expect(events).toEqual([
      { type: 'fieldsRefused', fields: ['lastName'] },
      { type: 'stepShown', step: 'details' },
      { type: 'stepShown', step: 'document' },
      { type: 'stepShown', step: 'review' },
    ])
  })

  test('of a photo that the vendor wants', async () => {
    expect(await heard({ files: { front: files.front! } })).toEqual([
      { type: 'photoMissing' },
      { type: 'stepShown', step: 'capture:back' },
    ])
  })

  test('of the way back to the form, which is no missing photo', () => {
    const after = reduce(states.creatingFailed, samples.edited)
    expect(eventsOf(after, states.creatingFailed)).toEqual([{ type: 'stepShown', step: 'document' }])
  })
})

test('nothing that a person typed is in any event, whatever happens in whatever state', () => {
  let count = 0
  const photos = { [`${values.documentCountry}/${values.documentCategory}/front`]: photo(9) }
  for (const state of Object.values<State>(states)) {
    const previous = state.stage === 'cancelled' ? state : { ...state, photos: { ...state.photos, ...photos } }
    for (const event of Object.values(samples)) {
      const next = reduce(previous, event)
      if (next === previous) continue
      const told = JSON.stringify(eventsOf(next, previous))
      count += 1
      for (const text of typedTexts) expect(told).not.toContain(text)
    }
  }
  expect(count).toBeGreaterThan(100)
})

test('nothing that a person typed is in what a host is told of real runs', async () => {
  const echo = {
    message: `Zyxwina Quuxmarker 52998224725`,
    errors: [{ path: ['documentId'], message: '529.982.247-25' }],
  }
  const runs = [
    await heard({}),
    await heard({ create: [throws(echo)] }),
    await heard({ create: [throws('Zyxwina Quuxmarker')] }),
    await heard({ get: [throws(new Error('52998224725'))] }),
    await heard({ create: [{ ...created(), frontDocumentUpload: 'Quuxmarker' }] }),
    await heard({ upload: { 'front-1': [throws(new Error('1983'))] } }),
  ]
  for (const events of runs) {
    expect(events.length).toBeGreaterThan(0)
    for (const text of typedTexts) expect(JSON.stringify(events)).not.toContain(text)
  }
})
