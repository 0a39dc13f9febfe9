import type { DocumentCountry } from './contract/countries.ts'
import type { Nationality } from './contract/nationalities.ts'
import type { DocumentCategory, DocumentSlot } from './documents.ts'

export { documentCountries, isDocumentCountry } from './contract/countries.ts'
export { isNationality, nationalities, sharedNationalities } from './contract/nationalities.ts'
export { documentCategories, maxFileBytes, minShortSidePixels, slotsOf } from './documents.ts'

/** What a host needs to draw screens of its own: the vendor's lists and limits. */
export interface Catalogue {
  /** The vendor's names of the countries that issue documents, with their ISO 3166-1 codes. */
  documentCountries: Readonly<Record<DocumentCountry, string>>
  /** Whether a value is one of them. */
  isDocumentCountry(value: unknown): value is DocumentCountry
  /** The vendor's names of nationalities, with the ISO 3166-1 codes of their countries. */
  nationalities: Readonly<Record<Nationality, string>>
  /** Whether a value is one of them. */
  isNationality(value: unknown): value is Nationality
  /** Nationalities that share their country with others, in English. */
  sharedNationalities: Readonly<Partial<Record<Nationality, string>>>
  /** The kinds of document. */
  documentCategories: readonly DocumentCategory[]
  /** Which sides of a kind are photographed. */
  slotsOf(category: DocumentCategory): readonly DocumentSlot[]
  /** Largest photo, in bytes. */
  maxFileBytes: number
  /** Smallest short side of a photo, in pixels. */
  minShortSidePixels: number
}
