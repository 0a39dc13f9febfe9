import { slotsOf, type DocumentSlot } from './documents.ts'
import type { Photos } from './flow/flow.ts'
import { shownContactFields, type FormOptions, type FormValues } from './form/values.ts'

/** A screen before Submit. A capture step ends in the slot it captures. */
export type IndividualStep = 'details' | 'document' | 'contact' | `capture:${DocumentSlot}` | 'review'

const slots: readonly DocumentSlot[] = ['front', 'back']

/** Under which name a photo is kept: each kind of document has its own. */
export function photoName(values: FormValues, slot: DocumentSlot): string {
  return `${values.documentCountry}/${values.documentCategory}/${slot}`
}

/** The slot that a capture step captures, or `null` for any other step. */
export function slotOfStep(step: string): DocumentSlot | null {
  return slots.find((slot) => step === `capture:${slot}`) ?? null
}

/** The slots to photograph: those of the document, and any more that the vendor has asked for since. */
export function wantedSlots(values: FormValues, photos: Photos, step: string): DocumentSlot[] {
  const usual = slotsOf(values.documentCategory === '' ? 'IDENTITY_CARD' : values.documentCategory)
  return slots.filter((slot) => usual.includes(slot) || photoName(values, slot) in photos || step === `capture:${slot}`)
}

/** The screens before Submit, in their order. */
export function individualSteps(
  values: FormValues,
  photos: Photos,
  step: string,
  options: FormOptions,
): IndividualStep[] {
  const captures = wantedSlots(values, photos, step).map((slot) => `capture:${slot}` as const)
  const contact = shownContactFields(options).length > 0 ? (['contact'] as const) : []
  return ['details', 'document', ...contact, ...captures, 'review']
}

/** The photos of a submission, by slot. */
export function filesOf(values: FormValues, photos: Photos, step: string): Photos {
  const found = wantedSlots(values, photos, step).map((slot) => [slot, photos[photoName(values, slot)]] as const)
  return Object.fromEntries(found.filter((entry): entry is [DocumentSlot, Photos[string]] => entry[1] !== undefined))
}

const stepsOfFields: Readonly<Record<string, IndividualStep>> = {
  firstName: 'details',
  lastName: 'details',
  birthDate: 'details',
  documentCategory: 'document',
  documentCountry: 'document',
  documentId: 'document',
  nationality: 'document',
  email: 'contact',
  address: 'contact',
  city: 'contact',
  state: 'contact',
  postalCode: 'contact',
}

/** The screen on which a field is asked, or `null` when no screen asks it. */
export function stepOfField(field: string, options: FormOptions): IndividualStep | null {
  const step = Object.hasOwn(stepsOfFields, field) ? (stepsOfFields[field] ?? null) : null
  const isHidden = step === 'contact' && !shownContactFields(options).some((shown) => shown === field)
  return isHidden ? null : step
}
