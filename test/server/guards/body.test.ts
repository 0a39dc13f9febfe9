import { describe, expect, it } from 'vitest'
import { toSessionRequest } from '../../../src/core/form/request.ts'
import { initialValues, type FormOptions } from '../../../src/core/form/values.ts'
import { ana, createStage, type Stage } from '../stage.ts'

async function refusal(stage: Stage, options: Parameters<Stage['create']>[0]) {
  const response = await stage.create(options)
  const { error } = await response.json()
  expect(stage.calls).toHaveLength(0)
  return { status: response.status, ...error }
}

describe('the body of a create', () => {
  const otherTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/json', '']
  it.each(otherTypes)(
    'must be declared as JSON, not as "%s"',
    async (type) => {
      expect(await refusal(createStage(), { type })).toEqual({ status: 415, code: 'unsupported-media-type' })
    },
  )

  it('may name its character set', async () => {
    expect((await createStage().create({ type: 'Application/JSON; charset=utf-8' })).status).toBe(201)
  })

  it.each(['', '{', 'null', '[]', '"text"', '1', '{"firstName":"Ana"}x', '\u0000'])(
    'must be a JSON object, not %j',
    async (body) => {
      expect(await refusal(createStage(), { body })).toEqual({ status: 400, code: 'bad-json' })
    },
  )

  it('must be UTF-8', async () => {
    const { handler, calls } = createStage()
    const body = new Uint8Array([...new TextEncoder().encode('{"firstName":"'), 0xff, 0x22, 0x7d])
    const response = await handler(request(body))
    expect(await response.json()).toEqual({ error: { code: 'bad-json' } })
    expect(calls).toHaveLength(0)
  })

  it('may be as large as 64 kB and not a byte larger', async () => {
    const padded = (size: number) => JSON.stringify(ana).padEnd(size, ' ')
    expect((await createStage().create({ body: padded(65_536) })).status).toBe(201)
    expect(await refusal(createStage(), { body: padded(65_537) })).toEqual({ status: 413, code: 'body-too-large' })
  })

  it('is counted while it arrives, whatever its declared length, and no further than the limit', async () => {
    let sentBytes = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sentBytes += 16_384
        controller.enqueue(new Uint8Array(16_384).fill(32))
      },
    })
    const { handler, calls } = createStage()
    const response = await handler(request(endless, { 'content-length': '2' }))
    expect(response.status).toBe(413)
    expect(sentBytes).toBeLessThan(200_000)
    expect(calls).toHaveLength(0)
  })

  it('that breaks off is refused', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{'))
        controller.error(new Error('connection lost'))
      },
    })
    expect((await createStage().handler(request(broken))).status).toBe(400)
  })

  it('reads a character that arrives in two pieces', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...ana, firstName: 'Zoë' }))
    const cut = bytes.indexOf(0xc3) + 1
    const pieces = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, cut))
        controller.enqueue(bytes.slice(cut))
        controller.close()
      },
    })
    const { handler, calls } = createStage()
    expect((await handler(request(pieces))).status).toBe(201)
    expect(calls[0]?.body).toMatchObject({ firstName: 'Zoë' })
  })

  it('must not hold fields that a browser has no business to send', async () => {
    const body = '{"limit":1,"__proto__":{"a":1},' + JSON.stringify(ana).slice(1)
    expect(await refusal(createStage(), { body })).toEqual({
      status: 400,
      code: 'unknown-fields',
      fields: JSON.parse('{"limit":"unknown","__proto__":"unknown"}'),
    })
  })

  it('names at most twenty unknown fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, 1]))
    const { fields } = await refusal(createStage(), { body: { ...ana, ...many } })
    expect(Object.keys(fields)).toHaveLength(20)
  })

  it.each([
    ['firstName', ' ', 'required'],
    ['firstName', undefined, 'refused'],
    ['lastName', 'x'.repeat(101), 'too-long'],
    ['lastName', 7, 'refused'],
    ['birthDate', '1992-02-29', 'date-not-real'],
    ['birthDate', '30/02/1992', 'date-not-real'],
    ['birthDate', '17/01/2026', 'date-future'],
    ['birthDate', '01/01/1890', 'date-too-old'],
    ['documentCategory', 'SELFIE', 'refused'],
    ['documentCountry', 'BR', 'refused'],
    ['documentCountry', 'toString', 'refused'],
    ['documentId', '52998224724', 'cpf'],
    ['documentId', '529.982.247-25', 'digits'],
    ['nationality', 'MARTIAN', 'refused'],
    ['livenessRequired', 'no', 'refused'],
    ['email', 'ana', 'email'],
    ['city', 'x'.repeat(201), 'too-long'],
  ])('is held to the rules of the form: %s %j', async (field, value, problem) => {
    const body = { ...ana, [field]: value }
    expect(await refusal(createStage(), { body })).toEqual({
      status: 400,
      code: 'invalid-fields',
      fields: { [field]: problem },
    })
  })

  it('may name a birth date that is past only in the easternmost time zone', async () => {
    expect((await createStage().create({ body: { ...ana, birthDate: '15/01/2026' } })).status).toBe(201)
    const body = { ...ana, birthDate: '16/01/2026' }
    expect(await refusal(createStage(), { body })).toMatchObject({ fields: { birthDate: 'date-future' } })
  })

  it('is held to the host\'s youngest age', async () => {
    const stage = createStage({ minimumAge: 18 })
    const body = { ...ana, birthDate: '18/01/2008' }
    expect(await refusal(stage, { body })).toMatchObject({ fields: { birthDate: 'date-too-young' } })
    expect((await stage.create()).status).toBe(201)
  })

  it('is held to the documents that the host lets through', async () => {
    const stage = createStage({ documents: { categories: ['PASSPORT'], countries: ['FRANCE'] } })
    expect(await refusal(stage, {})).toMatchObject({
      code: 'invalid-fields',
      fields: { documentCategory: 'refused', documentCountry: 'refused' },
    })
    const body = { ...ana, documentCategory: 'PASSPORT', documentCountry: 'FRANCE' }
    expect((await stage.create({ body })).status).toBe(201)
  })

  const contact = { email: 'ana@mail.example', address: 'Rua A, 1', city: 'Natal', state: 'RN', postalCode: '59000' }

  it('may hold every contact field where the host says nothing of them', async () => {
    const { create, calls } = createStage()
    expect((await create({ body: { ...ana, ...contact } })).status).toBe(201)
    expect(calls[0]?.body).toEqual({ ...ana, ...contact })
  })

  it('holds no contact field that the host hides, by name or by leaving it out', async () => {
    const stage = createStage({ contact: { email: 'hidden', city: 'optional', state: 'required' } })
    expect(await refusal(stage, { body: { ...ana, ...contact } })).toEqual({
      status: 400,
      code: 'unknown-fields',
      fields: { email: 'unknown', address: 'unknown', postalCode: 'unknown' },
    })
    expect((await stage.create({ body: { ...ana, state: 'RN' } })).status).toBe(201)
    expect((await stage.create({ body: { ...ana, city: 'Natal', state: 'RN' } })).status).toBe(201)
  })

  it('is let through as the form makes it of the same options', async () => {
    const options: FormOptions & { livenessRequired: boolean } = {
      minimumAge: 18,
      documents: { categories: ['PASSPORT'], countries: ['BRAZIL'] },
      contact: { email: 'required', city: 'optional', state: 'hidden' },
      livenessRequired: true,
    }
    const birthDate = { day: '29', month: '02', year: '1992' }
    const values = initialValues(options, { ...contact, firstName: 'Ana', lastName: 'Lima', birthDate })
    const body = toSessionRequest({ ...values, documentId: ana.documentId }, options)
    const { create, calls } = createStage(options)
    expect((await create({ body })).status).toBe(201)
    expect(calls[0]?.body).toEqual(body)
  })

  it('holds no contact field at all where the host shows none', async () => {
    const stage = createStage({ contact: {} })
    expect(await refusal(stage, { body: { ...ana, ...contact } })).toMatchObject({
      code: 'unknown-fields',
      fields: Object.fromEntries(Object.keys(contact).map((field) => [field, 'unknown'])),
    })
    expect((await stage.create()).status).toBe(201)
  })

  it('holds every contact field that the host requires', async () => {
    const stage = createStage({ contact: { email: 'required', city: 'required', state: 'optional' } })
    expect(await refusal(stage, { body: { ...ana, city: ' ' } })).toEqual({
      status: 400,
      code: 'invalid-fields',
      fields: { email: 'required', city: 'required' },
    })
    const body = { ...ana, email: contact.email, city: contact.city }
    expect((await stage.create({ body })).status).toBe(201)
  })
})

function request(body: Uint8Array<ArrayBuffer> | ReadableStream, headers: Record<string, string> = {}): Request {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'x-user': 'ana', 'content-type': 'application/json', ...headers },
    body,
    duplex: 'half',
  }
  return new Request('https://bank.example/api/kyc/individual-sessions', init)
}
