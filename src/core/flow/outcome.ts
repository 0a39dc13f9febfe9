import type { Session } from '../contract/session.ts'
import { answerError } from './answers.ts'
import type { Outcome } from './flow.ts'

/**
 * The outcome a session has reached; `null` while it runs, which any status we do not know means.
 * @throws VerificationError `host-answer` for a completed session without its individual
 */
export function outcomeOf(session: Session): Outcome | null {
  const sessionId = session.id
  switch (session.status) {
    case 'COMPLETED':
      if (!session.individualId) throw answerError('getSession', 'session.individualId')
      return { status: 'approved', sessionId, individualId: session.individualId }
    case 'FAILED':
      return { status: 'declined', sessionId }
    case 'EXPIRED':
      return { status: 'expired', sessionId }
    default:
      return null
  }
}
