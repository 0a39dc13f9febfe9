'use client'

import type { Catalogue } from './core/catalogue.ts'
import type { PreparedImage } from './core/ports.ts'

export { checkCamera, createHost, inspectPhoto, type HostOptions } from './react/adapters.ts'
export { IdentityVerification, type IdentityVerificationProps } from './react/IdentityVerification.tsx'
export type { VerificationOptions } from './react/options.ts'
export { useVerification, type Verification } from './react/useVerification.ts'
export { VerificationError, isVerificationError, errorCodes } from './core/errors.ts'
export type { CameraErrorCode, VerificationErrorCode, FieldProblems } from './core/errors.ts'
export type { CreatedSession, ReadSession, Session, SessionRequest, UploadTarget } from './core/contract/session.ts'
export type { DocumentCountry } from './core/contract/countries.ts'
export type { Nationality } from './core/contract/nationalities.ts'
export type { Catalogue } from './core/catalogue.ts'
export type { IndividualStep } from './core/individual.ts'
export type { DocumentCategory, DocumentSlot } from './core/documents.ts'
export type { VerificationEvent, FieldName } from './core/events.ts'
export type { FoundDraft } from './core/draft.ts'
export type { Outcome, Stage, State } from './core/flow/flow.ts'
export type { CallOptions, CreateSession, GetSession, Host, Photo, PhotoLook, PreparedImage, ProcessSession } from './core/ports.ts'
export type { ContactField, ContactWish, DefaultValues, FormOptions, FormValues } from './core/form/values.ts'
export type { Corners, DocumentShape, PhotoInspection, PhotoIssue, PhotoScores, Point } from './core/quality.ts'
export type { Messages, MessageOverrides } from './locales/messages.ts'

/** Where a picture came from. */
export type PhotoSource = PreparedImage['source']

/** Fetches the vendor's lists and limits, for screens of the host's own. The first paint comes without them. */
export const loadCatalogue = (): Promise<Catalogue> => import('./core/catalogue.ts')
