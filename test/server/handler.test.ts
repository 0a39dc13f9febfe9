import { describe, expect, it } from 'vitest'
import { createHandler, type HandlerOptions } from '../../src/server/index.ts'
import { ana, apiKey, createStage, now } from './stage.ts'

const sessions = '/api/kyc/individual-sessions'
const nobody = () => null

describe('createHandler', () => {
  it.each([
    ['apiKey', { authorize: nobody }],
    ['apiKey', { authorize: nobody, apiKey: '' }],
    ['apiKey', { authorize: nobody, apiKey: `${apiKey}\n` }],
    ['authorize', { apiKey }],
    ['apiKey', { authorize: nobody, apiKey: undefined }],
    ['baseUrl', { apiKey, authorize: nobody, baseUrl: 'api.notus.team' }],
    ['baseUrl', { apiKey, authorize: nobody, baseUrl: '' }],
    ['baseUrl', { apiKey, authorize: nobody, baseUrl: 'http://api.notus.team/api/v1' }],
    ['baseUrl', { apiKey, authorize: nobody, baseUrl: 'http://localhost.evil.example/api/v1' }],
    ['baseUrl', { apiKey, authorize: nobody, baseUrl: 'ftp://localhost/api/v1' }],
  ])('says at once what is wrong with %s, without the key', (option, options) => {
    const create = () => createHandler(options as HandlerOptions)
    expect(create).toThrow(new RegExp(`^idstep: .*${option}`))
    expect(create).not.toThrow(apiKey)
  })

  it.each(['https://api.notuslabs.xyz/api/v1', 'http://localhost:4000/api/v1', 'http://127.0.0.1:4000', 'http://[::1]:4000'])(
    'goes to %s, which is https or this very machine',
    async (baseUrl) => {
      const { create, calls } = createStage({ baseUrl })
      await create()
      expect(calls[0]?.url.startsWith(`${baseUrl}/kyc/`)).toBe(true)
    },
  )

  it('takes the key as an environment holds it, and says when it is not there', () => {
    const environment: Record<string, string | undefined> = {}
    const create = () => createHandler({ apiKey: environment.NOTUS_API_KEY, authorize: nobody })
    expect(create).toThrow('idstep: createHandler needs apiKey')
    environment.NOTUS_API_KEY = apiKey
    expect(create).not.toThrow()
  })

  it('says what is missing when it is given nothing', () => {
    expect(createHandler as () => unknown).toThrow('idstep: createHandler needs apiKey')
  })
})

describe('a create', () => {
  it('is forwarded with the key and answered with ids and upload slots only', async () => {
    const { create, calls } = createStage()
    const response = await create()
    expect(response.status).toBe(201)
    expect(response.headers.get('content-type')).toBe('application/json')
    const fields = expect.objectContaining({ Policy: expect.any(String) })
    const target = { url: expect.stringMatching(/^http/), fields }
    expect(await response.json()).toStrictEqual({
      session: { id: expect.any(String), status: 'PENDING', livenessRequired: false, individualId: null },
      frontDocumentUpload: target,
      backDocumentUpload: target,
    })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.notus.team/api/v1/kyc/individual-verification-sessions/standard',
      body: ana,
    })
    expect(calls[0]?.headers.get('x-api-key')).toBe(apiKey)
  })

  it('has no back slot for a passport', async () => {
    const { create } = createStage()
    const response = await create({ body: { ...ana, documentCategory: 'PASSPORT' } })
    expect(await response.json()).toMatchObject({ frontDocumentUpload: {}, backDocumentUpload: null })
  })

  it('keeps the order of the form fields, which the storage service checks', async () => {
    const { create } = createStage()
    const { frontDocumentUpload } = await (await create()).json()
    expect(Object.keys(frontDocumentUpload.fields)).toEqual([
      'bucket', 'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'key', 'Policy', 'X-Amz-Signature',
    ])
  })

  it('sends names without the spaces around them', async () => {
    const { create, calls } = createStage()
    await create({ body: { ...ana, firstName: '  Ana ' } })
    expect(calls[0]?.body).toMatchObject({ firstName: 'Ana' })
  })

  it.each([
    ['a page cannot switch it off', true, false, true],
    ['a page cannot switch it on', false, true, false],
    ['the page decides where the server says nothing', undefined, true, true],
  ])('asks for liveness as the server says: %s', async (_case, livenessRequired, sent, asked) => {
    const { create, calls } = createStage({ livenessRequired })
    const { session } = await (await create({ body: { ...ana, livenessRequired: sent } })).json()
    expect(calls[0]?.body).toEqual({ ...ana, livenessRequired: asked })
    expect(session.livenessRequired).toBe(asked)
  })

  it('gains the extra fields of the server, which win', async () => {
    const { create, calls } = createStage({ extraBody: { livenessRequired: true, limit: 100 } })
    await create()
    expect(calls[0]?.body).toEqual({ ...ana, livenessRequired: true, limit: 100 })
  })

  it('asks for the extra fields by user and request', async () => {
    const extraBody: HandlerOptions['extraBody'] = async ({ userId, request }) => ({
      tag: userId + new URL(request.url).host,
    })
    const { create, calls } = createStage({ extraBody })
    await create({ user: 'u1' })
    expect(calls[0]?.body).toEqual({ ...ana, tag: 'u1bank.example' })
  })

  it('goes to the address and stands at the path that the host chose', async () => {
    const { send, calls } = createStage({ baseUrl: 'https://api.notuslabs.xyz/api/v1/', basePath: 'verify/' })
    expect((await send('POST', '/verify/individual-sessions', { body: ana })).status).toBe(201)
    expect(calls[0]?.url).toMatch(/^https:\/\/api\.notuslabs\.xyz\/api\/v1\/kyc\//)
    expect((await send('POST', sessions, { body: ana })).status).toBe(404)
  })
})

describe('a session', () => {
  it('is read and started by its owner', async () => {
    const { create, upload, send, calls } = createStage()
    const created = await (await create()).json()
    const { session } = created
    const read = await send('GET', `${sessions}/${session.id}`)
    expect(read.status).toBe(200)
    expect(await read.json()).toStrictEqual({
      session: { id: session.id, status: 'PENDING', livenessRequired: false, individualId: null },
    })
    await upload(created)
    const processed = await send('POST', `${sessions}/${session.id}/process`)
    expect(processed.status).toBe(204)
    expect(await processed.text()).toBe('')
    const after = await send('GET', `${sessions}/${session.id}`)
    expect(await after.json()).toMatchObject({ session: { status: 'VERIFYING' } })
    expect(calls.map(({ method, url }) => `${method} ${url.split('/standard')[1]}`)).toEqual([
      'POST ', `GET /${session.id}`, `POST /${session.id}/process`, `GET /${session.id}`,
    ])
    expect(calls.every(({ headers }) => headers.get('x-api-key') === apiKey)).toBe(true)
  })

  it('can be asked for without its body', async () => {
    const { create, send } = createStage()
    const { session } = await (await create()).json()
    const response = await send('HEAD', `${sessions}/${session.id}`)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it('shows who was approved by an opaque id only', async () => {
    let time = now
    const { create, upload, send } = createStage({ now: () => time })
    const created = await (await create()).json()
    const path = `${sessions}/${created.session.id}`
    await upload(created)
    await send('POST', `${path}/process`)
    time += 5_000
    const { session } = await (await send('GET', path)).json()
    expect(Object.keys(session)).toEqual(['id', 'status', 'livenessRequired', 'individualId'])
    expect(session).toMatchObject({ status: 'COMPLETED', individualId: expect.any(String) })
  })

  it.each(['GET', 'POST'])('does not exist for anyone but its owner (%s)', async (method) => {
    const { create, send, calls } = createStage()
    const { session } = await (await create()).json()
    const path = `${sessions}/${session.id}${method === 'POST' ? '/process' : ''}`
    const response = await send(method, path, { user: 'bob' })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ error: { code: 'session-not-found' } })
    expect(calls).toHaveLength(1)
  })

  it('that nobody made does not exist', async () => {
    const { send, calls } = createStage()
    const response = await send('GET', `${sessions}/0c1d7e0e-6d3c-4c1e-8f8e-3f0a5a0e9a11`)
    expect(response.status).toBe(404)
    expect(calls).toHaveLength(0)
  })

  it.each(['a_b', 'a%2Fb', '..%2F..%2Fadmin', '%zz', 'a'.repeat(65), 'a%20b', 'a.b', '%F0%9F%98%80'])(
    'is not looked for by %s, which is no id',
    async (id) => {
      const { send, calls } = createStage()
      for (const [method, path] of [['GET', `${sessions}/${id}`], ['POST', `${sessions}/${id}/process`]] as const) {
        const response = await send(method, path)
        expect(response.status).toBe(400)
        expect(await response.json()).toEqual({ error: { code: 'invalid-id' } })
      }
      expect(calls).toHaveLength(0)
    },
  )
})

describe('a request', () => {
  it.each([['GET', '/someid'], ['POST', '/someid/process'], ['POST', '']])(
    'of nobody is refused before anything else (%s %s)',
    async (method, path) => {
      const { send, calls } = createStage()
      const response = await send(method, sessions + path, { user: '', body: method === 'GET' ? undefined : '{' })
      expect(response.status).toBe(401)
      expect(await response.json()).toEqual({ error: { code: 'unauthorized' } })
      expect(calls).toHaveLength(0)
    },
  )

  it('of a user without an id is of nobody', async () => {
    const { create, calls } = createStage({ authorize: async () => ({ userId: '' }) })
    expect((await create()).status).toBe(401)
    expect(calls).toHaveLength(0)
  })

  const otherPaths = ['/', '/a/b', '/a/process/', '//process'].map((rest) => sessions + rest)
  it.each(['/api/kyc', '/api/kyc/', '/', ...otherPaths])(
    'for another path finds nothing: %s',
    async (path) => {
      const response = await createStage().send('POST', path, { body: ana })
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({ error: { code: 'not-found' } })
    },
  )

  it.each([
    ['GET', '', 'POST'],
    ['PUT', '', 'POST'],
    ['DELETE', '/id', 'GET, HEAD'],
    ['POST', '/id', 'GET, HEAD'],
    ['OPTIONS', '/id', 'GET, HEAD'],
    ['GET', '/id/process', 'POST'],
  ])('with another method is told which there are: %s %s', async (method, path, allow) => {
    const response = await createStage().send(method, sessions + path)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
    expect(await response.json()).toEqual({ error: { code: 'method-not-allowed' } })
  })

  it.each([new Error('secret of the host'), 'secret of the host', undefined])(
    'that meets a fault of the host is answered without details, and the host is told',
    async (thrown) => {
      const faults: unknown[] = []
      const authorize = () => {
        throw thrown
      }
      const { create } = createStage({ authorize, onFailure: (fault) => faults.push(fault) })
      const response = await create()
      expect(response.status).toBe(500)
      expect(await response.text()).toBe('{"error":{"code":"internal"}}')
      expect(faults).toEqual([{ code: 'internal', traceId: undefined, cause: thrown }])
    },
  )

  it('is answered even when the host\'s log fails', async () => {
    const fail = () => {
      throw new Error('log is full')
    }
    expect((await createStage({ authorize: fail, onFailure: fail }).create()).status).toBe(500)
  })
})
