import type { BirthDateFields } from './birth-date.ts'
import type { DocumentCountry } from '../contract/countries.ts'
import type { DocumentCategory } from '../documents.ts'
import type { Nationality } from '../contract/nationalities.ts'

/** Contact fields, which the host may hide, offer or require. */
export const contactFields = ['email', 'address', 'city', 'state', 'postalCode'] as const

/** A contact field of the vendor's request. */
export type ContactField = (typeof contactFields)[number]

/** What the host asks of a contact field. @default 'hidden' */
export type ContactWish = 'hidden' | 'optional' | 'required'

/** What is typed and chosen, as the fields hold it: always strings, `''` where nothing is. */
export interface FormValues extends Record<ContactField, string> {
  firstName: string
  lastName: string
  birthDate: BirthDateFields
  documentCountry: DocumentCountry | ''
  documentCategory: DocumentCategory | ''
  documentId: string
  nationality: Nationality | ''
}

/** What the host decides about the form. */
export interface FormOptions {
  /** Youngest age, in whole years on the person's own calendar. @default none */
  minimumAge?: number | undefined
  /** Allowed documents; a list of one is not asked for. @default everything the vendor accepts */
  documents?: {
    countries?: readonly DocumentCountry[] | undefined
    categories?: readonly DocumentCategory[] | undefined
  } | undefined
  /** Contact fields that are shown. @default all hidden */
  contact?: Partial<Record<ContactField, ContactWish>> | undefined
}

/** Values a host already knows; every field may be given alone. */
export type DefaultValues = Partial<Omit<FormValues, 'birthDate'>> & { birthDate?: Partial<BirthDateFields> }

/** The values a form begins with: what only one answer is possible for, then the host's, then nothing. */
export function initialValues(options: FormOptions, given: DefaultValues = {}): FormValues {
  const only = <Value>(list: readonly Value[] | undefined) => (list?.length === 1 ? list[0] : undefined)
  const empty = { firstName: '', lastName: '', documentId: '', nationality: '' } as const
  const contact = { email: '', address: '', city: '', state: '', postalCode: '' }
  return {
    ...empty,
    ...contact,
    ...known(given),
    birthDate: { day: '', month: '', year: '', ...known(given.birthDate ?? {}) },
    documentCountry: only(options.documents?.countries) ?? given.documentCountry ?? '',
    documentCategory: only(options.documents?.categories) ?? given.documentCategory ?? '',
  }
}

/** What is known of the values: a host may hand on `undefined` or `null` as it has it. */
function known<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)) as Values
}

/** Which contact fields are shown, in the vendor's order. */
export function shownContactFields(options: FormOptions): ContactField[] {
  return contactFields.filter((field) => (options.contact?.[field] ?? 'hidden') !== 'hidden')
}
