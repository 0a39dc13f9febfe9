import type { Session } from '../contract/session.ts'
import type { Outcome } from './flow.ts'

/** The outcome a session has reached; `null` while it runs, which any status we do not know means. */
export function outcomeOf(session: Session): Outcome | null {
  const sessionId = session.id
  switch (session.status) {
    case 'COMPLETED':
      return { status: 'approved', sessionId, individualId: session.individualId ?? null }
    case 'FAILED':
      return { status: 'declined', sessionId }
    case 'EXPIRED':
      return { status: 'expired', sessionId }
    default:
      return null
  }
}
