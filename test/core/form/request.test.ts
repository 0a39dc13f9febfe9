import { describe, expect, test } from 'vitest'
import { checkSessionRequest, toSessionRequest } from '../../../src/core/form/request.ts'
import { contactFields } from '../../../src/core/form/values.ts'
import { request, values } from '../samples.ts'

const today = { year: 2026, month: 3, day: 10 }

describe('a request made of the form', () => {
  test('has exactly the fields of the vendor, and none that is hidden', () => {
    expect(toSessionRequest(values, {})).toStrictEqual({
      firstName: 'Zyxwina',
      lastName: 'Quuxmarker',
      birthDate: '07/03/1983',
      documentCategory: 'IDENTITY_CARD',
      documentCountry: 'BRAZIL',
      documentId: '52998224725',
      nationality: 'SCOTTISH',
      livenessRequired: false,
    })
  })

  test('has no key for what is empty', () => {
    const contact = Object.fromEntries(contactFields.map((field) => [field, 'optional']))
    const empty = { email: '', address: ' ', city: '', state: '\t', postalCode: '', nationality: '' } as const
    expect(Object.keys(toSessionRequest({ ...values, ...empty }, { contact }))).toEqual([
      'firstName', 'lastName', 'birthDate', 'documentCategory', 'documentCountry', 'documentId', 'livenessRequired',
    ])
  })

  test('is trimmed everywhere', () => {
    const untidy = {
      firstName: ' Ana ',
      lastName: '\tLima\n',
      email: ' a@b.co ',
      documentCountry: 'CHILE',
      documentId: ' 12 ',
    } as const
    expect(toSessionRequest({ ...values, ...untidy }, { contact: { email: 'optional' } })).toMatchObject({
      firstName: 'Ana', lastName: 'Lima', email: 'a@b.co', documentId: '12',
    })
  })

  test('asks for liveness when the host does, and carries the contact fields that are shown', () => {
    const made = toSessionRequest(values, { livenessRequired: true, contact: { city: 'optional' } })
    expect(made).toMatchObject({ livenessRequired: true, city: 'Citymarker' })
    expect(made).not.toHaveProperty('email')
  })

  test('passes the check of the server', () => {
    expect(checkSessionRequest(request, today)).toEqual({ request })
  })
})

describe('a request that reaches the server', () => {
  test('loses what is not known', () => {
    const { request: checked } = checkSessionRequest(
      { ...request, individualLimit: 9, constructor: 1, apiKey: 'x' },
      today,
    )
    expect(checked).toStrictEqual(request)
  })

  test('is trimmed, and loses what is empty', () => {
    const { request: checked } = checkSessionRequest({ ...request, firstName: ' Ana ', city: '  ', state: '' }, today)
    const { city: _c, state: _s, ...others } = request
    expect(checked).toStrictEqual({ ...others, firstName: 'Ana' })
  })

  test.each([
    [{ firstName: ' ' }, { firstName: 'required' }],
    [{ lastName: '🙂'.repeat(101) }, { lastName: 'too-long' }],
    [{ birthDate: '1983-03-07' }, { birthDate: 'date-not-real' }],
    [{ birthDate: '31/04/1983' }, { birthDate: 'date-not-real' }],
    [{ birthDate: '11/03/2026' }, { birthDate: 'date-future' }],
    [{ birthDate: '11/03/2008' }, { birthDate: 'date-too-young' }],
    [{ documentId: '52998224724' }, { documentId: 'cpf' }],
    [{ documentId: '529.982.247-25' }, { documentId: 'digits' }],
    [{ documentId: ' 52998224725' }, { documentId: 'digits' }],
    [{ documentId: '' }, { documentId: 'digits' }],
    [{ documentCountry: 'BR' }, { documentCountry: 'refused' }],
    [{ documentCategory: null, nationality: 'x' }, { documentCategory: 'refused', nationality: 'refused' }],
    [{ livenessRequired: 1 }, { livenessRequired: 'refused' }],
    [{ email: 'ana' }, { email: 'email' }],
    [{ address: 'x'.repeat(201), postalCode: 'x'.repeat(201) }, { address: 'too-long', postalCode: 'too-long' }],
    [{ firstName: '', lastName: '' }, { firstName: 'required', lastName: 'required' }],
  ])('with %j is refused by name: %j', (changes, fields) => {
    expect(checkSessionRequest({ ...request, ...changes }, today, { minimumAge: 18 })).toStrictEqual({ fields })
  })

  test.each([null, undefined, 'text', 7, [request]])('that is %j is refused as a whole', (body) => {
    expect(checkSessionRequest(body, today)).toStrictEqual({ fields: { body: 'refused' } })
  })
})
