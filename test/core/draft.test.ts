import { describe, expect, test } from 'vitest'
import { describeDraft, draftVersion, fitDraft, packDraft, unpackDraft, type DraftContent } from '../../src/core/draft.ts'
import { isVerificationError, VerificationError } from '../../src/core/errors.ts'
import type { State } from '../../src/core/flow/flow.ts'
import { lookOf, photo, startMs, values } from './samples.ts'
import { states, type StateName } from './flow/states.ts'

const contentOf = (state: State): DraftContent => ({ state, values, isReviewing: true, unanswered: null })

/** Writes a draft and brings it back, as a page after this one would. */
function again(content: DraftContent, { mayCreateAgain = false, nowMs = startMs } = {}) {
  const blobs = new Map<string, Blob>()
  const names = new Map<Blob, string>()
  const nameOf = (blob: Blob) => {
    const name = names.get(blob) ?? `photo-${names.size}`
    names.set(blob, name)
    blobs.set(name, blob)
    return name
  }
  const text = packDraft(content, nameOf)
  const blobOf = (name: string, type: string) => {
    const blob = blobs.get(name)
    if (!blob || blob.type !== type) throw new Error('there is no such photo')
    return blob
  }
  return { text, blobs, content: text === null ? null : unpackDraft(text, { blobOf, nowMs, mayCreateAgain }) }
}

const names = Object.keys(states) as StateName[]
const isOver = (name: StateName) => ['finished', 'cancelled'].includes(states[name].stage)

describe('a draft', () => {
  test.each(names.filter((name) => !isOver(name)))('of %s brings back stage, step, photos, submission and session', (name) => {
    const state: State = states[name]
    const { content } = again(contentOf(state))
    expect(content).toMatchObject({ values, isReviewing: true, unanswered: null })
    const kept = content!.state
    expect(kept.stage).toBe(state.stage)
    for (const key of ['step', 'photos', 'refused', 'submission', 'sessionId', 'isRenewed'] as const) {
      expect(key in kept ? kept[key as never] : undefined).toEqual(key in state ? state[key as never] : undefined)
    }
    if ('submission' in kept && 'submission' in state) {
      expect(kept.submission.idempotencyKey).toBe(state.submission.idempotencyKey)
      expect(kept.submission.files.front?.blob).toBe(state.submission.files.front?.blob)
    }
  })

  test.each(names.filter(isOver))('of %s holds nothing', (name) => {
    expect(again(contentOf(states[name])).text).toBeNull()
    expect(describeDraft(contentOf(states[name]), startMs)).toBeNull()
  })

  test('keeps what has arrived as arrived, and the rest as waiting', () => {
    const { state } = again(contentOf(states.uploadingHalf)).content!
    expect(state.stage === 'uploading' && state.uploads).toEqual({
      front: states.uploadingHalf.uploads.front,
      back: { ...states.uploadingHalf.uploads.back, state: 'waiting', sentBytes: 0 },
    })
  })

  test('shows a create that may have arrived as a lost connection, under the same key', () => {
    const { state } = again(contentOf(states.creating)).content!
    expect(state).toMatchObject({ stage: 'creating', failure: { code: 'network' } })
    expect(state.stage === 'creating' && isVerificationError(state.failure)).toBe(true)
  })

  test('goes on by itself with a create that may be repeated', () => {
    const { state } = again(contentOf(states.creating), { mayCreateAgain: true }).content!
    expect(state).toMatchObject({ stage: 'creating', failure: null, submission: { idempotencyKey: 'key-1' } })
  })

  test('keeps a failure by its code, and nothing else of it', () => {
    const secret = new Error('secret')
    const failure = new VerificationError('upload-refused', { storageCode: 'AccessDenied', traceId: '7d1c0a9b', cause: secret })
    const { text, content } = again(contentOf({ ...states.uploadingFailed, failure }))
    expect(text).not.toMatch(/secret|AccessDenied|7d1c0a9b/)
    expect(content!.state).toMatchObject({ failure: { code: 'upload-refused', isRetryable: true } })
  })

  test('takes every start for one that may have arrived', () => {
    expect(again(contentOf(states.starting)).content!.state).toMatchObject({ stage: 'starting', wasTried: true })
  })

  test('begins the patience of a check anew', () => {
    const { content } = again(contentOf(states.checkingSlow), { nowMs: startMs + 1_000_000 })
    expect(content!.state).toMatchObject({ stage: 'checking', sinceMs: startMs + 1_000_000, looks: 0, isSlow: false })
  })

  test('is the same text while only bytes and looks are counted', () => {
    const { uploading, checking } = states
    const front = { ...uploading.uploads.front!, sentBytes: 900 }
    const nameOf = () => 'photo'
    const text = (state: State) => packDraft(contentOf(state), nameOf)
    expect(text({ ...uploading, uploads: { ...uploading.uploads, front } })).toBe(text(uploading))
    expect(text({ ...checking, looks: 9, isSlow: true })).toBe(text(checking))
    expect(text(states.uploadingHalf)).not.toBe(text(uploading))
  })

  test('is the same text for the same content, whoever put it together', () => {
    const { values: typed, state, ...memory } = contentOf(states.editing)
    expect(packDraft({ ...memory, state, values: typed }, () => 'photo')).toBe(packDraft(contentOf(states.editing), () => 'photo'))
  })

  test('names a photo once, however often it is used, with the look at it', () => {
    const front = { ...photo(900), look: lookOf('glare'), tries: 2, isRepeat: true }
    const submission = { ...states.creating.submission, files: { front } }
    const { blobs, content } = again(contentOf({ ...states.creating, photos: { front }, submission }))
    expect(blobs.size).toBe(1)
    const { state } = content!
    if (state.stage !== 'creating') throw new Error('another stage')
    expect(state.photos.front).toEqual(front)
    expect(state.photos.front!.blob).toBe(state.submission.files.front!.blob)
  })

  test('keeps a form field of an upload target that is called blob, and the order of all of them', () => {
    const target = { url: 'https://s3.example.test', fields: { zebra: '1', blob: 'text', failure: '', apple: '2' } }
    const uploads = { front: { ...states.uploading.uploads.front!, target } }
    const { state } = again(contentOf({ ...states.uploading, uploads })).content!
    if (state.stage !== 'uploading') throw new Error('another stage')
    expect(Object.entries(state.uploads.front!.target.fields)).toEqual(Object.entries(target.fields))
  })

  test('cannot be brought back without one of its photos', () => {
    const text = packDraft(contentOf(states.creating), () => 'gone')
    const blobOf = () => {
      throw new Error('there is no such photo')
    }
    expect(() => unpackDraft(text!, { blobOf, nowMs: startMs, mayCreateAgain: false })).toThrow('no such photo')
  })

  test('goes back to the first screen where the host does not ask any more for what its screen asked', () => {
    const at = (step: string) => contentOf({ ...states.editing, step })
    expect(fitDraft(at('contact'), {}).state).toMatchObject({ stage: 'editing', step: 'details' })
    const same = at('contact')
    expect(fitDraft(same, { contact: { email: 'required' } })).toBe(same)
    for (const step of ['document', 'capture:back', 'review']) expect(fitDraft(at(step), {}).state).toMatchObject({ step })
    expect(fitDraft(contentOf(states.uploading), {}).state).toBe(states.uploading)
  })

  test('can be told of without a word about the person', () => {
    expect(describeDraft(contentOf(states.editing), 5)).toEqual({ savedAtMs: 5, stage: 'editing', hasPhotos: true })
    const empty = { stage: 'editing', step: 'details', photos: {}, refused: null } as const
    expect(describeDraft(contentOf(empty), 5)).toEqual({ savedAtMs: 5, stage: 'editing', hasPhotos: false })
  })

  // A state of another shape would be read wrongly: change draftVersion with this list
  test(`of version ${draftVersion} has states of this shape`, () => {
    const shapes = Object.fromEntries(Object.values(states).map((state) => [state.stage, Object.keys(state).sort().join(' ')]))
    expect({ draftVersion, ...shapes }).toEqual({
      draftVersion: 1,
      editing: 'photos refused stage step',
      creating: 'failure isRenewed photos stage submission',
      uploading: 'expiresAtMs failure isRenewed photos sessionId stage submission uploads',
      starting: 'failure photos sessionId stage submission uploads wasTried',
      checking: 'failure isSlow looks photos sessionId sinceMs stage submission',
      finished: 'outcome photos stage submission',
      cancelled: 'stage',
    })
  })
})
