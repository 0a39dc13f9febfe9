export { documentCountries, isDocumentCountry } from './contract/countries.ts'
export { isNationality, nationalities, sharedNationalities } from './contract/nationalities.ts'
export { documentCategories, maxFileBytes, minShortSidePixels, slotsOf } from './documents.ts'
