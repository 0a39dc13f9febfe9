import { expect, test } from 'vitest'
import * as idstep from '../src/index.ts'

test('a host finds these, and nothing by accident', () => {
  expect(Object.keys(idstep).sort()).toEqual([
    'IdentityVerification',
    'VerificationError',
    'checkCamera',
    'createHost',
    'errorCodes',
    'inspectPhoto',
    'isVerificationError',
    'loadCatalogue',
    'useVerification',
  ])
})

test('the catalogue holds what a host needs to draw its own lists', async () => {
  const { documentCountries, nationalities, documentCategories, slotsOf } = await idstep.loadCatalogue()
  expect(Object.keys(documentCountries)).toHaveLength(248)
  expect(Object.keys(nationalities)).toHaveLength(249)
  expect(documentCategories.map((category) => slotsOf(category).length)).toEqual([1, 2, 2])
})
