import type { ZodMiniType } from 'zod/mini'
import type { Session, SessionRequest, UploadTarget } from '../contract/session.ts'

/** What tells one kind of verification from another; the engine knows nothing else of it. */
export interface Kind<Answer extends { session: Session }> {
  /** The screens that ask for fields, in their order. */
  fieldSteps: readonly string[]
  /** The shape of the answer that creates a session. */
  answerSchema: ZodMiniType<Answer>
  /** The upload targets of that answer, by slot; a slot it does not want is absent. */
  targetsOf(answer: Answer): Readonly<Record<string, UploadTarget>>
  /** The slot that the answer should speak of and does not, by its name there; `null` where all is well. */
  missingSlot(answer: Answer, request: SessionRequest): string | null
  /** The screen on which a field is asked, or `null` when no screen asks it. */
  stepOfField(field: string): string | null
  /** The screen on which a slot is photographed. */
  stepOfSlot(slot: string): string
}
