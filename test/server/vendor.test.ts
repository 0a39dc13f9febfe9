import { describe, expect, it } from 'vitest'
import type { CreatedSession } from '../../src/core/contract/session.ts'
import { createMemoryStore, type HandlerOptions } from '../../src/server/index.ts'
import { ana, apiKey, createStage, now, vendorAnswering } from './stage.ts'

const page = '<!doctype html><title>vendor says</title>'
const created = { session: { id: 'abc-1', status: 'PENDING' }, frontDocumentUpload: { url: 'https://s3', fields: {} } }

type Vendor = NonNullable<HandlerOptions['fetch']>

/** What a create and, for a session that exists, a read and a start are answered when the vendor answers so. */
async function answers(vendor: Vendor, options: Partial<HandlerOptions> = {}) {
  const store = createMemoryStore({ now: () => now })
  await createStage({ store, fetch: vendorAnswering(200, created) }).create()
  const { create, send } = createStage({ store, fetch: vendor, ...options })
  const path = '/api/kyc/individual-sessions/abc-1'
  return Promise.all([create(), send('GET', path), send('POST', `${path}/process`)])
}

async function outcome(response: Response) {
  return { status: response.status, ...(await response.json()).error }
}

describe('an answer of the vendor', () => {
  it.each([
    [403, { message: 'Invalid Api key.', id: 'HTTP_EXCEPTION' }, 502, 'vendor-refused-key'],
    [401, { message: 'vendor says' }, 502, 'vendor-refused-key'],
    [429, page, 429, 'rate-limited'],
    [500, { message: 'vendor says', id: 'INTERNAL_SERVER_ERROR' }, 503, 'vendor-unavailable'],
    [503, page, 503, 'vendor-unavailable'],
    [403, page, 503, 'vendor-unavailable'],
    [200, page, 503, 'vendor-unavailable'],
    [302, '', 503, 'vendor-unavailable'],
    [409, { message: 'vendor says' }, 422, 'vendor-refused'],
    [400, { message: 'vendor says', id: 'BAD_REQUEST' }, 422, 'vendor-refused'],
    [400, 'vendor says', 422, 'vendor-refused'],
  ])('of %i %j is answered in our own words', async (status, body, ours, code) => {
    for (const response of await answers(vendorAnswering(status, body))) {
      expect(await outcome(response)).toEqual({ status: ours, code })
    }
  })

  const nonsense = ['', 'nonsense', 'null', '[]', '{}', '{"session":{}}']
  const badIds = ['', 'other/../id'].map((id) => JSON.stringify({ session: { id, status: 'PENDING' } }))
  it.each([...nonsense, ...badIds])(
    'that is nonsense is not passed on: %s',
    async (text) => {
      const [create, read] = await answers(vendorAnswering(200, text))
      expect(await outcome(create)).toEqual({ status: 502, code: 'vendor-answer' })
      expect(await outcome(read)).toEqual({ status: 502, code: 'vendor-answer' })
    },
  )

  it('about another session is not passed on', async () => {
    const session = { id: 'abc-2', status: 'COMPLETED', individualId: 'ind-1' }
    const [, read] = await answers(vendorAnswering(200, { session }))
    expect(await outcome(read)).toEqual({ status: 502, code: 'vendor-answer' })
  })

  it.each([undefined, null, ''])('that approves nobody (individualId %j) is not passed on', async (individualId) => {
    const session = { id: 'abc-1', status: 'COMPLETED', individualId }
    const [create, read] = await answers(vendorAnswering(200, { ...created, session }))
    expect(await outcome(create)).toEqual({ status: 502, code: 'vendor-answer' })
    expect(await outcome(read)).toEqual({ status: 502, code: 'vendor-answer' })
    const someone = { ...session, individualId: 'ind-1' }
    const [, approved] = await answers(vendorAnswering(200, { ...created, session: someone }))
    expect(await approved.json()).toMatchObject({ session: { status: 'COMPLETED', individualId: 'ind-1' } })
  })

  it('with upload slots of another shape is not passed on', async () => {
    const [create] = await answers(vendorAnswering(200, { ...created, backDocumentUpload: { url: 1 } }))
    expect(await outcome(create)).toEqual({ status: 502, code: 'vendor-answer' })
  })

  it('that holds more than a browser needs is cut down to it', async () => {
    const session = { ...created.session, ...ana, individualId: 'ind-1', document: { id: ana.documentId } }
    const upload = { ...created.frontDocumentUpload, internal: 'vendor says' }
    const [create, read] = await answers(vendorAnswering(200, { session, frontDocumentUpload: upload, extra: 1 }))
    const view = { id: 'abc-1', status: 'PENDING', livenessRequired: false, individualId: 'ind-1' }
    expect(await create.json()).toStrictEqual({
      session: view,
      frontDocumentUpload: created.frontDocumentUpload,
      backDocumentUpload: null,
    })
    expect(await read.json()).toStrictEqual({ session: view })
  })

  it('of 404 means that the session is gone, except where none was asked for', async () => {
    const body = { message: 'vendor says', id: 'STANDARD_SESSION_NOT_FOUND', traceId: 'trace-1' }
    const [create, read, start] = await answers(vendorAnswering(404, body))
    expect(await outcome(create)).toEqual({ status: 502, code: 'vendor-answer' })
    expect(await outcome(read)).toEqual({ status: 404, code: 'session-not-found', traceId: 'trace-1' })
    expect(await outcome(start)).toEqual({ status: 404, code: 'session-not-found', traceId: 'trace-1' })
  })

  it('that refuses fields names those that the browser sent', async () => {
    const errors = [
      { code: 'x', path: ['birthDate'], message: 'vendor says' },
      { code: 'x', path: ['documentId', 0], message: 'vendor says' },
      { code: 'x', path: ['limit'], message: 'vendor says' },
    ]
    const vendor = vendorAnswering(400, { message: 'vendor says', id: 'BAD_REQUEST', traceId: 'trace-2', errors })
    const [create] = await answers(vendor, { extraBody: { limit: 5 } })
    expect(await outcome(create)).toEqual({
      status: 400,
      code: 'invalid-fields',
      fields: { birthDate: 'refused', documentId: 'refused' },
      traceId: 'trace-2',
    })
  })

  it('that refuses only what the server added is no fault of the person', async () => {
    const errors = [{ code: 'x', path: ['limit'], message: 'vendor says' }, { code: 'x', path: [], message: '' }]
    const [create] = await answers(vendorAnswering(400, { errors }))
    expect(await outcome(create)).toEqual({ status: 422, code: 'vendor-refused' })
  })

  it('has its trace id dropped where that could be a text', async () => {
    const [create] = await answers(vendorAnswering(409, { traceId: 'vendor says no' }))
    expect(await outcome(create)).toEqual({ status: 422, code: 'vendor-refused' })
  })

  it.each([
    [429, '7', '7'],
    [429, 'Thu, 15 Jan 2026 12:00:30 GMT', 'Thu, 15 Jan 2026 12:00:30 GMT'],
    [503, '30', '30'],
    [429, 'vendor says later', null],
  ])('says how long to wait: %i %s', async (status, sent, passed) => {
    const [create] = await answers(vendorAnswering(status, '{}', { 'retry-after': sent }))
    expect(create.headers.get('retry-after')).toBe(passed)
  })

  it('to a start is not read', async () => {
    const [, , start] = await answers(async () => new Response(null, { status: 204 }))
    expect(start.status).toBe(204)
  })

  it('that redirects is not followed, for the key would go along', async () => {
    const redirects: unknown[] = []
    await answers(async (_url, init) => {
      redirects.push(init.redirect)
      return Response.json(created)
    })
    expect(redirects).toEqual(['manual', 'manual', 'manual'])
  })
})

describe('the sandbox as the vendor', () => {
  const pathOf = ({ session }: CreatedSession) => `/api/kyc/individual-sessions/${session.id}`

  it('lets a wrong key stay the server\'s secret', async () => {
    const { create } = createStage({ apiKey: 'another-key' })
    expect(await outcome(await create())).toEqual({ status: 502, code: 'vendor-refused-key' })
  })

  it('refuses a date of birth, which comes back on its field', async () => {
    const { create, sandbox } = createStage()
    sandbox.setScenario('refused-field')
    const refused = { status: 400, code: 'invalid-fields', fields: { birthDate: 'refused' } }
    expect(await outcome(await create())).toEqual(refused)
  })

  it('is down behind its CDN', async () => {
    const { create, send, sandbox } = createStage()
    const path = pathOf(await (await create()).json())
    sandbox.setScenario('vendor-down')
    for (const response of [await create(), await send('GET', path), await send('POST', `${path}/process`)]) {
      expect(await outcome(response)).toEqual({ status: 503, code: 'vendor-unavailable' })
    }
  })

  it('is cut off once and reached again, without the browser hearing of it', async () => {
    const { create, send, sandbox, calls } = createStage()
    sandbox.setScenario('flaky-network')
    const flaky = pathOf(await (await create()).json())
    expect((await send('GET', flaky)).status).toBe(200)
    expect(calls.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET'])
  })

  it('refuses to start a session without photos', async () => {
    const { create, send } = createStage()
    const path = pathOf(await (await create()).json())
    expect(await outcome(await send('POST', `${path}/process`))).toMatchObject({ status: 422, code: 'vendor-refused' })
  })
})

describe('the way to the vendor', () => {
  it('may be broken', async () => {
    const cause = new TypeError('fetch failed')
    const faults: unknown[] = []
    const vendor = () => Promise.reject(cause)
    for (const response of await answers(vendor, { onFailure: (fault) => faults.push(fault) })) {
      expect(await outcome(response)).toEqual({ status: 502, code: 'vendor-unreachable' })
    }
    expect(faults).toContainEqual({ code: 'vendor-unreachable', traceId: undefined, cause })
    expect(JSON.stringify(faults)).not.toContain(apiKey)
  })

  it('may break while the answer arrives', async () => {
    const vendor = async () => new Response(new ReadableStream({ start: (c) => c.error(new Error('cut')) }))
    for (const response of await answers(vendor)) {
      expect(await outcome(response)).toEqual({ status: 502, code: 'vendor-unreachable' })
    }
  })

  it.each([
    ['that never answers', () => new Promise<Response>(() => {})],
    ['that never ends its answer', async () => new Response(new ReadableStream({}))],
  ])('has a limit of time for a vendor %s', async (_case, vendor) => {
    const signals: AbortSignal[] = []
    const listen: Vendor = (_url, { signal }) => {
      if (signal) signals.push(signal)
      return vendor()
    }
    for (const response of await answers(listen, { vendorTimeoutMs: 30 })) {
      expect(await outcome(response)).toEqual({ status: 504, code: 'vendor-timeout' })
    }
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true])
  })
})
