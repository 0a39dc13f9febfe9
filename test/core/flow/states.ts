import { VerificationError } from '../../../src/core/errors.ts'
import type { Event, SlotUpload, State, Submission, Uploading } from '../../../src/core/flow/flow.ts'
import { files, lookOf, photo, request, sessionId, startMs, target } from '../samples.ts'

const submission: Submission = { request, files, idempotencyKey: 'key-1' }
const photos = { front: photo(1000), back: photo(600), other: photo(10) }
const sent = { photos, submission, failure: null }
const network = new VerificationError('network')

const slot = (key: string, state: SlotUpload['state'], sentBytes: number, totalBytes: number): SlotUpload => ({
  target: target(key), state, sentBytes, totalBytes,
})
const uploading: Uploading = {
  ...sent,
  stage: 'uploading',
  sessionId,
  isRenewed: false,
  expiresAtMs: startMs + 600_000,
  uploads: { front: slot('front-1', 'sending', 300, 1000), back: slot('back-1', 'waiting', 0, 600) },
}
const halfway = { front: slot('front-1', 'arrived', 1000, 1000), back: slot('back-1', 'sending', 60, 600) }
const broken = { ...halfway, back: slot('back-1', 'failed', 0, 600) }
const all = { ...halfway, back: slot('back-1', 'arrived', 600, 600) }
const starting = { ...sent, stage: 'starting', sessionId, uploads: all, wasTried: false } as const
const checking = { ...sent, stage: 'checking', sessionId, sinceMs: startMs, looks: 3, isSlow: false } as const
const finished = { photos, submission, stage: 'finished' } as const

/** One sample of every state that can be reached. */
export const states = {
  editing: { stage: 'editing', step: 'details', photos, refused: null },
  refused: { stage: 'editing', step: 'details', photos, refused: { firstName: 'refused' } },
  creating: { ...sent, stage: 'creating', isRenewed: false },
  creatingAgain: { ...sent, stage: 'creating', isRenewed: true },
  creatingFailed: { ...sent, stage: 'creating', isRenewed: false, failure: network },
  uploading,
  uploadingHalf: { ...uploading, uploads: halfway },
  uploadingAgain: { ...uploading, uploads: halfway, isRenewed: true },
  uploadingOffline: { ...uploading, uploads: halfway, isOffline: true },
  uploadingFailed: { ...uploading, uploads: broken, failure: network },
  uploadingExpired: {
    ...uploading,
    uploads: broken,
    isRenewed: true,
    failure: new VerificationError('upload-expired'),
  },
  starting,
  startingTried: { ...starting, wasTried: true },
  startingFailed: { ...starting, wasTried: true, failure: network },
  checking,
  checkingSlow: { ...checking, isSlow: true },
  checkingFailed: { ...checking, failure: network },
  approved: { ...finished, outcome: { status: 'approved', sessionId, individualId: 'individual-1' } },
  declined: { ...finished, outcome: { status: 'declined', sessionId } },
  expired: { ...finished, outcome: { status: 'expired', sessionId } },
  pending: { ...finished, outcome: { status: 'pending', sessionId } },
  cancelled: { stage: 'cancelled' },
} as const satisfies Record<string, State>
/** The name of a sample. */
export type StateName = keyof typeof states

/** One sample of every event, and of those that mean different things several. */
export const events = {
  moved: { type: 'moved', step: 'document' },
  movedToTheSame: { type: 'moved', step: 'details' },
  photoTaken: { type: 'photoTaken', name: 'other', photo: photo(20) },
  photoLookedAt: { type: 'photoLookedAt', name: 'front', blob: photos.front.blob, look: lookOf('glare'), isRepeat: true },
  photoRemoved: { type: 'photoRemoved', name: 'other' },
  unknownPhotoRemoved: { type: 'photoRemoved', name: 'never-taken' },
  submitted: { type: 'submitted', submission: { ...submission, idempotencyKey: 'key-2' } },
  sessionCreated: { type: 'sessionCreated', sessionId, targets: { front: target('front-2'), back: target('back-2') }, expiresAtMs: startMs + 600_000 },
  fieldsRefused: { type: 'fieldsRefused', fields: { birthDate: 'refused' }, step: 'details' },
  photoMissing: { type: 'photoMissing', step: 'capture:back' },
  frontStarted: { type: 'uploadStarted', slot: 'front' },
  backStarted: { type: 'uploadStarted', slot: 'back' },
  unknownStarted: { type: 'uploadStarted', slot: 'owner-7' },
  frontProgressed: { type: 'uploadProgressed', slot: 'front', sentBytes: 500 },
  backProgressed: { type: 'uploadProgressed', slot: 'back', sentBytes: 120 },
  frontDelayed: { type: 'uploadDelayed', slot: 'front' },
  backDelayed: { type: 'uploadDelayed', slot: 'back' },
  frontFinished: { type: 'uploadFinished', slot: 'front' },
  backFinished: { type: 'uploadFinished', slot: 'back' },
  frontFailed: { type: 'uploadFailed', slot: 'front' },
  backFailed: { type: 'uploadFailed', slot: 'back' },
  targetsExpired: { type: 'targetsExpired', idempotencyKey: 'key-2' },
  connectionLost: { type: 'connectionLost' },
  connectionFound: { type: 'connectionFound' },
  startTried: { type: 'startTried' },
  processingStarted: { type: 'processingStarted', atMs: startMs + 5 },
  stillRunning: { type: 'stillRunning' },
  patienceEnded: { type: 'patienceEnded' },
  decided: { type: 'decided', outcome: { status: 'declined', sessionId } },
  decidedForAnother: { type: 'decided', outcome: { status: 'declined', sessionId: 'another' } },
  failed: { type: 'failed', error: new VerificationError('server') },
  retried: { type: 'retried', atMs: startMs + 9, idempotencyKey: 'key-2' },
  gaveUpWaiting: { type: 'gaveUpWaiting' },
  edited: { type: 'edited', step: 'document' },
  cancelled: { type: 'cancelled' },
} as const satisfies Record<string, Event>
/** The name of a sample. */
export type EventName = keyof typeof events
