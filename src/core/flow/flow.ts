import type { SessionRequest, UploadTarget } from '../contract/session.ts'
import type { FieldProblems, VerificationError } from '../errors.ts'
import type { Photo, PhotoLook, PreparedImage } from '../ports.ts'

/** Photos in hand, by any name that tells them apart: changing the document and changing back loses none. */
export type Photos = Readonly<Record<string, Photo>>

/** One submission: what is sent, and the key under which a repeated create makes no second session. */
export interface Submission {
  readonly request: SessionRequest
  /** The photos of this submission, by slot. */
  readonly files: Readonly<Record<string, PreparedImage>>
  readonly idempotencyKey: string
}

/** How far one slot's photo is on its way. Sizes are bytes of the photo. */
export interface SlotUpload {
  readonly target: UploadTarget
  readonly state: 'waiting' | 'sending' | 'retrying' | 'arrived' | 'failed'
  readonly sentBytes: number
  readonly totalBytes: number
}

/** Uploads of a session, by slot. */
export type Uploads = Readonly<Record<string, SlotUpload>>

/** What became of a verification. The session id is the vendor's. */
export type Outcome =
  | { status: 'approved'; sessionId: string; individualId: string }
  | { status: 'declined'; sessionId: string }
  | { status: 'expired'; sessionId: string }
  | { status: 'pending'; sessionId: string }

/**
 * The error over a stage; the stage itself is what a retry needs to know. `isOffline` while the way on waits for the
 * device to have a network again.
 */
type Failure = { readonly failure: VerificationError | null; readonly isOffline?: boolean }
type Sent = { readonly photos: Photos; readonly submission: Submission }

/** Answers and photos are collected; `step` is the screen. `refused` are fields the vendor refused, by name. */
export type Editing = { readonly stage: 'editing'; readonly step: string; readonly photos: Photos; readonly refused: FieldProblems | null }
/** The session is being created; `renewed` when an earlier one ran out before the photos had arrived. */
export type Creating = Sent & Failure & { readonly stage: 'creating'; readonly isRenewed: boolean }
/** The photos are on their way. The targets die at `expiresAtMs`, by this device's clock as it runs. */
export type Uploading = Sent & Failure & { readonly stage: 'uploading'; readonly sessionId: string; readonly uploads: Uploads; readonly isRenewed: boolean; readonly expiresAtMs: number }
/** Everything has arrived; processing is being started. `wasTried` when an earlier try may have reached the vendor. */
export type Starting = Sent & Failure & { readonly stage: 'starting'; readonly sessionId: string; readonly uploads: Uploads; readonly wasTried: boolean }
/** The vendor is at work. `looks` counts the looks since `sinceMs`; `isSlow` once the host's patience is over. */
export type Checking = Sent & Failure & { readonly stage: 'checking'; readonly sessionId: string; readonly sinceMs: number; readonly looks: number; readonly isSlow: boolean }
/** There is an outcome. */
export type Finished = Sent & { readonly stage: 'finished'; readonly outcome: Outcome }
/** The person or the host ended it; nothing happens any more. */
export type Cancelled = { readonly stage: 'cancelled' }

/** Where a verification is. */
export type State = Editing | Creating | Uploading | Starting | Checking | Finished | Cancelled
/** The name of a state. */
export type Stage = State['stage']

/** What can happen, in the past tense. An event that the state does not know changes nothing. */
export type Event =
  | { type: 'moved'; step: string }
  | { type: 'photoTaken'; name: string; photo: Photo }
  | { type: 'photoLookedAt'; name: string; blob: Blob; look: PhotoLook | null; isRepeat: boolean }
  | { type: 'photoRemoved'; name: string }
  | { type: 'submitted'; submission: Submission }
  | { type: 'sessionCreated'; sessionId: string; targets: Readonly<Record<string, UploadTarget>>; expiresAtMs: number }
  | { type: 'fieldsRefused'; fields: FieldProblems; step: string }
  | { type: 'photoMissing'; step: string }
  | { type: 'uploadStarted'; slot: string }
  | { type: 'uploadProgressed'; slot: string; sentBytes: number }
  | { type: 'uploadDelayed'; slot: string }
  | { type: 'uploadFinished'; slot: string }
  | { type: 'uploadFailed'; slot: string }
  | { type: 'targetsExpired'; idempotencyKey: string }
  | { type: 'connectionLost' }
  | { type: 'connectionFound' }
  | { type: 'startTried' }
  | { type: 'processingStarted'; atMs: number }
  | { type: 'stillRunning' }
  | { type: 'patienceEnded' }
  | { type: 'decided'; outcome: Outcome }
  | { type: 'failed'; error: VerificationError }
  | { type: 'retried'; atMs: number; idempotencyKey: string }
  | { type: 'gaveUpWaiting' }
  | { type: 'edited'; step: string }
  | { type: 'cancelled' }

/** The state a verification begins in. */
export function initialState(step: string): Editing {
  return { stage: 'editing', step, photos: {}, refused: null }
}
