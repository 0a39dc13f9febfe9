import { VerificationError, type VerificationErrorCode } from '../src/core/errors.ts'
import type { Checking, Creating, Editing, Finished, Outcome, SlotUpload, Starting, Submission, Uploading } from '../src/core/flow/flow.ts'
import type { DocumentSlot } from '../src/core/documents.ts'
import type { PhotoLook } from '../src/core/ports.ts'
import type { PhotoIssue } from '../src/core/quality.ts'
import type { IndividualStep } from '../src/core/individual.ts'
import type { DefaultValues } from '../src/core/form/values.ts'
import { specimen } from './specimen.ts'

/** A person whom nobody is; the CPF has right check digits. */
export const somebody = {
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: { day: '14', month: '3', year: '1991' },
  documentCountry: 'BRAZIL',
  documentCategory: 'IDENTITY_CARD',
  documentId: '529.982.247-25',
  nationality: 'BRAZILIAN',
} as const satisfies DefaultValues

/** Where somebody lives. */
export const somewhere = {
  email: 'ana@example.com',
  address: 'Rua das Laranjeiras 12, ap. 301',
  city: 'Rio de Janeiro',
  state: 'RJ',
  postalCode: '22240-003',
} as const satisfies DefaultValues

const sessionId = '0b9e7f3a-5c1d-4e2f-8a6b-1d2c3e4f5a6b'
const files = { front: specimen('front'), back: specimen('back') }
const photos = { 'BRAZIL/IDENTITY_CARD/front': files.front, 'BRAZIL/IDENTITY_CARD/back': files.back }
const submission: Submission = {
  idempotencyKey: 'story',
  files,
  request: {
    firstName: 'Ana',
    lastName: 'Souza',
    birthDate: '14/03/1991',
    documentCategory: 'IDENTITY_CARD',
    documentCountry: 'BRAZIL',
    documentId: '52998224725',
    livenessRequired: false,
  },
}
const sent = { photos, submission, failure: null }

/** A failure, with the trace id where the vendor gives one. */
export function failureOf(code: VerificationErrorCode): VerificationError {
  return new VerificationError(code, code === 'server' ? { traceId: '7d1c0a9be4f84a6c' } : {})
}

/** A form's screen; `hasPhotos` where they have been taken. */
export function editing(step: IndividualStep, { hasPhotos = false, isRefused = false } = {}): Editing {
  return { stage: 'editing', step, photos: hasPhotos ? photos : {}, refused: isRefused ? {} : null }
}

/** A side whose photo has been looked at, or is being looked at where there is no `look`. */
export function lookedAt(slot: DocumentSlot, { issues, ...rest }: { issues?: PhotoIssue[]; isRepeat?: boolean; tries?: number }): Editing {
  const name = `BRAZIL/IDENTITY_CARD/${slot}`
  const scores = { document: 1, coverage: 0.7, tiltDegrees: 3, sharpness: 0.8, glare: 0, brightness: 0.6, documentPixels: 1100 }
  const look: PhotoLook | undefined = issues && { inspection: { issues, scores, corners: null }, fingerprint: '' }
  return { ...editing(`capture:${slot}`), photos: { ...photos, [name]: { ...specimen(rest.isRepeat ? 'front' : slot, issues), look, ...rest } } }
}

/** The session is being made. */
export function creating({ isRenewed = false, isOffline = false, failure = null as VerificationError | null } = {}): Creating {
  return { ...sent, stage: 'creating', isRenewed, isOffline, failure }
}

/** Photos on their way: for each side its state and the share of it that has left, 0 to 1. */
export function uploading(
  front: [SlotUpload['state'], number],
  back: [SlotUpload['state'], number],
  more: Partial<Pick<Uploading, 'isRenewed' | 'failure' | 'isOffline' | 'expiresAtMs'>> = {},
): Uploading {
  const uploads = { front: uploadOf('front', ...front), back: uploadOf('back', ...back) }
  return { ...sent, stage: 'uploading', sessionId, uploads, isRenewed: false, expiresAtMs: Infinity, ...more }
}

/** Everything has arrived. */
export function starting(): Starting {
  const uploads = { front: uploadOf('front', 'arrived', 1), back: uploadOf('back', 'arrived', 1) }
  return { ...sent, stage: 'starting', sessionId, uploads, wasTried: false }
}

/** The vendor is at work. */
export function checking({ isSlow = false, isOffline = false } = {}): Checking {
  return { ...sent, stage: 'checking', sessionId, sinceMs: 0, looks: 3, isSlow, isOffline }
}

/** There is an outcome. */
export function finished(status: Outcome['status']): Finished {
  const outcome: Outcome = status === 'approved' ? { status, sessionId, individualId: 'individual' } : { status, sessionId }
  return { photos, submission, stage: 'finished', outcome }
}

function uploadOf(slot: 'front' | 'back', state: SlotUpload['state'], share: number): SlotUpload {
  const totalBytes = files[slot].blob.size
  const target = { url: 'https://s3.sandbox.test/documents', fields: {} }
  return { target, state, sentBytes: Math.round(totalBytes * share), totalBytes }
}
