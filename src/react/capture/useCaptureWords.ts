import { slotsOf, type DocumentSlot } from '../../core/documents.ts'
import { useWidget } from '../widget.tsx'

/** Title and lead of a side, and the shape of its guide. */
export interface CaptureWords {
  title: string
  lead: string
  shape: 'card' | 'passport'
}

/** The words for a side of the chosen document. */
export function useCaptureWords(slot: DocumentSlot): CaptureWords {
  const { verification, messages } = useWidget()
  const { capture } = messages
  const category = verification.form.getValues('documentCategory') || 'IDENTITY_CARD'
  const isUsual = slotsOf(category).includes(slot)
  const lead = slot === 'front' ? capture.frontLead : capture.backLead
  return {
    title: capture.titles[category][slot],
    lead: isUsual ? lead : capture.extraLead,
    shape: category === 'PASSPORT' ? 'passport' : 'card',
  }
}
