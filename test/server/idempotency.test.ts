import { describe, expect, it, vi } from 'vitest'
import { createMemoryStore, type HandlerOptions, type Store } from '../../src/server/index.ts'
import { answerOnce } from '../../src/server/idempotency.ts'
import { ana, createStage, now, vendorAnswering } from './stage.ts'

type Vendor = NonNullable<HandlerOptions['fetch']>

let made = 0
/** A vendor that takes its time and makes a session on each call. */
const slowVendor: Vendor = async () => {
  await new Promise((resolve) => setTimeout(resolve, 40))
  made += 1
  return Response.json({ session: { id: `slow-${made}`, status: 'PENDING' } })
}

const codeOf = async (response: Response) => (await response.json()).error.code

describe('a repeated create', () => {
  it('is given the first answer', async () => {
    const { create, calls } = createStage()
    const first = await create({ key: 'k1' })
    const second = await create({ key: 'k1' })
    expect(second.status).toBe(201)
    expect(await second.text()).toBe(await first.text())
    expect(calls).toHaveLength(1)
  })

  it('is the same whatever the order of its fields', async () => {
    const { create, calls } = createStage()
    await create({ key: 'k1' })
    const turned = Object.fromEntries(Object.entries(ana).reverse())
    expect((await create({ key: 'k1', body: turned })).status).toBe(201)
    expect(calls).toHaveLength(1)
  })

  it('that arrives at the same time waits for the first', async () => {
    const { create, calls } = createStage({ fetch: slowVendor })
    const answers = await Promise.all([1, 2, 3, 4].map(async () => (await create({ key: 'k1' })).text()))
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('"slow-')
    expect(calls).toHaveLength(1)
  })

  it('that arrives at another machine with the same store waits as well', async () => {
    const store = createMemoryStore()
    const [one, two] = [createStage({ store, fetch: slowVendor }), createStage({ store, fetch: slowVendor })]
    const answers = await Promise.all([one.create({ key: 'k1' }), two.create({ key: 'k1' })])
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()))
    expect(second).toBe(first)
    expect(one.calls.length + two.calls.length).toBe(1)
  })

  it('with another body is refused, before and after the first is answered', async () => {
    const { create, calls } = createStage({ fetch: slowVendor })
    const other = { ...ana, firstName: 'Eva' }
    const first = create({ key: 'k1' })
    // Two that set out together may arrive in either order
    await vi.waitFor(() => expect(calls).toHaveLength(1), { interval: 1 })
    const during = await create({ key: 'k1', body: other })
    await first
    const after = await create({ key: 'k1', body: other })
    for (const response of [during, after]) {
      expect(response.status).toBe(409)
      expect(await codeOf(response)).toBe('idempotency-conflict')
    }
    expect(calls).toHaveLength(1)
  })

  it('of another user is a create of its own', async () => {
    const { create, calls } = createStage()
    const first = await (await create({ key: 'k1', user: 'ana' })).json()
    const second = await (await create({ key: 'k1', user: 'bob', body: { ...ana, firstName: 'Bob' } })).json()
    expect(second.session.id).not.toBe(first.session.id)
    expect(calls).toHaveLength(2)
  })

  it('without a key is a second session', async () => {
    const { create, calls } = createStage()
    await create()
    await create()
    expect(calls).toHaveLength(2)
  })

  it.each(['', 'a b', 'ä', 'x'.repeat(256)])('with the key "%s" is refused', async (key) => {
    const { create, calls } = createStage()
    const response = await create({ key })
    expect(response.status).toBe(400)
    expect(await codeOf(response)).toBe('invalid-idempotency-key')
    expect(calls).toHaveLength(0)
  })

  it('may have a key of 255 characters', async () => {
    expect((await createStage().create({ key: '~'.repeat(255) })).status).toBe(201)
  })

  it.each<[string, Vendor]>([
    ['the vendor refused it', vendorAnswering(400, { errors: [{ path: ['birthDate'] }] })],
    ['the vendor refused it without a word', vendorAnswering(409, '')],
    ['a guard before the vendor refused it', vendorAnswering(403, '<html>')],
    ['the vendor had too much to do', vendorAnswering(429, '{}')],
    ['the vendor was down', vendorAnswering(503, '<html>')],
    ['the vendor refused the key', vendorAnswering(403, '{}')],
    ['the vendor was not found', () => Promise.reject(fetchFailed('ENOTFOUND'))],
    ['the connection was refused', () => Promise.reject(fetchFailed('ECONNREFUSED'))],
    ['no connection came about in time', () => Promise.reject(fetchFailed('UND_ERR_CONNECT_TIMEOUT'))],
    ['the vendor showed a certificate of another', () => Promise.reject(fetchFailed('ERR_TLS_CERT_ALTNAME_INVALID'))],
  ])('goes through with a corrected body after %s, for no session was made', async (_case, failing) => {
    let vendor = failing
    const { create } = createStage({ fetch: (url, init) => vendor(url, init), vendorTimeoutMs: 50 })
    expect((await create({ key: 'k1' })).status).toBeGreaterThanOrEqual(400)
    vendor = slowVendor
    expect((await create({ key: 'k1', body: { ...ana, birthDate: '01/03/1992' } })).status).toBe(201)
  })

  it.each<[string, Vendor]>([
    ['the vendor took too long', () => new Promise(() => {})],
    ['the vendor never ended its answer', async () => new Response(new ReadableStream({}))],
    ['the connection was cut', () => Promise.reject(fetchFailed('UND_ERR_SOCKET'))],
    ['the connection was reset', () => Promise.reject(fetchFailed('ECONNRESET'))],
    ['the network broke in a way nobody knows', () => Promise.reject(new Error('cut'))],
    ['a gateway gave up', vendorAnswering(504, '<html>')],
    ['a page stood where the answer should', vendorAnswering(200, '<html>')],
    ['the vendor failed', vendorAnswering(500, '{}')],
    ['the vendor pointed elsewhere', vendorAnswering(303, '')],
    ['the answer was cut short', vendorAnswering(200, '{"session":{"id":"')],
    ['the answer was of another shape', vendorAnswering(200, '{}')],
  ])('is left to a person after %s, for a session may be there', async (_case, failing) => {
    let vendor = failing
    const { create, calls } = createStage({ fetch: (url, init) => vendor(url, init), vendorTimeoutMs: 50 })
    expect((await create({ key: 'k1' })).status).toBeGreaterThanOrEqual(500)
    vendor = slowVendor
    for (const response of [await create({ key: 'k1' }), await create({ key: 'k1' })]) {
      expect(response.status).toBe(409)
      expect(await codeOf(response)).toBe('create-unknown')
    }
    expect(calls).toHaveLength(1)
    expect((await create({ key: 'k2' })).status).toBe(201)
  })

  it('is left to a person when the session was made and its owner could not be remembered', async () => {
    const memory = createMemoryStore()
    const set: Store['set'] = (key, value, ttlMs) =>
      key.includes('owner') ? Promise.reject(new Error('store is down')) : memory.set(key, value, ttlMs)
    const { create, calls } = createStage({ store: { ...memory, set } })
    expect((await create({ key: 'k1' })).status).toBe(500)
    expect(await codeOf(await create({ key: 'k1' }))).toBe('create-unknown')
    expect(calls).toHaveLength(1)
  })

  it('goes through after the host\'s own part failed, for nothing was sent', async () => {
    let isBroken = true
    const extraBody = () => {
      if (isBroken) throw new Error('database is down')
      return {}
    }
    const { create } = createStage({ extraBody })
    expect((await create({ key: 'k1' })).status).toBe(500)
    isBroken = false
    expect((await create({ key: 'k1' })).status).toBe(201)
  })

  it('takes over when the first fails while it waits', async () => {
    let tries = 0
    const vendor: Vendor = async (url, init) => {
      tries += 1
      if (tries > 1) return slowVendor(url, init)
      await new Promise((resolve) => setTimeout(resolve, 30))
      return vendorAnswering(429, '{}')()
    }
    const { create } = createStage({ fetch: vendor })
    const [first, second] = await Promise.all([create({ key: 'k1' }), create({ key: 'k1' })])
    expect([first.status, second.status].sort()).toEqual([201, 429])
  })

  it('is remembered for an hour', async () => {
    let time = now
    const { create, calls } = createStage({ now: () => time })
    await create({ key: 'k1' })
    time += 59 * 60_000
    await create({ key: 'k1' })
    expect(calls).toHaveLength(1)
    time += 2 * 60_000
    await create({ key: 'k1' })
    expect(calls).toHaveLength(2)
  })
})

describe('a create whose first try never ends', () => {
  const stuck = { userId: 'ana', key: 'k1', body: '{}', limitMs: 60 }

  it('is told to ask again after a limit of time', async () => {
    const store = createMemoryStore({ now: () => 0 })
    await new Promise<void>((begun) => {
      void answerOnce({ ...stuck, store, work: () => (begun(), new Promise(() => {})) })
    })
    const second = answerOnce({ ...stuck, store, work: async () => 'second' })
    await expect(second).rejects.toMatchObject({ code: 'idempotency-pending', status: 503 })
  })

  it('is left to a person once the first try counts as dead, for nobody knows how it ended', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time })
    await new Promise<void>((begun) => {
      void answerOnce({ ...stuck, store, work: () => (begun(), new Promise(() => {})) })
    })
    time = 120
    const second = answerOnce({ ...stuck, store, work: async () => 'second' })
    await expect(second).rejects.toMatchObject({ code: 'create-unknown', status: 409 })
  })

  it('is answered by the first try after all, where that ends late', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time })
    let end = (_answer: string) => {}
    let first: Promise<string> = Promise.resolve('not begun')
    await new Promise<void>((begun) => {
      first = answerOnce({ ...stuck, store, work: () => new Promise((resolve) => ((end = resolve), begun())) })
    })
    time = 120
    await expect(answerOnce({ ...stuck, store, work: async () => 'second' })).rejects.toThrow('create-unknown')
    end('first')
    expect(await first).toBe('first')
    expect(await answerOnce({ ...stuck, store, work: async () => 'third' })).toBe('first')
  })

  it('does not free what another has claimed since', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time })
    let fail = (_error: Error) => {}
    let first: Promise<string> = Promise.resolve('not begun')
    await new Promise<void>((begun) => {
      first = answerOnce({ ...stuck, store, work: () => new Promise((_, reject) => ((fail = reject), begun())) })
    })
    time = 60 * 60_000
    await new Promise<void>((begun) => {
      void answerOnce({ ...stuck, store, work: () => (begun(), new Promise(() => {})) })
    })
    fail(new Error('late'))
    await expect(first).rejects.toThrow('late')
    const third = answerOnce({ ...stuck, store, work: async () => 'third' })
    await expect(third).rejects.toMatchObject({ code: 'idempotency-pending' })
  })
})

/** As Node's fetch rejects. */
function fetchFailed(code: string): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

describe('the store', () => {
  it('is given nothing about a person', async () => {
    const written: string[] = []
    const memory = createMemoryStore()
    const store: Store = {
      ...memory,
      claim: (key, value, ttlMs) => (written.push(key, value), memory.claim(key, value, ttlMs)),
      set: (key, value, ttlMs) => (written.push(key, value), memory.set(key, value, ttlMs)),
    }
    await createStage({ store }).create({ key: 'key-in-plain', user: 'user@in.plain' })
    expect(written.length).toBeGreaterThan(3)
    for (const secret of ['key-in-plain', 'user@in.plain', 'Ana', ana.lastName, ana.birthDate, ana.documentId]) {
      expect(written.join('\n')).not.toContain(secret)
    }
  })

  it('that fails ends in an internal error, not in an answer nobody remembers', async () => {
    const store = { ...createMemoryStore(), set: () => Promise.reject(new Error('store is down')) }
    const response = await createStage({ store }).create()
    expect(response.status).toBe(500)
    expect(await response.text()).toBe('{"error":{"code":"internal"}}')
  })

  it('remembers an owner for a day', async () => {
    let time = now
    const { create, send, calls } = createStage({ now: () => time })
    const { session } = await (await create()).json()
    const path = `/api/kyc/individual-sessions/${session.id}`
    time += 23 * 60 * 60_000
    await send('GET', path)
    expect(calls).toHaveLength(2)
    time += 60 * 60_000
    expect((await send('GET', path)).status).toBe(404)
    expect(calls).toHaveLength(2)
  })
})
