import { describe, expect, it } from 'vitest'
import { documentCountries } from '../../src/core/contract/countries.ts'
import { nationalities } from '../../src/core/contract/nationalities.ts'
import { sandboxApiKey } from '../../src/sandbox/index.ts'
import { base, card, passport, setting, upload } from './setting.ts'

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const traceId = expect.stringMatching(/^[0-9a-f]{32}$/)

describe('creating a session', () => {
  it('answers 200 with a pending session and every null that the vendor has', async () => {
    const response = await setting().post(passport)
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const { session, backDocumentUpload } = await response.json()
    expect(session).toEqual({
      id: uuid,
      individualId: null,
      status: 'PENDING',
      livenessRequired: false,
      firstName: 'Ana',
      lastName: 'Souza',
      birthDate: '31/12/1990',
      document: { id: '52998224725', type: null, category: 'PASSPORT' },
      createdAt: '2026-03-04T05:06:07.089Z',
      updatedAt: null,
    })
    expect(backDocumentUpload).toBeNull()
  })

  it.each(['IDENTITY_CARD', 'DRIVERS_LICENSE'])('wants two sides of a %s, each under a key', async (category) => {
    const body = { ...card, documentCategory: category }
    const { frontDocumentUpload, backDocumentUpload } = await setting().create(body)
    expect(frontDocumentUpload?.fields.key).not.toBe(backDocumentUpload?.fields.key)
    expect(Object.keys(backDocumentUpload!.fields)).toEqual(Object.keys(frontDocumentUpload!.fields))
  })

  it('takes every country and every nationality of the vendor', async () => {
    const { post } = setting()
    for (const documentCountry of Object.keys(documentCountries)) {
      expect((await post({ ...passport, documentCountry })).status).toBe(200)
    }
    for (const nationality of Object.keys(nationalities)) {
      expect((await post({ ...passport, nationality })).status).toBe(200)
    }
  })

  it('takes any birth date, the contact fields, and fields it does not know', async () => {
    const { post, sandbox } = setting()
    const contact = { email: 'a@b.c', address: 'x', city: 'y', state: 'z', postalCode: '0' }
    const body = { ...passport, ...contact, birthDate: 'a while ago', limit: 5 }
    expect((await post(body)).status).toBe(200)
    expect(sandbox.sessions()[0]?.request).toEqual(body)
  })

  it.each([
    'firstName', 'lastName', 'birthDate', 'documentCategory', 'documentCountry', 'documentId', 'livenessRequired',
  ])('refuses a body without %s, by its path', async (field) => {
    const response = await setting().post({ ...passport, [field]: undefined })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      message: expect.any(String),
      id: 'BAD_REQUEST',
      errors: [{ code: expect.any(String), path: [field], message: 'Required' }],
    })
  })

  it.each([
    ['firstName', ''], ['firstName', 5], ['lastName', null], ['birthDate', 19901231], ['birthDate', null],
    ['documentCategory', 'VISA'], ['documentCategory', 'passport'], ['documentCountry', 'BR'],
    ['documentCountry', 'Brazil'], ['documentCountry', 'toString'], ['documentId', 'AB123456'],
    ['documentId', '529.982.247-25'], ['documentId', ''], ['documentId', 52998224725], ['documentId', '1\n'],
    ['nationality', 'BR'], ['nationality', ''], ['nationality', null], ['livenessRequired', 'true'],
    ['livenessRequired', 0], ['email', null], ['postalCode', 12345],
  ])('refuses %s = %j, by its path', async (field, value) => {
    const { post, sandbox } = setting()
    const response = await post({ ...passport, [field]: value })
    const { id, errors } = await response.json()
    expect([response.status, id, errors.length]).toEqual([400, 'BAD_REQUEST', 1])
    expect(errors[0]).toEqual({ code: expect.any(String), path: [field], message: 'Invalid value' })
    expect(sandbox.sessions()).toEqual([])
  })

  it('names every field that is wrong at once', async () => {
    const { errors } = await (await setting().post({})).json()
    expect(errors.map((issue: { path: string[] }) => issue.path[0])).toEqual([
      'firstName', 'lastName', 'birthDate', 'documentCategory', 'documentCountry', 'documentId', 'livenessRequired',
    ])
  })

  it('reads nothing that is not declared as JSON, and refuses JSON that is none', async () => {
    const { call } = setting()
    const body = JSON.stringify(passport)
    const undeclared = await call('', { method: 'POST', headers: { 'content-type': 'text/plain' }, body })
    expect((await undeclared.json()).errors).toHaveLength(7)
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    expect((await call('', { method: 'POST', headers, body })).status).toBe(200)
    const broken = await call('', { method: 'POST', headers, body: '{' })
    expect([broken.status, await broken.json()]).toEqual([400, { message: expect.any(String), id: 'HTTP_EXCEPTION' }])
    expect((await call('', { method: 'POST', headers, body: 'null' })).status).toBe(400)
  })
})

describe('the API key', () => {
  it.each([
    ['POST', ''], ['POST', '/some-id/process'], ['GET', '/some-id'],
  ])('is asked for on %s %s, and a bad one is 403, not 401', async (method, path) => {
    const { sandbox } = setting()
    const wrongHeaders: Record<string, string>[] = [
      {},
      { 'x-api-key': 'wrong' },
      { authorization: `Bearer ${sandboxApiKey}` },
    ]
    for (const headers of wrongHeaders) {
      const response = await sandbox.fetch(base + path, { method, headers })
      expect(response.status).toBe(403)
      expect(await response.json()).toEqual({ message: 'Invalid Api key.', id: 'HTTP_EXCEPTION' })
    }
  })

  it('can be chosen', async () => {
    const { call, sandbox } = setting({ apiKey: 'mine' })
    expect((await call('/x', { headers: { 'x-api-key': 'mine' } })).status).toBe(404)
    expect((await sandbox.fetch(`${base}/x`, { headers: { 'x-api-key': sandboxApiKey } })).status).toBe(403)
  })
})

describe('a session that does not exist', () => {
  it('is 404 with a trace id, to read and to start', async () => {
    const { read, process } = setting()
    for (const response of [await read(crypto.randomUUID()), await read('no-id'), await process(crypto.randomUUID())]) {
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({ message: expect.any(String), id: 'STANDARD_SESSION_NOT_FOUND', traceId })
    }
  })

  it('differs from a path that does not exist', async () => {
    const { call, sandbox } = setting()
    const headers = { 'x-api-key': sandboxApiKey }
    const elsewhere = sandbox.fetch('https://api.notus.team/api/v1/wallets', { headers })
    for (const response of [await call('', { method: 'GET' }), await call('/x/y'), await elsewhere]) {
      expect([response.status, (await response.json()).id]).toEqual([404, 'HTTP_EXCEPTION'])
    }
  })
})

describe('starting the processing', () => {
  it('answers 204 without a body, and the session is being verified from then on', async () => {
    const { submit, process, read, wait } = setting()
    const id = await submit(card)
    wait(1_000)
    const response = await process(id)
    expect([response.status, await response.text()]).toEqual([204, ''])
    const { session } = await (await read(id)).json()
    expect(session).toMatchObject({ status: 'VERIFYING', individualId: null, updatedAt: '2026-03-04T05:06:08.089Z' })
  })

  it('is refused until every photo has arrived, and an empty file is no photo', async () => {
    const { sandbox, create, process, status } = setting()
    const { session, frontDocumentUpload: front, backDocumentUpload: back } = await create(card)
    const expectRefused = async () => {
      const response = await process(session.id)
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({
        message: expect.any(String), id: 'STANDARD_SESSION_DOCUMENTS_NOT_UPLOADED', traceId,
      })
      expect(await status(session.id)).toBe('PENDING')
    }
    await expectRefused()
    await upload(sandbox, front!)
    await expectRefused()
    await upload(sandbox, back!, new Blob([]))
    await expectRefused()
    await upload(sandbox, back!)
    expect((await process(session.id)).status).toBe(204)
  })

  it('is refused the second time, and once the session has expired', async () => {
    const { submit, process, wait } = setting()
    const started = await submit()
    await process(started)
    const waiting = await submit()
    wait(27 * 60_000)
    for (const id of [started, waiting]) {
      const response = await process(id)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ id: 'STANDARD_SESSION_NOT_PENDING', traceId })
    }
  })
})

describe('reading a session', () => {
  it('gives the approved one its individual id, the same every time, and the moment of the change', async () => {
    const { submit, process, read, wait } = setting()
    const id = await submit()
    await process(id)
    wait(5_000)
    const response = await read(id)
    expect(response.status).toBe(200)
    const answer = await response.json()
    expect(Object.keys(answer)).toEqual(['session'])
    expect(answer.session).toMatchObject({
      id, status: 'COMPLETED', individualId: uuid, document: { type: null }, updatedAt: '2026-03-04T05:06:10.089Z',
    })
    expect(await (await read(id)).json()).toEqual(answer)
  })

  it('finds a session that was never started expired after 27 minutes', async () => {
    const { submit, read, status, wait } = setting()
    const id = await submit()
    wait(27 * 60_000 - 1)
    expect(await status(id)).toBe('PENDING')
    wait(1)
    const { session } = await (await read(id)).json()
    expect(session).toMatchObject({ status: 'EXPIRED', individualId: null, updatedAt: '2026-03-04T05:33:07.089Z' })
  })
})
