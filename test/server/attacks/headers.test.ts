import { beforeAll, describe, expect, it } from 'vitest'
import { apiKey } from '../secrets.ts'
import { blow, mallory, openArena, sessions, type Arena } from './arena.ts'

let arena: Arena
beforeAll(async () => {
  arena = await openArena()
})

describe('a forged idempotency key', () => {
  it.each([
    '', ' ', 'a b', 'a\tb', 'k, k', 'x'.repeat(256), 'x'.repeat(8_000), '\u00e9', '\u00ff', '\u0080',
  ])('is refused: %j', async (key) => {
    const found = await arena.attack(blow({ headers: { 'idempotency-key': key } }))
    expect(found).toEqual({ status: 400, code: 'invalid-idempotency-key', vendorCalls: 0 })
  })

  it.each([
    'victims-key', '../victims-key', 'idstep:create:x', '__proto__', 'constructor', '{"answer":"x"}', '*', 'victim:victims-key',
    '"victims-key"', 'VICTIMS-KEY', '%76ictims-key', '~'.repeat(255), '\'OR\'1\'=\'1', '$(id)', '\\r\\nSET',
  ])('brings nobody else\'s answer: %j', async (key) => {
    const found = await arena.attack(blow({ headers: { 'idempotency-key': key } }))
    expect(found).toEqual({ status: 201, code: undefined, vendorCalls: 1 })
  })

  it('is not given to the vendor', async () => {
    await arena.attack(blow({ headers: { 'idempotency-key': 'mine' } }))
    expect([...(arena.stage.calls.at(-1)?.headers.keys() ?? [])].sort()).toEqual(['accept', 'content-type', 'x-api-key'])
  })
})

describe('a replay', () => {
  it('of a create makes no second session, and of another\'s create one of the attacker\'s own', async () => {
    const headers = { 'idempotency-key': 'replayed' }
    expect((await arena.attack(blow({ headers }))).vendorCalls).toBe(1)
    for (let count = 0; count < 5; count += 1) expect((await arena.attack(blow({ headers }))).vendorCalls).toBe(0)
    expect((await arena.attack(blow({ headers, user: 'trudy' }))).vendorCalls).toBe(1)
  })

  it('with another body is refused, and tells nothing of the first', async () => {
    const headers = { 'idempotency-key': 'twice' }
    await arena.attack(blow({ headers }))
    const other = blow({ headers, body: JSON.stringify({ ...mallory, firstName: 'Molly' }) })
    expect(await arena.attack(other)).toEqual({ status: 409, code: 'idempotency-conflict', vendorCalls: 0 })
  })

  it('of fifty at once is one session', async () => {
    const headers = { 'idempotency-key': 'storm' }
    const before = arena.stage.calls.length
    const answers = await Promise.all(Array.from({ length: 50 }, () => arena.stage.handler(blow({ headers }))))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect(arena.stage.calls.length - before).toBe(1)
  })
})

/** What the vendor gets with a create, whatever came with it. */
const sent = [['accept', 'application/json'], ['content-type', 'application/json'], ['x-api-key', apiKey]]

const claims: [string, string][] = [
  ['x-api-key', 'notus'], ['authorization', 'Bearer victim'], ['cookie', 'user=victim'], ['x-user-id', 'victim'], ['x-forwarded-user', 'victim'],
  ['x-original-url', '/admin'], ['x-rewrite-url', '/admin'], ['x-forwarded-host', 'evil.example'], ['x-forwarded-proto', 'http'],
  ['x-forwarded-for', '127.0.0.1'], ['forwarded', 'for=127.0.0.1;host=evil.example'], ['x-real-ip', '127.0.0.1'], ['client-ip', '127.0.0.1'],
  ['x-http-method-override', 'DELETE'], ['x-http-method', 'PUT'], ['x-method-override', 'GET'], ['x-forwarded-prefix', '/admin'],
  ['x-original-host', 'evil.example'], ['via', '1.1 evil'], ['range', 'bytes=0-1'], ['if-none-match', '*'], ['if-modified-since', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['accept', 'text/html'], ['accept', 'application/xml'], ['accept-encoding', 'gzip, br'], ['accept-language', '../../etc/passwd'],
  ['content-encoding', 'gzip'], ['content-length', '1'], ['transfer-encoding', 'chunked'], ['user-agent', '${jndi:ldap://evil.example/a}'],
  ['referer', 'https://evil.example/?q=<script>'], ['prefer', 'return=representation'], ['traceparent', '00-x'], ['priority', 'u=0'],
  ['upgrade', 'websocket'], ['__proto__', 'x'], ['constructor', 'x'], ['x-long', 'x'.repeat(60_000)], ['origin', ''],
]

describe('a header that claims something', () => {
  it.each(claims)('opens nothing and reaches no vendor: %s: %s', async (name, value) => {
    const read = blow({ method: 'GET', path: `${sessions}/${arena.victim.session.id}`, headers: { [name]: value } })
    const { status, vendorCalls } = await arena.attack(read)
    expect([403, 404]).toContain(status)
    expect(vendorCalls).toBe(0)
    await arena.attack(blow({ headers: { [name]: value } }))
    expect([...(arena.stage.calls.at(-1)?.headers ?? [])]).toEqual(sent)
  })
})

const methods = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'MOVE', 'COPY', 'LOCK', 'SEARCH', 'PURGE', 'FOO', 'X-GET', 'QUERY', 'LINK']

describe('another method', () => {
  it.each(methods)('does nothing: %s', async (method) => {
    for (const rest of ['', `/${arena.victim.session.id}`, `/${arena.victim.session.id}/process`]) {
      const { status, vendorCalls } = await arena.attack(blow({ method, path: sessions + rest }))
      expect({ status, vendorCalls }).toEqual({ status: 405, vendorCalls: 0 })
    }
  })

  it.each([['HEAD', ''], ['HEAD', '/x/process'], ['GET', ''], ['GET', '/x/process'], ['POST', '/x']])(
    'is not taken for the right one: %s %s',
    async (method, rest) => {
      expect(await arena.attack(blow({ method, path: sessions + rest }))).toMatchObject({ status: 405, vendorCalls: 0 })
    },
  )

  it('HEAD has no body even where it is refused', async () => {
    for (const path of [`${sessions}/x`, '/elsewhere', `${sessions}/${arena.victim.session.id}`]) {
      expect(await (await arena.stage.handler(blow({ method: 'HEAD', path }))).text()).toBe('')
    }
  })
})

const foreign: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'CROSS-SITE' },
  { 'sec-fetch-site': '' }, { 'sec-fetch-site': 'same-origin;x' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
  { origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'https://bank.example:444' }, { origin: 'https://bank.example.' },
  { origin: 'https://bank.example\\@evil.example' }, { origin: 'https://bank.example#evil' }, { origin: 'file://' }, { origin: 'bank.example' },
  { origin: 'https://xn--bnk-ula.example' }, { origin: 'https://BANK.example' }, { origin: 'data:bank.example' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://bank.example' }, { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  { origin: 'https://evil.example', host: 'evil.example' },
]

describe('a page of another site', () => {
  it.each(foreign)('does nothing with %j', async (headers) => {
    expect(await arena.attack(blow({ headers }))).toEqual({ status: 403, code: 'cross-site', vendorCalls: 0 })
  })
})
