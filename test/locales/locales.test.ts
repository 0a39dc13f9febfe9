import { describe, expect, it } from 'vitest'
import { en } from '../../src/locales/en.ts'
import { fill, formatBytes, plural, withOverrides } from '../../src/locales/messages.ts'
import { ptBR } from '../../src/locales/pt-BR.ts'

type Tree = { [key: string]: string | Tree }

/** Every text of a language by its path, for example `review/total`. */
function flatten(tree: Tree, path = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(path + key, value)
    else for (const [below, text] of flatten(value, `${path}${key}/`)) texts.set(below, text)
  }
  return texts
}

const marksOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()

const english = flatten(en)

const languages = [
  {
    messages: ptBR,
    /** The same word in both languages. */
    same: ['dir', 'review/total', 'review/editOf'],
    /** Far longer than in English, and looked at on a screen 280 px wide. */
    long: [
      'locale',
      'details/birthDate',
      'document/categories/DRIVERS_LICENSE',
      'document/categories/IDENTITY_CARD',
      'contact/postalCode',
      'quality/light',
      'quality/short/dark',
      'progress/arrived',
    ],
  },
]

describe.each(languages)('the texts in $messages.locale', ({ messages, same, long }) => {
  const texts = flatten(messages)
  const pathsWhere = (isSo: (text: string, original: string) => boolean) =>
    [...texts].filter(([path, text]) => isSo(text, english.get(path) ?? '')).map(([path]) => path)

  it('have the keys of the English ones, no more and no fewer', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
  })

  it('are never empty or padded with spaces', () => {
    expect(pathsWhere((text) => text === '' || text !== text.trim())).toEqual([])
  })

  it('have the same marks for values as the English ones', () => {
    expect(pathsWhere((text, original) => marksOf(text).join() !== marksOf(original).join())).toEqual([])
  })

  it('are translated, but for words that are the same', () => {
    expect(pathsWhere((text, original) => text === original)).toEqual(same)
  })

  it('are at most 1.6 times as long as the English ones, but for those that were looked at', () => {
    expect(pathsWhere((text, original) => text.length > original.length * 1.6)).toEqual(long)
  })

  it('end like the English ones, so that titles and buttons stay without a full stop', () => {
    expect(pathsWhere((text, original) => text.endsWith('.') !== original.endsWith('.'))).toEqual([])
  })

  it('are in a language that numbers and country names exist in', () => {
    expect(Intl.DisplayNames.supportedLocalesOf(messages.locale)).toEqual([messages.locale])
  })
})

describe('fill', () => {
  it('puts every value in its place, also twice', () => {
    expect(fill('{a} of {b}, {a}', { a: 1, b: 'two' })).toBe('1 of two, 1')
  })

  it('leaves a mark without a value as it is', () => {
    expect(fill('Thank you, {name}', {})).toBe('Thank you, {name}')
  })

  it('keeps zero and empty values', () => {
    expect(fill('[{count}][{name}]', { count: 0, name: '' })).toBe('[0][]')
  })

  it('takes values literally, also those that look like marks or patterns', () => {
    expect(fill('{a} {b}', { a: '{b}', b: '$&' })).toBe('{b} $&')
  })
})

describe('plural', () => {
  const forms = { one: '{count} photo', other: '{count} photos' }

  it('chooses by the rule of the language', () => {
    expect(plural(forms, 1, 'en')).toBe('1 photo')
    expect(plural(forms, 0, 'en')).toBe('0 photos')
    expect(plural(forms, 0, 'pt-BR')).toBe('0 photo')
    expect(plural(forms, 2, 'pt-BR')).toBe('2 photos')
  })

  it('writes the count as the language does', () => {
    expect(plural(forms, 1234, 'en')).toBe('1,234 photos')
    expect(plural(forms, 1234, 'de')).toBe('1.234 photos')
  })

  it('falls back to the many when a language has more forms than two', () => {
    expect(plural(forms, 2_000_000, 'pt-BR')).toBe('2.000.000 photos')
  })
})

describe('formatBytes', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ')

  it('writes small sizes in kilobytes and large ones in megabytes, with one decimal at most', () => {
    expect(plain(formatBytes(0, 'en'))).toBe('0 kB')
    expect(plain(formatBytes(1_540, 'en'))).toBe('1.5 kB')
    expect(plain(formatBytes(99_000, 'en'))).toBe('99 kB')
    expect(plain(formatBytes(999_900, 'en'))).toBe('999.9 kB')
    expect(plain(formatBytes(999_990, 'en'))).toBe('1 MB')
    expect(plain(formatBytes(26_214_400, 'en'))).toBe('26.2 MB')
  })

  it('gives photos and their sum so that they add up', () => {
    const parts = [85_600, 156_400]
    const shown = [...parts, 242_000].map((bytes) => plain(formatBytes(bytes, 'en')))
    expect(shown).toEqual(['85.6 kB', '156.4 kB', '242 kB'])
  })

  it('writes the decimal as the language does', () => {
    expect(plain(formatBytes(1_100_000, 'pt-BR'))).toBe('1,1 MB')
  })
})

describe('withOverrides', () => {
  it('gives the language itself when nothing is overridden', () => {
    expect(withOverrides(en, undefined)).toBe(en)
  })

  it('replaces one text and keeps its neighbours', () => {
    const messages = withOverrides(en, { review: { submit: 'Send' }, errors: { network: { title: 'Offline' } } })
    expect(messages.review).toEqual({ ...en.review, submit: 'Send' })
    expect(messages.errors).toEqual({ ...en.errors, network: { ...en.errors.network, title: 'Offline' } })
    expect(messages.details).toEqual(en.details)
  })

  it('does not change the language', () => {
    const before = structuredClone(en)
    withOverrides(en, { back: 'Return', review: { submit: 'Send' } })
    expect(en).toEqual(before)
  })

  it('ignores keys that are undefined, and trees where a text belongs', () => {
    const overrides = { back: undefined, review: undefined, close: { nested: 'text' } }
    const messages = withOverrides(en, overrides as unknown as Parameters<typeof withOverrides>[1])
    expect(messages.back).toBe(en.back)
    expect(messages.review).toEqual(en.review)
    expect(messages.close).toBe(en.close)
  })
})
