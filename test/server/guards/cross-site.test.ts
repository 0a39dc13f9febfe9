import { describe, expect, it } from 'vitest'
import { createHandler } from '../../../src/server/index.ts'
import { ana, apiKey, createStage } from '../stage.ts'

const path = '/api/kyc/individual-sessions'
const app = 'https://app.bank.example'

describe('a request from a page', () => {
  it.each([
    ['of a server or an app, which name no site', {}, 201],
    ['of the same site', { 'sec-fetch-site': 'same-origin', origin: 'https://bank.example' }, 201],
    ['of the same site behind a proxy that changes the host', { 'sec-fetch-site': 'same-origin', origin: 'https://www.bank.example' }, 201],
    ['of the same site in an old browser', { origin: 'https://bank.example' }, 201],
    ['of the same site behind a proxy that ends TLS', { origin: 'http://bank.example' }, 201],
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    ['of another site that hides its name', { 'sec-fetch-site': 'cross-site' }, 403],
    ['of another site in an old browser', { origin: 'https://evil.example' }, 403],
    ['of another host of the same domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.bank.example' }, 403],
    ['of another port', { origin: 'https://bank.example:8443' }, 403],
    ['of a sandboxed frame', { origin: 'null' }, 403],
    ['of no page, yet sent as a form', { 'sec-fetch-site': 'none' }, 403],
    ['whose site is said twice', { 'sec-fetch-site': 'same-origin, cross-site' }, 403],
    ['whose origin is said twice', { origin: 'https://bank.example, https://evil.example' }, 403],
    ['whose origin only begins like ours', { origin: 'https://bank.example.evil.example' }, 403],
    ['whose origin hides ours as a user', { origin: 'https://bank.example@evil.example' }, 403],
    ['whose origin has a path', { origin: 'https://bank.example/' }, 403],
    ['of an extension', { origin: 'chrome-extension://bank.example' }, 403],
  ])('%s is treated accordingly', async (_case, headers, status) => {
    const { create, calls } = createStage()
    const response = await create({ headers })
    expect(response.status).toBe(status)
    expect(calls).toHaveLength(status === 201 ? 1 : 0)
    if (status === 403) expect(await response.json()).toEqual({ error: { code: 'cross-site' } })
  })

  it('is refused when it only reads, too', async () => {
    const { create, send, calls } = createStage()
    const { session } = await (await create()).json()
    const foreign: Record<string, string>[] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]
    for (const headers of foreign) {
      for (const method of ['GET', 'HEAD']) {
        expect((await send(method, `${path}/${session.id}`, { headers })).status).toBe(403)
      }
    }
    expect((await send('GET', `${path}/${session.id}`, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200)
    expect(calls).toHaveLength(2)
  })

  it('is refused before anybody is asked who it is', async () => {
    let asked = 0
    const { create } = createStage({ authorize: () => ((asked += 1), { userId: 'ana' }) })
    await create({ headers: { 'sec-fetch-site': 'cross-site' } })
    expect(asked).toBe(0)
  })
})

describe('a page of an allowed origin', () => {
  const options = { allowedOrigins: [app] }
  const headers = { origin: app, 'sec-fetch-site': 'same-site' }

  it('may create and read the answer, with the person\'s cookie', async () => {
    const response = await createStage(options).create({ headers })
    expect(response.status).toBe(201)
    expect(response.headers.get('access-control-allow-origin')).toBe(app)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('vary')).toBe('Origin')
  })

  it('may read why it was refused, and for how long', async () => {
    const response = await createStage(options).create({ headers, user: '' })
    expect(response.status).toBe(401)
    expect(response.headers.get('access-control-allow-origin')).toBe(app)
    expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After')
  })

  it('is told by a preflight what it may send', async () => {
    const ask = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-token' }
    const response = await createStage(options).send('OPTIONS', path, { user: '', headers: { ...headers, ...ask } })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type,x-token')
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST')
  })

  it('alone is let in', async () => {
    const { create, send } = createStage(options)
    for (const origin of ['https://evil.example', 'http://app.bank.example', `${app}.evil.example`, 'null']) {
      const response = await create({ headers: { origin, 'sec-fetch-site': 'cross-site' } })
      expect(response.status).toBe(403)
      expect(response.headers.has('access-control-allow-origin')).toBe(false)
      const preflight = await send('OPTIONS', path, { headers: { origin, 'access-control-request-method': 'POST' } })
      expect(preflight.status).toBe(405)
      expect(preflight.headers.has('access-control-allow-origin')).toBe(false)
    }
  })

  it.each(['app.bank.example', `${app}/`, `${app}/x`, '*', 'null', 'https://*.bank.example/'])(
    'is not written as "%s"',
    (origin) => {
      const create = () => createHandler({ apiKey, authorize: () => null, allowedOrigins: [origin] })
      expect(create).toThrow('idstep: allowedOrigins')
    },
  )
})

it('shares nothing by default', async () => {
  const response = await createStage().create({ body: ana, headers: { origin: 'https://bank.example' } })
  expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})
