import type { CameraErrorCode, VerificationErrorCode } from './errors.ts'
import type { Outcome, Stage, State } from './flow/flow.ts'
import type { Photo, PreparedImage } from './ports.ts'
import type { PhotoIssue, PhotoScores } from './quality.ts'

/** Fields by name. An event can say which field, never what stands in it. */
export type FieldName =
  | 'firstName' | 'lastName' | 'birthDate' | 'documentCategory' | 'documentCountry' | 'documentId' | 'nationality'
  | 'email' | 'address' | 'city' | 'state' | 'postalCode'

/**
 * What `onEvent` is told. No member can carry a name, a document's number, a date or an image: texts are the
 * literals written here or the vendor's session id, and numbers are counts of bytes and pixels.
 */
export type VerificationEvent =
  | { type: 'stepShown'; step: 'details' | 'document' | 'contact' | 'capture:front' | 'capture:back' | 'review' }
  | { type: 'photoTaken'; source: PreparedImage['source']; widthPixels: number; heightPixels: number; sizeBytes: number }
  | { type: 'photoInspected'; source: PreparedImage['source']; issues: readonly PhotoIssue[]; scores: PhotoScores; isRepeat: boolean }
  | { type: 'cameraFailed'; code: CameraErrorCode }
  | { type: 'submitted' }
  | { type: 'fieldsRefused'; fields: readonly FieldName[] }
  | { type: 'photoMissing' }
  | { type: 'sessionCreated'; sessionId: string }
  | { type: 'uploadFinished'; slot: 'front' | 'back'; sizeBytes: number }
  | { type: 'processingStarted'; sessionId: string }
  | { type: 'waitIsLong'; sessionId: string }
  | { type: 'failed'; stage: Stage; code: VerificationErrorCode }
  | { type: 'retried'; stage: Stage }
  | { type: 'finished'; status: Outcome['status']; sessionId: string }
  | { type: 'cancelled' }
  | { type: 'draftFound' }
  | { type: 'draftResumed'; stage: Stage }
  | { type: 'draftDiscarded' }

type StepName = Extract<VerificationEvent, { type: 'stepShown' }>['step']
type SlotName = Extract<VerificationEvent, { type: 'uploadFinished' }>['slot']

const steps: readonly StepName[] = ['details', 'document', 'contact', 'capture:front', 'capture:back', 'review']
const fieldNames: readonly FieldName[] = [
  'firstName', 'lastName', 'birthDate', 'documentCategory', 'documentCountry', 'documentId', 'nationality',
  'email', 'address', 'city', 'state', 'postalCode',
]
const slotNames: readonly SlotName[] = ['front', 'back']

/** What a change of state means to a host. Pure. Text that is not in our own lists is left out. */
export function eventsOf(state: State, previous: State): VerificationEvent[] {
  const events: VerificationEvent[] = []
  const failure = 'failure' in state ? state.failure : null
  const previousFailure = 'failure' in previous ? previous.failure : null

  if (state.stage === 'editing' && previous.stage === 'editing') {
    for (const [name, photo] of Object.entries(state.photos)) events.push(...photoEvents(photo, previous.photos[name]))
  }
  if (state.stage === 'editing' && (previous.stage !== 'editing' || previous.step !== state.step)) {
    if (state.refused && previous.stage !== 'editing') {
      const { refused } = state
      events.push({ type: 'fieldsRefused', fields: fieldNames.filter((name) => name in refused) })
    } else if (previous.stage === 'creating' && !previousFailure) events.push({ type: 'photoMissing' })
    const step = steps.find((name) => name === state.step)
    if (step) events.push({ type: 'stepShown', step })
  }
  if (state.stage === 'creating' && (previous.stage === 'editing' || previous.stage === 'finished')) {
    events.push({ type: 'submitted' })
  }
  if (state.stage === 'uploading' && previous.stage === 'creating') {
    events.push({ type: 'sessionCreated', sessionId: state.sessionId })
  }
  if ((state.stage === 'uploading' || state.stage === 'starting') && previous.stage === 'uploading') {
    for (const slot of slotNames) {
      const upload = state.uploads[slot]
      if (upload?.state === 'arrived' && previous.uploads[slot]?.state !== 'arrived') {
        events.push({ type: 'uploadFinished', slot, sizeBytes: upload.totalBytes })
      }
    }
  }
  if (state.stage === 'checking' && previous.stage === 'starting') {
    events.push({ type: 'processingStarted', sessionId: state.sessionId })
  }
  if (state.stage === 'checking' && state.isSlow && !(previous.stage === 'checking' && previous.isSlow)) {
    events.push({ type: 'waitIsLong', sessionId: state.sessionId })
  }
  if (failure && failure !== previousFailure) events.push({ type: 'failed', stage: state.stage, code: failure.code })
  const wasStuck = previousFailure !== null || (previous.stage === 'checking' && previous.isSlow)
  const isRunning = !failure && !(state.stage === 'checking' && state.isSlow) && 'failure' in state
  if (wasStuck && isRunning) events.push({ type: 'retried', stage: state.stage })
  if (state.stage === 'finished' && previous.stage !== 'finished') {
    events.push({ type: 'finished', status: state.outcome.status, sessionId: state.outcome.sessionId })
  }
  if (state.stage === 'cancelled') events.push({ type: 'cancelled' })
  return events
}

function photoEvents(photo: Photo, previous: Photo | undefined): VerificationEvent[] {
  const { source, width, height, blob, look, isRepeat = false } = photo
  const events: VerificationEvent[] = []
  if (blob !== previous?.blob && !photo.isTurned) {
    events.push({ type: 'photoTaken', source, widthPixels: width, heightPixels: height, sizeBytes: blob.size })
  }
  if (look && look !== previous?.look && !photo.isTurned) {
    const { issues, scores } = look.inspection
    events.push({ type: 'photoInspected', source, issues, scores, isRepeat })
  }
  return events
}
