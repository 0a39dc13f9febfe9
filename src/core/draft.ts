import { isVerificationError, VerificationError, type VerificationErrorCode } from './errors.ts'
import type { Stage, State, Submission, Uploads } from './flow/flow.ts'
import type { FormOptions, FormValues } from './form/values.ts'
import { individualSteps } from './individual.ts'

/** Grows with every change of what a draft holds: one of another version is not read. */
export const draftVersion = 1

/** How long a draft is kept after its last change, in milliseconds. @default one hour */
export const defaultDraftTtlMs = 3_600_000

/** Everything of a verification that is worth keeping. */
export interface DraftContent {
  readonly values: FormValues
  readonly state: State
  /** Whether the person has seen the review, and comes back to it after a change. */
  readonly isReviewing: boolean
  /** A submission whose create was never answered: the same request keeps its key. */
  readonly unanswered: Pick<Submission, 'request' | 'idempotencyKey'> | null
}

/** What can be said of a draft without saying anything of the person. */
export interface FoundDraft {
  /** When it was changed last, in milliseconds since the epoch. */
  readonly savedAtMs: number
  /** How far it had come. */
  readonly stage: Exclude<Stage, 'finished' | 'cancelled'>
  readonly hasPhotos: boolean
}

/** How a draft is brought back. */
export interface UnpackOptions {
  /** The photo of a name; throws where there is none. */
  blobOf(name: string, type: string): Blob
  /** Milliseconds since the epoch. */
  nowMs: number
  /** Whether a create that may have arrived may be repeated without asking the person. */
  mayCreateAgain: boolean
}

/**
 * Writes a draft as text, photos by name and errors by code; `null` where there is nothing to go on with. What changes
 * with every byte or look is left out, so that the same text means that there is nothing new.
 * @param nameOf the name of a photo, the same for the same one
 */
export function packDraft(
  { values, state, isReviewing, unanswered }: DraftContent,
  nameOf: (blob: Blob) => string,
): string | null {
  if (state.stage === 'finished' || state.stage === 'cancelled') return null
  const asked = unanswered && { request: unanswered.request, idempotencyKey: unanswered.idempotencyKey }
  return JSON.stringify({ values, state: withoutProgress(state), isReviewing, unanswered: asked }, (_key, value: unknown) => {
    if (value instanceof Blob) return { name: nameOf(value), type: value.type }
    return isVerificationError(value) ? value.code : value
  })
}

/**
 * Brings a draft back so that it can go on: what had arrived stays arrived, and a create of which nobody knows whether
 * it arrived is a lost connection, to be repeated under the same key.
 * @throws whatever `blobOf` throws
 */
export function unpackDraft(text: string, { blobOf, nowMs, mayCreateAgain }: UnpackOptions): DraftContent {
  const content = JSON.parse(text, (key, value: unknown) => {
    // A form field of a target may have the name, and then it is a text
    if (key === 'blob' && typeof value === 'object') {
      const { name, type } = value as { name: string; type: string }
      return blobOf(name, type)
    }
    return key === 'failure' && value ? new VerificationError(value as VerificationErrorCode) : value
  }) as DraftContent
  const { state } = content
  if (state.stage === 'creating' && !state.failure && !mayCreateAgain) {
    const message = 'idstep: the page went away before createSession was answered. Repeating it uses the same idempotency key.'
    return { ...content, state: { ...state, failure: new VerificationError('network', { message }) } }
  }
  if (state.stage === 'starting') return { ...content, state: { ...state, wasTried: true } }
  return state.stage === 'checking' ? { ...content, state: { ...state, sinceMs: nowMs } } : content
}

/** The same where the host asks for less than it did: from a screen that is gone, back to the first one. */
export function fitDraft(content: DraftContent, options: FormOptions): DraftContent {
  const { state, values } = content
  if (state.stage !== 'editing') return content
  const steps: readonly string[] = individualSteps(values, state.photos, state.step, options)
  return steps.includes(state.step) ? content : { ...content, state: { ...state, step: 'details' } }
}

/** What a person may be told of a draft before they have said that it is theirs. */
export function describeDraft({ state }: DraftContent, savedAtMs: number): FoundDraft | null {
  if (state.stage === 'finished' || state.stage === 'cancelled') return null
  return { savedAtMs, stage: state.stage, hasPhotos: Object.keys(state.photos).length > 0 }
}

function withoutProgress(given: State): State {
  const { isOffline: _, ...online } = given as Extract<State, { isOffline?: boolean }>
  const state: State = online
  if (state.stage === 'checking') return { ...state, sinceMs: 0, looks: 0, isSlow: false }
  if (state.stage !== 'uploading') return state
  const uploads: Uploads = Object.fromEntries(
    Object.entries(state.uploads).map(([slot, upload]) => [
      slot,
      upload.state === 'arrived' ? upload : { ...upload, state: 'waiting', sentBytes: 0 },
    ]),
  )
  return { ...state, uploads }
}
