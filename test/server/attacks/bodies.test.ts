import { beforeAll, describe, expect, it } from 'vitest'
import { blow, mallory, openArena, type Arena } from './arena.ts'

let arena: Arena
beforeAll(async () => {
  arena = await openArena({ bodyTimeoutMs: 100 })
})

const good = JSON.stringify(mallory)
/** The body of a create with something put before its fields. */
const before = (text: string) => `{${text},${good.slice(1)}`
/** The body of a create with something put behind its fields. */
const behind = (text: string) => `${good.slice(0, -1)},${text}}`
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)))

describe('prototype pollution', () => {
  it.each([
    '"__proto__":{"isAdmin":true}', '"__proto__":null', '"constructor":{"prototype":{"isAdmin":true}}', '"prototype":{"isAdmin":true}',
    '"__proto__":{"toJSON":1}', '"__defineGetter__":1', '"hasOwnProperty":1', '"toString":"x"', '"valueOf":{}', '"__proto__":[]',
    '"\\u005f_proto__":{"isAdmin":true}', '"__proto__":{"firstName":"x"}',
  ])('is refused and changes nothing: %s', async (field) => {
    for (const body of [before(field), behind(field)]) {
      expect(await arena.attack(blow({ body }))).toEqual({ status: 400, code: 'unknown-fields', vendorCalls: 0 })
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it.each(['?__proto__[isAdmin]=1', '?constructor.prototype.isAdmin=1', '?user=victim&user=x', '?id=1&id=2', '?%00', `?${'a=1&'.repeat(2_000)}`])(
    'of the query does nothing: %s',
    async (query) => {
      const { status } = await arena.attack(blow({ path: `/api/kyc/individual-sessions${query}` }))
      expect(status).toBe(201)
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
      expect(arena.stage.calls.at(-1)?.url).not.toContain('?')
    },
  )
})

describe('a field that only the server may set', () => {
  it.each([
    'individualLimit', 'limit', 'status', 'id', 'sessionId', 'individualId', 'userId', 'apiKey', 'x-api-key', 'webhookUrl', 'callbackUrl',
    'createdAt', 'isAdmin', 'FirstName', 'firstName ', 'first_name', 'firstName\\u0000', '', 'documentCategory[]', 'expiresInSeconds',
  ])('is refused: %j', async (name) => {
    const found = await arena.attack(blow({ body: behind(`"${name}":"COMPLETED"`) }))
    expect(found).toEqual({ status: 400, code: 'unknown-fields', vendorCalls: 0 })
  })
})

describe('the same field twice', () => {
  it.each([
    ['"documentCountry":"FRANCE"', 201], ['"documentId":"abc"', 201], ['"livenessRequired":"no"', 201], ['"firstName":{"a":1}', 201],
  ])('is read once, and what was checked is what is sent: %s', async (field, status) => {
    expect((await arena.attack(blow({ body: before(field) }))).status).toBe(status)
    expect(arena.stage.calls.at(-1)?.body).toEqual(mallory)
  })

  it.each(['"documentId":"abc"', '"livenessRequired":"no"', '"firstName":{"a":1}', '"documentCategory":"SELFIE"'])(
    'is refused where the last is wrong: %s',
    async (field) => {
      expect(await arena.attack(blow({ body: behind(field) }))).toMatchObject({ code: 'invalid-fields', vendorCalls: 0 })
    },
  )
})

const values = [
  '1e999', '-1e999', '9007199254740993', '1'.repeat(1_000), '0.1', '-0', 'null', 'true', '[]', '{}', '[["x"]]', '{"$gt":""}', '{"toString":1}',
  '"\\u0000"', '"\\r\\nX-Evil: 1"', '"a\\u202eb\\u0007"', `"${'x'.repeat(20_000)}"`, '"\\ud800"', '{"length":3}', '""', '" "',
]

describe('a value of the wrong kind', () => {
  it.each(values)('is refused wherever it stands: %s', async (value) => {
    for (const name of ['documentId', 'birthDate', 'documentCategory', 'documentCountry', 'livenessRequired', 'nationality'] as const) {
      const found = await arena.attack(blow({ body: behind(`"${name}":${value}`) }))
      if (name === 'livenessRequired' && value === 'true') continue
      expect(found).toMatchObject({ status: 400, code: 'invalid-fields', vendorCalls: 0 })
    }
  })
})

describe('a body that is deep or wide', () => {
  it.each([
    ['lists in lists', '['.repeat(30_000)],
    ['lists in lists, ended', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['objects in objects', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
    ['a deep value', behind(`"firstName":${'['.repeat(30_000)}${']'.repeat(30_000)}`)],
    ['ten thousand fields', `{${Array.from({ length: 6_000 }, (_, index) => `"f${index}":1`).join()}}`],
    ['a long name', behind(`"${'n'.repeat(60_000)}":1`)],
    ['a long text', behind(`"firstName":"${'n'.repeat(60_000)}"`)],
    ['spaces only', ' '.repeat(60_000)],
    ['more than the limit', ' '.repeat(70_000)],
    ['much more than the limit', ' '.repeat(5_000_000)],
  ])('is refused: %s', async (_what, body) => {
    const response = await arena.stage.handler(blow({ body }))
    expect((await response.clone().text()).length).toBeLessThan(3_000)
    const { status, vendorCalls } = await arena.inspect(response)
    expect([400, 413]).toContain(status)
    expect(vendorCalls).toBe(0)
  })
})

describe('a body in another encoding', () => {
  it.each<[string, BodyInit]>([
    ['UTF-16', bytes([0xff, 0xfe, ...[...good].flatMap((letter) => [letter.charCodeAt(0), 0])])],
    ['Latin-1', bytes(good.slice(0, -1), ',"city":"', [0xe9], '"}')],
    ['a cut character', bytes(good.slice(0, -1), ',"city":"', [0xf0, 0x9f], '"}')],
    ['an overlong slash', bytes(good.slice(0, -1), ',"city":"', [0xc0, 0xaf], '"}')],
    ['a lone surrogate in UTF-8', bytes(good.slice(0, -1), ',"city":"', [0xed, 0xa0, 0x80], '"}')],
    ['gzip', bytes([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
    ['NUL bytes', bytes([0, 0, 0, 0])],
    ['a form', 'firstName=Mal&lastName=Lory'],
    ['XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
    ['YAML', 'firstName: Mal'],
    ['JSON with a comment', `/* */${good}`],
    ['JSON with a guard before it', `)]}',\n${good}`],
    ['two objects', good + good],
    ['single quotes', good.replaceAll('"', '\'')],
    ['a trailing comma', `${good.slice(0, -1)},}`],
    ['nothing', ''],
  ])('is refused: %s', async (_what, body) => {
    expect(await arena.attack(blow({ body }))).toEqual({ status: 400, code: 'bad-json', vendorCalls: 0 })
  })

  it.each([
    'text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp',
    'application/json, text/plain', 'application/ld+json', 'x/application/json', '*/*', ';application/json', 'application/json\u00a0',
  ])('is refused when it is declared as %s, which a form can send', async (type) => {
    const found = await arena.attack(blow({ headers: { 'content-type': type } }))
    expect(found).toEqual({ status: 415, code: 'unsupported-media-type', vendorCalls: 0 })
  })
})

describe('a body that takes its time', () => {
  const dripping = (everyMs: number) => {
    let timer: ReturnType<typeof setInterval> | undefined
    return new ReadableStream<Uint8Array>({
      start: (controller) => void (timer = setInterval(() => controller.enqueue(bytes(' ')), everyMs)),
      cancel: () => clearInterval(timer),
    })
  }

  it.each([
    ['never comes', () => new ReadableStream<Uint8Array>({})],
    ['drips', () => dripping(10)],
    ['begins and stops', () => new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes('{')) })],
  ])('is waited for only so long: %s', async (_what, stream) => {
    const beganAt = performance.now()
    expect(await arena.attack(blow({ body: stream() }))).toEqual({ status: 408, code: 'body-timeout', vendorCalls: 0 })
    expect(performance.now() - beganAt).toBeLessThan(1_000)
  })
})
