import type { CreatedSession, Session } from '../../core/contract/session.ts'

/** What a browser gets to see of a session; the vendor's own also holds the person's name, birth date and document. */
export interface SessionView {
  id: string
  status: string
  livenessRequired: boolean | undefined
  /** Opaque; `null` until the person is approved. */
  individualId: string | null
}

/** Cuts a session down to its view. */
export function sessionView({ id, status, livenessRequired, individualId }: Session): SessionView {
  return { id, status, livenessRequired, individualId: individualId ?? null }
}

/** What a browser gets for a create: the session and where its files go, in the vendor's shape. */
export function createdView({ session, frontDocumentUpload, backDocumentUpload }: CreatedSession) {
  return {
    session: sessionView(session),
    frontDocumentUpload: frontDocumentUpload ?? null,
    backDocumentUpload: backDocumentUpload ?? null,
  }
}
