import type { UploadTarget } from '../contract/session.ts'
import type { Checking, Creating, Editing, Event, Finished, Outcome, SlotUpload, Starting, State, Uploading } from './flow.ts'
import type { PreparedImage } from '../ports.ts'

/** The next state; the very same object where the event means nothing here. Pure. */
export function reduce(state: State, event: Event): State {
  if (state.stage === 'cancelled') return state
  if (event.type === 'cancelled') return { stage: 'cancelled' }
  switch (state.stage) {
    case 'editing':
      return reduceEditing(state, event)
    case 'creating':
      return reduceCreating(state, event)
    case 'uploading':
      return reduceUploading(state, event)
    case 'starting':
      return reduceStarting(state, event)
    case 'checking':
      return reduceChecking(state, event)
    case 'finished':
      return reduceFinished(state, event)
  }
}

function reduceEditing(state: Editing, event: Event): State {
  switch (event.type) {
    case 'moved':
      return event.step === state.step ? state : { ...state, step: event.step }
    case 'photoTaken': {
      const tries = (state.photos[event.name]?.tries ?? 0) + (event.photo.isTurned ? 0 : 1)
      return { ...state, photos: { ...state.photos, [event.name]: { ...event.photo, tries } } }
    }
    case 'photoLookedAt': {
      const photo = state.photos[event.name]
      // It may have been replaced while it was looked at
      if (photo?.blob !== event.blob) return state
      const { look, isRepeat } = event
      return { ...state, photos: { ...state.photos, [event.name]: { ...photo, look, isRepeat } } }
    }
    case 'photoRemoved': {
      if (!(event.name in state.photos)) return state
      const { [event.name]: _removed, ...photos } = state.photos
      return { ...state, photos }
    }
    case 'submitted':
      return { stage: 'creating', photos: state.photos, submission: event.submission, isRenewed: false, failure: null }
    default:
      return state
  }
}

function reduceCreating(state: Creating, event: Event): State {
  switch (event.type) {
    case 'sessionCreated': {
      const uploads = Object.fromEntries(
        Object.entries(event.targets).map(([slot, target]) => [slot, waitingUpload(target, state.submission.files[slot])]),
      )
      const { photos, submission, isRenewed } = state
      const { sessionId, expiresAtMs } = event
      return { stage: 'uploading', photos, submission, sessionId, uploads, isRenewed, expiresAtMs, failure: null }
    }
    case 'fieldsRefused':
      return { stage: 'editing', step: event.step, photos: state.photos, refused: event.fields }
    case 'photoMissing':
      return { stage: 'editing', step: event.step, photos: state.photos, refused: null }
    default:
      return reduceFailure(state, event)
  }
}

function reduceUploading(state: Uploading, event: Event): State {
  switch (event.type) {
    case 'uploadStarted':
      return withUpload(state, event.slot, { state: 'sending', sentBytes: 0 })
    case 'uploadProgressed':
      if (state.uploads[event.slot]?.state !== 'sending') return state
      return withUpload(state, event.slot, { sentBytes: event.sentBytes })
    case 'uploadDelayed':
      return withUpload(state, event.slot, { state: 'retrying' })
    case 'uploadFailed':
      return withUpload(state, event.slot, { state: 'failed', sentBytes: 0 })
    case 'uploadFinished': {
      const next = withUpload(state, event.slot, { state: 'arrived' })
      if (next === state || Object.values(next.uploads).some((upload) => upload.state !== 'arrived')) return next
      const { photos, submission, sessionId, uploads } = next
      return { stage: 'starting', photos, submission, sessionId, uploads, wasTried: false, failure: null }
    }
    case 'targetsExpired':
      return renew(state, event.idempotencyKey)
    case 'retried': {
      if (!state.failure) return state
      if (state.failure.code === 'upload-expired') return renew(state, event.idempotencyKey)
      const uploads = Object.fromEntries(
        Object.entries(state.uploads).map(([slot, upload]) => [
          slot,
          upload.state === 'arrived' ? upload : { ...upload, state: 'waiting' as const, sentBytes: 0 },
        ]),
      )
      return { ...state, uploads, failure: null }
    }
    default:
      return reduceFailure(state, event)
  }
}

function reduceStarting(state: Starting, event: Event): State {
  switch (event.type) {
    case 'startTried':
      return state.wasTried ? state : { ...state, wasTried: true }
    case 'processingStarted': {
      if (state.failure) return state
      const { photos, submission, sessionId } = state
      const sinceMs = event.atMs
      return { stage: 'checking', photos, submission, sessionId, sinceMs, looks: 0, isSlow: false, failure: null }
    }
    default:
      return event.type === 'decided' ? decide(state, event.outcome) : reduceFailure(state, event)
  }
}

function reduceChecking(state: Checking, event: Event): State {
  switch (event.type) {
    case 'stillRunning':
      return state.isSlow ? state : { ...state, looks: state.looks + 1 }
    case 'patienceEnded':
      return state.isSlow ? state : { ...state, isSlow: true }
    case 'decided':
      return decide(state, event.outcome)
    case 'gaveUpWaiting':
      return decide(state, { status: 'pending', sessionId: state.sessionId })
    case 'retried':
      if (!state.failure && !state.isSlow) return state
      return { ...state, sinceMs: event.atMs, looks: 0, isSlow: false, failure: null }
    default:
      return reduceFailure(state, event)
  }
}

function reduceFinished(state: Finished, event: Event): State {
  switch (event.type) {
    case 'edited':
      return { stage: 'editing', step: event.step, photos: state.photos, refused: null }
    case 'submitted':
      if (state.outcome.status !== 'expired') return state
      return { stage: 'creating', photos: state.photos, submission: event.submission, isRenewed: true, failure: null }
    default:
      return state
  }
}

/** What every stage after the form does with failure, retry and going back. */
function reduceFailure<Current extends Creating | Uploading | Starting | Checking>(state: Current, event: Event): State {
  switch (event.type) {
    case 'connectionLost':
      return state.failure || state.isOffline ? state : { ...state, isOffline: true }
    case 'connectionFound':
      return state.isOffline ? { ...state, isOffline: false } : state
    case 'failed':
      return state.failure ? state : { ...state, failure: event.error, isOffline: false }
    case 'retried':
      return state.failure ? { ...state, failure: null } : state
    case 'edited':
      return state.failure ? { stage: 'editing', step: event.step, photos: state.photos, refused: null } : state
    case 'submitted':
      if (!state.failure) return state
      return { stage: 'creating', photos: state.photos, submission: event.submission, isRenewed: false, failure: null }
    default:
      return state
  }
}

/** Dead targets cannot be brought back: a new session, under a new key, with the same answers and photos. */
function renew(state: Uploading, idempotencyKey: string): Creating {
  const submission = { ...state.submission, idempotencyKey }
  return { stage: 'creating', photos: state.photos, submission, isRenewed: true, failure: null }
}

function decide(state: Starting | Checking, outcome: Outcome): State {
  if (outcome.sessionId !== state.sessionId) return state
  return { stage: 'finished', photos: state.photos, submission: state.submission, outcome }
}

function waitingUpload(target: UploadTarget, photo: PreparedImage | undefined): SlotUpload {
  return { target, state: 'waiting', sentBytes: 0, totalBytes: photo?.blob.size ?? 0 }
}

/** An arrived slot never goes back: a late progress event meets it and changes nothing. */
function withUpload(state: Uploading, slot: string, change: Partial<SlotUpload>): Uploading {
  const upload = state.uploads[slot]
  if (!upload || upload.state === 'arrived') return state
  const next = change.state === 'arrived' ? { ...upload, ...change, sentBytes: upload.totalBytes } : { ...upload, ...change }
  return { ...state, uploads: { ...state.uploads, [slot]: next } }
}
