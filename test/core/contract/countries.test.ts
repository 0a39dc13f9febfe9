import { expect, test } from 'vitest'
import { documentCountries, isDocumentCountry } from '../../../src/core/contract/countries.ts'
import { isNationality, nationalities, sharedNationalities } from '../../../src/core/contract/nationalities.ts'
import countryNames from '../../fixtures/contract/document-countries.json' with { type: 'json' }
import nationalityNames from '../../fixtures/contract/nationalities.json' with { type: 'json' }

const inEnglish = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const plain = (name: string) =>
  name.normalize('NFD').toLowerCase().replace(/\p{M}|['’]/gu, '').replace(/\bst\b/g, 'saint').split(/[^a-z]+/)

/** Where today's common name shares no word with the vendor's. */
const otherNames: Record<string, string> = {
  BONAIRE_SINT_EUSTATIUS_AND_SABA: 'BQ', CABO_VERDE: 'CV', CZECH_REPUBLIC: 'CZ', HOLY_SEE: 'VA', TURKEY: 'TR',
  PALESTINE: 'PS', SYRIAN_ARAB_REPUBLIC: 'SY',
}

test('the document countries are the 248 of the vendor, in its order', () => {
  expect(countryNames).toHaveLength(248)
  expect(Object.keys(documentCountries)).toEqual(countryNames)
})

test('the nationalities are the 249 of the vendor, in its order', () => {
  expect(nationalityNames).toHaveLength(249)
  expect(Object.keys(nationalities)).toEqual(nationalityNames)
})

test('every code has a name, and is in use today', () => {
  const codes = [...Object.values(documentCountries), ...Object.values(nationalities)]
  expect(codes.filter((code) => !/^[A-Z]{2}$/.test(code) || !inEnglish.of(code))).toEqual([])
  // What replaced a withdrawn code stands in its place
  expect(codes.filter((code) => new Intl.Locale(`und-${code}`).region !== code)).toEqual([])
})

test('no two document countries share a code', () => {
  const codes = Object.values(documentCountries)
  expect(new Set(codes).size).toBe(codes.length)
})

test('every country has the code of a country of that name', () => {
  const strangers = Object.entries(documentCountries).filter(([name, code]) => {
    if (name in otherNames) return otherNames[name] !== code
    const words = name.toLowerCase().split('_').filter((word) => word !== 'and' && word !== 'of')
    return !plain(inEnglish.of(code) ?? '').some((word) => words.includes(word))
  })
  expect(strangers).toEqual([])
})

test('the countries that share the words of their names keep apart', () => {
  expect(documentCountries).toMatchObject({
    CONGO_DEMOCRATIC_REPUBLIC: 'CD',
    CONGO_REPUBLIC: 'CG',
    NORTH_KOREA: 'KP',
    SOUTH_KOREA: 'KR',
    DOMINICA: 'DM',
    DOMINICAN_REPUBLIC: 'DO',
    GUINEA: 'GN',
    GUINEA_BISSAU: 'GW',
    EQUATORIAL_GUINEA: 'GQ',
    PAPUA_NEW_GUINEA: 'PG',
    NIGER: 'NE',
    NIGERIA: 'NG',
    SUDAN: 'SD',
    SOUTH_SUDAN: 'SS',
    SAMOA: 'WS',
    AMERICAN_SAMOA: 'AS',
    SAINT_MARTIN: 'MF',
    SINT_MAARTEN: 'SX',
    BRITISH_VIRGIN_ISLANDS: 'VG',
    US_VIRGIN_ISLANDS: 'VI',
    FRENCH_GUIANA: 'GF',
    FRENCH_POLYNESIA: 'PF',
    FRENCH_SOUTHERN_TERRITORIES: 'TF',
    UNITED_STATES: 'US',
    UNITED_STATES_MINOR_OUTLYING_ISLANDS: 'UM',
    UNITED_KINGDOM: 'GB',
    UNITED_ARAB_EMIRATES: 'AE',
    MACAO: 'MO',
    NORTH_MACEDONIA: 'MK',
    SOUTH_AFRICA: 'ZA',
    CENTRAL_AFRICAN_REPUBLIC: 'CF',
    CAYMAN_ISLANDS: 'KY',
    COOK_ISLANDS: 'CK',
    SAINT_LUCIA: 'LC',
    SAINT_HELENA_ASCENSION_AND_TRISTAN_DA_CUNHA: 'SH',
    SAINT_BARTHELEMY: 'BL',
    SAINT_VINCENT_AND_THE_GRENADINES: 'VC',
  })
})

test('the nationalities that share a country, and only they, have words of their own', () => {
  const codes = Object.values(nationalities)
  const shared = Object.entries(nationalities).filter(([, code]) => codes.indexOf(code) !== codes.lastIndexOf(code))
  expect(Object.keys(sharedNationalities).sort()).toEqual(shared.map(([name]) => name).sort())
  const words = Object.values(sharedNationalities)
  expect(new Set(words).size).toBe(words.length)
})

test('demonyms that look alike belong to their own countries', () => {
  expect(nationalities).toMatchObject({
    NIGERIAN: 'NG',
    NIGERIEN: 'NE',
    CONGOLESE: 'CD',
    CONGOLESEREPUBLIC: 'CG',
    DOMINICAN: 'DM',
    DOMINICANREPUBLIC: 'DO',
    MOSOTHO: 'LS',
    MOTSWANA: 'BW',
    BATSWANA: 'BW',
    SWAZI: 'SZ',
    SWISS: 'CH',
    SWEDISH: 'SE',
    AUSTRIAN: 'AT',
    AUSTRALIAN: 'AU',
    GUINEAN: 'GN',
    GUINEABISSAUAN: 'GW',
    EQUATORIALGUINEAN: 'GQ',
    SOUTHKOREAN: 'KR',
    NORTHKOREAN: 'KP',
    MAURITIAN: 'MU',
    MAURITANIAN: 'MR',
    MALIAN: 'ML',
    MALAWIAN: 'MW',
    MALDIVIAN: 'MV',
    MALTESE: 'MT',
    MALAYSIAN: 'MY',
    MALAGASY: 'MG',
    IRANIAN: 'IR',
    IRAQI: 'IQ',
    DUTCH: 'NL',
    IVORIAN: 'CI',
    SALVADORAN: 'SV',
    SAMOAN: 'WS',
  })
})

test.each(['BR', 'brazil', 'Brazil', '', 'toString', '__proto__', null, undefined, 7, ['BRAZIL']])(
  '%j is neither a country nor a nationality',
  (value) => {
    expect(isDocumentCountry(value)).toBe(false)
    expect(isNationality(value)).toBe(false)
  },
)

test('a name of the lists is recognised', () => {
  expect(isDocumentCountry('COTE_DIVOIRE')).toBe(true)
  expect(isNationality('WELSH')).toBe(true)
})
