import { documentCountries, type DocumentCountry } from '../../../core/contract/countries.ts'
import { nationalities, sharedNationalities, type Nationality } from '../../../core/contract/nationalities.ts'

/** A choice of a combobox. */
export interface Place<Value extends string> {
  value: Value
  /** ISO 3166-1 alpha-2 */
  code: string
  /** In the shown language. */
  name: string
  /** What else it is found by: its English name and code, without accents, in lower case. */
  keywords: string
}

/** A text as it is compared: without accents and case. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Countries that issue documents, named and sorted in a language. */
export function countryPlaces(locale: string, allowed?: readonly DocumentCountry[]): Place<DocumentCountry>[] {
  const values = allowed ?? (Object.keys(documentCountries) as DocumentCountry[])
  return toPlaces(values, (value) => documentCountries[value], locale, () => '')
}

/** Nationalities by their country's name, sorted; those that share a country are told apart by their own. */
export function nationalityPlaces(locale: string): Place<Nationality>[] {
  const values = Object.keys(nationalities) as Nationality[]
  return toPlaces(values, (value) => nationalities[value], locale, (value) => sharedNationalities[value] ?? '')
}

function toPlaces<Value extends string>(
  values: readonly Value[],
  codeOf: (value: Value) => string,
  locale: string,
  detailOf: (value: Value) => string,
): Place<Value>[] {
  const shown = new Intl.DisplayNames([locale, 'en'], { type: 'region' })
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const { compare } = new Intl.Collator(locale)
  return values
    .map((value) => {
      const code = codeOf(value)
      const detail = detailOf(value)
      const country = shown.of(code) ?? code
      const name = detail ? `${country} (${detail})` : country
      return { value, code, name, keywords: folded(`${english.of(code)} ${value.replaceAll('_', ' ')} ${detail}`) }
    })
    .sort((a, b) => compare(a.name, b.name))
}

/** Places that match what is typed: by the beginning of the name first, then by any word, code or English name. */
export function matching<Value extends string>(places: readonly Place<Value>[], typed: string): Place<Value>[] {
  const query = folded(typed.trim())
  if (query === '') return [...places]
  const rank = (place: Place<Value>) => {
    const name = folded(place.name)
    if (name === query || place.code.toLowerCase() === query) return 0
    if (name.startsWith(query)) return 1
    if (name.includes(query)) return 2
    return place.keywords.includes(query) ? 3 : 4
  }
  return places
    .map((place) => ({ place, rank: rank(place) }))
    .filter((ranked) => ranked.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((ranked) => ranked.place)
}

/** The place that a text names beyond doubt: by its name or code, or as the only match. */
export function namedPlace<Value extends string>(places: readonly Place<Value>[], typed: string): Place<Value> | undefined {
  const query = folded(typed.trim())
  const found = matching(places, typed)
  const exact = found.find((place) => folded(place.name) === query || place.code.toLowerCase() === query)
  return exact ?? (found.length === 1 ? found[0] : undefined)
}
