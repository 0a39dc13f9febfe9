import { describe, expect, test } from 'vitest'
import {
  initialState,
  type Creating,
  type Editing,
  type Finished,
  type Starting,
  type State,
  type Uploading,
} from '../../../src/core/flow/flow.ts'
import { reduce } from '../../../src/core/flow/reduce.ts'
import { sessionId, startMs, target } from '../samples.ts'
import { events, states, type EventName } from './states.ts'

/** The state after an event, as a stage it must be. */
function after<Expected extends State>(state: State, event: EventName): Expected {
  return reduce(state, events[event]) as Expected
}

test('a verification begins at its first step with nothing in hand', () => {
  expect(initialState('details')).toEqual({ stage: 'editing', step: 'details', photos: {}, refused: null })
})

describe('while editing', () => {
  test('a photo taken again replaces the first, and removing it leaves the others', () => {
    const taken = after<Editing>(states.editing, 'photoTaken')
    expect(taken.photos).toEqual({ ...states.editing.photos, other: { ...events.photoTaken.photo, tries: 1 } })
    expect(Object.keys(after<Editing>(taken, 'photoRemoved').photos)).toEqual(['front', 'back'])
  })

  test('tries are counted by side, and turning a photo is none', () => {
    const once = after<Editing>(states.editing, 'photoTaken')
    const twice = reduce(once, events.photoTaken) as Editing
    expect(twice.photos.other?.tries).toBe(2)
    const turned = reduce(twice, { ...events.photoTaken, photo: { ...events.photoTaken.photo, isTurned: true } }) as Editing
    expect(turned.photos.other?.tries).toBe(2)
    expect(turned.photos.front?.tries).toBeUndefined()
  })

  test('a look at a photo is kept with it, and one at a photo that was replaced since is not', () => {
    const looked = after<Editing>(states.editing, 'photoLookedAt')
    expect(looked.photos.front).toEqual({ ...states.editing.photos.front, look: events.photoLookedAt.look, isRepeat: true })
    expect(reduce(looked, { ...events.photoLookedAt, blob: new Blob() })).toBe(looked)
  })

  test('moving keeps what was refused beside the fields', () => {
    expect(after<Editing>(states.refused, 'moved')).toEqual({ ...states.refused, step: 'document' })
  })
})

describe('while creating', () => {
  test('a session brings one waiting upload for each of its targets', () => {
    const uploading = after<Uploading>(states.creatingAgain, 'sessionCreated')
    expect(uploading).toMatchObject({ stage: 'uploading', sessionId, isRenewed: true, failure: null })
    expect(uploading.uploads).toEqual({
      front: { target: target('front-2'), state: 'waiting', sentBytes: 0, totalBytes: 1000 },
      back: { target: target('back-2'), state: 'waiting', sentBytes: 0, totalBytes: 600 },
    })
  })

  test('refused fields and a missing photo lead back to their screens', () => {
    expect(after<Editing>(states.creating, 'fieldsRefused')).toMatchObject({
      step: 'details',
      refused: { birthDate: 'refused' },
    })
    expect(after<Editing>(states.creating, 'photoMissing')).toMatchObject({ step: 'capture:back', refused: null })
  })

  test('a retry keeps the key, so that a create that arrived makes no second session', () => {
    expect(after<Creating>(states.creatingFailed, 'retried')).toEqual({ ...states.creatingFailed, failure: null })
  })
})

describe('while uploading', () => {
  test('progress, a pause and a failure are told of their own slot only', () => {
    const { front, back } = states.uploading.uploads
    expect(after<Uploading>(states.uploading, 'frontProgressed').uploads).toEqual({
      front: { ...front, sentBytes: 500 },
      back,
    })
    expect(after<Uploading>(states.uploading, 'frontDelayed').uploads.front).toEqual({
      ...front,
      state: 'retrying',
    })
    expect(after<Uploading>(states.uploading, 'frontFailed').uploads.front).toEqual({
      ...front,
      state: 'failed',
      sentBytes: 0,
    })
    expect(after<Uploading>(states.uploading, 'backStarted').uploads.back).toEqual({ ...back, state: 'sending' })
  })

  test('what was sent stays in view while the slot waits for another try', () => {
    const delayed = after<Uploading>(states.uploading, 'frontDelayed')
    expect(delayed.uploads.front?.sentBytes).toBe(300)
    expect(after<Uploading>(delayed, 'frontStarted').uploads.front).toMatchObject({ state: 'sending', sentBytes: 0 })
  })

  test('a finished slot counts all its bytes', () => {
    expect(after<Uploading>(states.uploading, 'frontFinished').uploads.front).toMatchObject({
      state: 'arrived',
      sentBytes: 1000,
    })
  })

  test('late progress of a slot that has failed does not set it going again', () => {
    expect(after(states.uploadingFailed, 'backProgressed')).toBe(states.uploadingFailed)
  })

  test('the last slot leads on, with every upload arrived', () => {
    const starting = after<Starting>(states.uploadingHalf, 'backFinished')
    expect(starting).toMatchObject({ stage: 'starting', wasTried: false, failure: null })
    expect(Object.values(starting.uploads).map((upload) => upload.sentBytes)).toEqual([1000, 600])
  })

  test('a retry sends only what has not arrived', () => {
    const again = after<Uploading>(states.uploadingFailed, 'retried')
    expect(again.failure).toBeNull()
    expect(again.uploads.front).toBe(states.uploadingFailed.uploads.front)
    expect(again.uploads.back).toMatchObject({ state: 'waiting', sentBytes: 0 })
  })

  test.each([
    ['targetsExpired', states.uploadingHalf],
    ['retried', states.uploadingExpired],
  ] as const)('%s makes a new session of the same answers and photos, under a new key', (event, state) => {
    expect(after<Creating>(state, event)).toEqual({
      stage: 'creating',
      photos: state.photos,
      submission: { ...state.submission, idempotencyKey: 'key-2' },
      isRenewed: true,
      failure: null,
    })
  })
})

test('a lost network is told once, until it is found or something fails', () => {
  const offline = after<Uploading>(states.uploadingHalf, 'connectionLost')
  expect(offline).toEqual({ ...states.uploadingHalf, isOffline: true })
  expect(after(offline, 'connectionFound')).toEqual({ ...states.uploadingHalf, isOffline: false })
  expect(after(offline, 'failed')).toMatchObject({ failure: events.failed.error, isOffline: false })
})

test('a start that was tried stays so through a failure and a retry', () => {
  expect(after<Starting>(states.startingFailed, 'retried')).toEqual({ ...states.startingFailed, failure: null })
})

describe('while checking', () => {
  test('the looks are counted from the moment processing started', () => {
    expect(after(states.starting, 'processingStarted')).toMatchObject({ sinceMs: startMs + 5, looks: 0, isSlow: false })
    expect(after(states.checking, 'stillRunning')).toEqual({ ...states.checking, looks: 4 })
  })

  test.each(['checkingSlow', 'checkingFailed'] as const)(
    '%s begins to count anew when the person looks again',
    (name) => {
      expect(after(states[name], 'retried')).toEqual({
        ...states[name],
        sinceMs: startMs + 9,
        looks: 0,
        isSlow: false,
        failure: null,
      })
    },
  )

  test('who gives up waiting has the session to come back to', () => {
    expect(after<Finished>(states.checkingSlow, 'gaveUpWaiting').outcome).toEqual({ status: 'pending', sessionId })
  })
})

test('who goes back to the form after a failure or an outcome finds it as it was', () => {
  for (const name of ['creatingFailed', 'uploadingFailed', 'startingFailed', 'checkingFailed', 'declined'] as const) {
    expect(after(states[name], 'edited')).toEqual({
      stage: 'editing',
      step: 'document',
      photos: states[name].photos,
      refused: null,
    })
  }
})

test('an expired session can be submitted again as it is', () => {
  const creating = after<Creating>(states.expired, 'submitted')
  expect(creating).toMatchObject({
    photos: states.expired.photos,
    submission: events.submitted.submission,
    failure: null,
  })
})

test('nothing of a cancelled verification is kept', () => {
  expect(after(states.uploading, 'cancelled')).toEqual({ stage: 'cancelled' })
})
