import { describe, expect, test } from 'vitest'
import { initialState, type Event, type Stage, type State } from '../../../src/core/flow/flow.ts'
import { reduce } from '../../../src/core/flow/reduce.ts'
import { files } from '../samples.ts'
import { events, states, type EventName, type StateName } from './states.ts'

const form = {
  moved: 'editing', photoTaken: 'editing', photoLookedAt: 'editing', photoRemoved: 'editing', submitted: 'creating',
  cancelled: 'cancelled',
} as const
const create = {
  connectionLost: 'creating',
  sessionCreated: 'uploading',
  fieldsRefused: 'editing',
  photoMissing: 'editing',
  failed: 'creating',
  cancelled: 'cancelled',
} as const
const backUpload = {
  backStarted: 'uploading', backDelayed: 'uploading', backFailed: 'uploading', backFinished: 'starting',
  targetsExpired: 'creating', cancelled: 'cancelled',
} as const
const halfUpload = { ...backUpload, backProgressed: 'uploading', connectionLost: 'uploading', failed: 'uploading' } as const
const start = {
  connectionLost: 'starting',
  processingStarted: 'checking',
  decided: 'finished',
  failed: 'starting',
  cancelled: 'cancelled',
} as const
const look = {
  connectionLost: 'checking',
  patienceEnded: 'checking',
  decided: 'finished',
  gaveUpWaiting: 'finished',
  cancelled: 'cancelled',
} as const
const end = { edited: 'editing', cancelled: 'cancelled' } as const

/** What each event leads to. What is not named here changes nothing: the very same object comes back. */
const table: Record<StateName, Partial<Record<EventName, Stage>>> = {
  editing: form,
  refused: form,
  creating: create,
  creatingAgain: create,
  creatingFailed: {
    sessionCreated: 'uploading',
    fieldsRefused: 'editing',
    photoMissing: 'editing',
    retried: 'creating',
    edited: 'editing',
    submitted: 'creating',
    cancelled: 'cancelled',
  },
  uploading: {
    frontStarted: 'uploading',
    frontProgressed: 'uploading',
    frontDelayed: 'uploading',
    frontFailed: 'uploading',
    frontFinished: 'uploading',
    backStarted: 'uploading',
    backDelayed: 'uploading',
    backFailed: 'uploading',
    backFinished: 'uploading',
    targetsExpired: 'creating',
    connectionLost: 'uploading',
    failed: 'uploading',
    cancelled: 'cancelled',
  },
  uploadingHalf: halfUpload,
  uploadingAgain: halfUpload,
  uploadingOffline: { ...halfUpload, connectionLost: undefined, connectionFound: 'uploading' },
  uploadingFailed: { ...backUpload, retried: 'uploading', edited: 'editing', submitted: 'creating' },
  uploadingExpired: { ...backUpload, retried: 'creating', edited: 'editing', submitted: 'creating' },
  starting: { ...start, startTried: 'starting' },
  startingTried: start,
  startingFailed: { decided: 'finished', retried: 'starting', edited: 'editing', submitted: 'creating', cancelled: 'cancelled' },
  checking: { ...look, stillRunning: 'checking', failed: 'checking' },
  checkingSlow: {
    connectionLost: 'checking',
    decided: 'finished',
    gaveUpWaiting: 'finished',
    retried: 'checking',
    failed: 'checking',
    cancelled: 'cancelled',
  },
  checkingFailed: { ...look, connectionLost: undefined, stillRunning: 'checking', retried: 'checking', edited: 'editing', submitted: 'creating' },
  approved: end,
  declined: end,
  expired: { ...end, submitted: 'creating' },
  pending: end,
  cancelled: {},
}

const stateNames = Object.keys(states) as StateName[]
const eventNames = Object.keys(events) as EventName[]
const photosOf = (state: State) => (state.stage === 'cancelled' ? {} : state.photos)
const uploadsOf = (state: State) => ('uploads' in state ? Object.entries(state.uploads) : [])

test.each(stateNames)('%s knows its events, and any other returns the same object', (name) => {
  const before: State = states[name]
  for (const event of eventNames) {
    const after = reduce(before, events[event])
    const expected = table[name][event]
    expect(after === before ? 'the same' : after.stage, `${name} × ${event}`).toBe(expected ?? 'the same')
  }
})

test('the samples reach every event there is, and every state', () => {
  const types: Record<Event['type'], true> = {
    moved: true, photoTaken: true, photoLookedAt: true, photoRemoved: true, submitted: true, sessionCreated: true, fieldsRefused: true,
    photoMissing: true, connectionLost: true, connectionFound: true, uploadStarted: true, uploadProgressed: true, uploadDelayed: true, uploadFinished: true,
    uploadFailed: true, targetsExpired: true, startTried: true, processingStarted: true, stillRunning: true,
    patienceEnded: true, decided: true, failed: true, retried: true, gaveUpWaiting: true, edited: true, cancelled: true,
  }
  expect(new Set(Object.values(events).map((event) => event.type))).toEqual(new Set(Object.keys(types)))
  const stages: Record<Stage, true> = {
    editing: true, creating: true, uploading: true, starting: true, checking: true, finished: true, cancelled: true,
  }
  expect(new Set(Object.values(states).map((state) => state.stage))).toEqual(new Set(Object.keys(stages)))
})

test('no event changes a state in place', () => {
  const freeze = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value) || value instanceof Blob) return
    Object.values(Object.freeze(value)).forEach(freeze)
  }
  for (const state of Object.values<State>(states)) {
    freeze(state)
    for (const event of Object.values(events)) expect(() => reduce(state, event)).not.toThrow()
  }
})

describe('whatever happens, in any order,', () => {
  /** A small generator of numbers that are the same each time. */
  function* numbers(seed: number) {
    for (let state = seed; ; ) {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
      yield state / 4_294_967_296
    }
  }

  /** Long walks from the beginning, without the end that nothing leaves. */
  function walk(visit: (before: State, event: Event, after: State) => void) {
    const usable = Object.values<Event>(events).filter((event) => event.type !== 'cancelled')
    for (let seed = 1; seed <= 200; seed++) {
      const random = numbers(seed)
      let state: State = { ...initialState('details'), photos: { ...files } }
      for (let step = 0; step < 200; step++) {
        const event = usable[Math.floor(random.next().value! * usable.length)]!
        const after = reduce(state, event)
        visit(state, event, after)
        state = after
      }
    }
  }

  test('a photo is lost only when the person removes it', () => {
    const seen = new Set<Stage>()
    walk((before, event, after) => {
      seen.add(after.stage)
      const gone = Object.keys(photosOf(before)).filter((name) => !(name in photosOf(after)))
      if (gone.length > 0 && event.type !== 'photoRemoved') expect.unreachable(`${event.type} lost ${gone}`)
    })
    expect([...seen].sort()).toEqual(['checking', 'creating', 'editing', 'finished', 'starting', 'uploading'])
  })

  test('a photo that has arrived never goes back within its session', () => {
    walk((before, event, after) => {
      if (after.stage !== 'uploading' && after.stage !== 'starting') return
      const now = Object.fromEntries(uploadsOf(after))
      for (const [slot, upload] of uploadsOf(before)) {
        if (upload.state === 'arrived' && now[slot] !== upload) expect.unreachable(`${event.type} took ${slot} back`)
      }
    })
  })

  test('processing begins only when every photo has arrived', () => {
    walk((_before, event, after) => {
      if (after.stage === 'starting' && uploadsOf(after).some(([, upload]) => upload.state !== 'arrived')) {
        expect.unreachable(`${event.type} started too early`)
      }
    })
  })

  test('a failure is not replaced by another', () => {
    expect(reduce(states.checkingFailed, events.failed)).toBe(states.checkingFailed)
  })
})
