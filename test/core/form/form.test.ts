import { describe, expect, test } from 'vitest'
import { createFormSchema } from '../../../src/core/form/form.ts'
import {
  contactFields,
  initialValues,
  shownContactFields,
  type FormOptions,
  type FormValues,
} from '../../../src/core/form/values.ts'
import { values } from '../samples.ts'

const today = { year: 2026, month: 3, day: 10 }

/** What the form refuses: code by path. */
function refused(changes: Partial<FormValues>, options: FormOptions = {}): Record<string, string> {
  const parsed = createFormSchema(options, today).safeParse({ ...values, ...changes })
  if (parsed.success) return {}
  return Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
}

describe('the form', () => {
  test('accepts what is right', () => expect(refused({})).toEqual({}))

  test('names every empty field with its code, and no hidden or optional one', () => {
    expect(refused(initialValues({}))).toEqual({
      firstName: 'required',
      lastName: 'required',
      'birthDate.day': 'date-required',
      documentCountry: 'choose',
      documentCategory: 'choose',
      documentId: 'required',
    })
  })

  test('puts a wrong date on the part that is wrong', () => {
    expect(refused({ birthDate: { day: '1', month: '13', year: '1983' } })).toEqual({
      'birthDate.month': 'date-not-real',
    })
    expect(refused({ birthDate: { day: '1', month: '1', year: '83' } })).toEqual({
      'birthDate.year': 'date-year-short',
    })
  })

  test('asks the age of the host', () => {
    const birthDate = { day: '11', month: '3', year: '2008' }
    expect(refused({ birthDate })).toEqual({})
    expect(refused({ birthDate }, { minimumAge: 18 })).toEqual({ 'birthDate.year': 'date-too-young' })
  })

  test('judges the number by the chosen country', () => {
    expect(refused({ documentId: '123' })).toEqual({ documentId: 'cpf' })
    expect(refused({ documentId: '123', documentCountry: 'CHILE' })).toEqual({})
    expect(refused({ documentId: 'X12', documentCountry: 'CHILE' })).toEqual({ documentId: 'digits' })
  })

  test('accepts the documents of the host only', () => {
    const options: FormOptions = { documents: { countries: ['BRAZIL', 'CHILE'], categories: ['PASSPORT'] } }
    expect(refused({}, options)).toEqual({ documentCategory: 'choose' })
    expect(refused({ documentCategory: 'PASSPORT', documentCountry: 'PERU', documentId: '1' }, options)).toEqual({
      documentCountry: 'choose',
    })
    expect(refused({ documentCategory: 'PASSPORT' }, options)).toEqual({})
  })

  test('refuses what is in no list', () => {
    const wrong = {
      documentCountry: 'BR',
      documentCategory: 'SELFIE',
      nationality: 'Brazilian',
    } as unknown as FormValues
    expect(refused(wrong)).toMatchObject({
      documentCountry: 'choose',
      documentCategory: 'choose',
      nationality: 'choose',
    })
  })

  test('takes a nationality or none', () => {
    expect(refused({ nationality: '' })).toEqual({})
    expect(refused({ nationality: 'WELSH' })).toEqual({})
  })

  test.each(contactFields)(
    'asks for %s when it is required, checks it when it is optional, ignores it when it is hidden',
    (field) => {
      const long = 'x'.repeat(201)
      expect(refused({ [field]: ' ' }, { contact: { [field]: 'required' } })).toEqual({ [field]: 'required' })
      expect(refused({ [field]: ' ' }, { contact: { [field]: 'optional' } })).toEqual({})
      expect(refused({ [field]: long }, { contact: { [field]: 'optional' } })).toEqual({ [field]: 'too-long' })
      expect(refused({ [field]: long }, { contact: { [field]: 'hidden' } })).toEqual({})
      expect(refused({ [field]: long })).toEqual({})
    },
  )

  test('checks the shape of an e-mail address', () => {
    expect(refused({ email: 'ana' }, { contact: { email: 'optional' } })).toEqual({ email: 'email' })
  })
})

describe('the values a form begins with', () => {
  test('are empty strings', () => {
    const { birthDate, ...others } = initialValues({})
    expect(birthDate).toEqual({ day: '', month: '', year: '' })
    expect(Object.keys(others).sort()).toEqual(Object.keys(values).filter((name) => name !== 'birthDate').sort())
    expect(new Set(Object.values(others))).toEqual(new Set(['']))
  })

  test('are what the host knows', () => {
    const begun = initialValues({}, { firstName: 'Ana', birthDate: { year: '1983' }, documentCountry: 'CHILE' })
    expect(begun).toMatchObject({ firstName: 'Ana', lastName: '', documentCountry: 'CHILE' })
    expect(begun.birthDate).toEqual({ day: '', month: '', year: '1983' })
  })

  test('stay strings where the host knows nothing of a field', () => {
    expect(
      initialValues(
        {},
        { firstName: undefined, email: undefined, nationality: undefined, birthDate: { day: undefined } },
      ),
    ).toEqual(initialValues({}))
    expect(initialValues({}, { firstName: null as unknown as undefined })).toEqual(initialValues({}))
  })

  test('are the only document that is allowed, whatever the host knows', () => {
    const options: FormOptions = { documents: { countries: ['BRAZIL'], categories: ['PASSPORT'] } }
    const begun = initialValues(options, { documentCountry: 'CHILE', documentCategory: 'IDENTITY_CARD' })
    expect(begun).toMatchObject({ documentCountry: 'BRAZIL', documentCategory: 'PASSPORT' })
    const two: FormOptions = { documents: { countries: ['BRAZIL', 'CHILE'] } }
    expect(initialValues(two)).toMatchObject({ documentCountry: '', documentCategory: '' })
  })
})

test('contact fields are shown in the order of the vendor, unless they are hidden', () => {
  expect(shownContactFields({})).toEqual([])
  expect(shownContactFields({ contact: { city: 'optional', email: 'required', state: 'hidden' } })).toEqual([
    'email',
    'city',
  ])
})
