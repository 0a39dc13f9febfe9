import { createdSessionSchema, type CreatedSession, type UploadTarget } from './contract/session.ts'
import { slotsOf } from './documents.ts'
import { stepOfField } from './individual.ts'
import type { Kind } from './flow/kind.ts'
import type { FormOptions } from './form/values.ts'

/** A standard individual session: how its answer maps to slots, and where its fields and slots are asked. */
export function individualKind(options: FormOptions): Kind<CreatedSession> {
  return {
    answerSchema: createdSessionSchema,
    fieldSteps: ['details', 'document', 'contact'],
    targetsOf(answer) {
      const targets: Record<string, UploadTarget> = {}
      if (answer.frontDocumentUpload) targets.front = answer.frontDocumentUpload
      if (answer.backDocumentUpload) targets.back = answer.backDocumentUpload
      return targets
    },
    missingSlot(answer, { documentCategory }) {
      const names = slotsOf(documentCategory).map((slot) => `${slot}DocumentUpload` as const)
      return names.find((name) => answer[name] === undefined) ?? null
    },
    stepOfField: (field) => stepOfField(field, options),
    stepOfSlot: (slot) => `capture:${slot}`,
  }
}
