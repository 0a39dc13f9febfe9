import { describe, expect, it } from 'vitest'
import { createHandler, createMemoryStore, defaultLimits, type HandlerOptions } from '../../../src/server/index.ts'
import { apiKey, createStage, now, type Stage } from '../stage.ts'

const path = '/api/kyc/individual-sessions'
const three = { points: 3, perSeconds: 60 }

async function statuses(count: number, send: (index: number) => Promise<Response>): Promise<number[]> {
  const found: number[] = []
  for (let index = 0; index < count; index += 1) found.push((await send(index)).status)
  return found
}

const from = (address: string | undefined): Partial<HandlerOptions> => ({ addressOf: () => address })

describe('the limit of a user', () => {
  it('lets through what it says and refuses the rest, with the time to wait', async () => {
    let time = now + 15_500
    const { create, calls } = createStage({ now: () => time, limits: { perUser: { create: three } } })
    expect(await statuses(4, () => create())).toEqual([201, 201, 201, 429])
    const refused = await create()
    expect(await refused.json()).toEqual({ error: { code: 'rate-limited' } })
    expect(refused.headers.get('retry-after')).toBe('45')
    expect(calls).toHaveLength(3)
    time += 45_000
    expect((await create()).status).toBe(201)
  })

  it('is each user\'s own', async () => {
    const { create } = createStage({ limits: { perUser: { create: three } } })
    await statuses(4, () => create({ user: 'mallory' }))
    expect((await create({ user: 'ana' })).status).toBe(201)
  })

  it('is each route\'s own', async () => {
    const { create, send } = createStage({ limits: { perUser: { create: three } } })
    const { session } = await (await create()).json()
    await statuses(4, () => create())
    expect((await send('GET', `${path}/${session.id}`)).status).toBe(200)
  })

  it('counts guesses of other people\'s sessions', async () => {
    const { send, calls } = createStage({ limits: { perUser: { read: three, process: three } } })
    expect(await statuses(5, (index) => send('GET', `${path}/guess-${index}`))).toEqual([404, 404, 404, 429, 429])
    expect(await statuses(4, (index) => send('POST', `${path}/guess-${index}/process`))).toEqual([404, 404, 404, 429])
    expect(calls).toHaveLength(0)
  })

  it('holds for all machines with the same store', async () => {
    const store = createMemoryStore({ now: () => now })
    const stages = [1, 2].map(() => createStage({ store, limits: { perUser: { create: three } } })) as [Stage, Stage]
    const found = await statuses(5, (index) => stages[index % 2 === 0 ? 0 : 1].create())
    expect(found).toEqual([201, 201, 201, 429, 429])
  })

  it('lets nobody past who comes all at once', async () => {
    const { create } = createStage({ limits: { perUser: { create: three } } })
    const answers = await Promise.all(Array.from({ length: 30 }, () => create()))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
  })

  it('keeps its default where nothing is said, and is wide enough for a person', async () => {
    const { create, send } = createStage({ limits: { perUser: { read: three } } })
    const { points } = defaultLimits.perUser.create
    const found = await statuses(points + 1, () => create())
    expect(found.filter((status) => status === 201)).toHaveLength(points)
    expect(found.at(-1)).toBe(429)
    expect(await statuses(4, () => send('GET', `${path}/x`))).toEqual([404, 404, 404, 429])
    // One read a second, for a minute, in four tabs
    expect(defaultLimits.perUser.read.points).toBeGreaterThanOrEqual(4 * 60)
  })

  it.each<[string, HandlerOptions['limits']]>([
    ['all', false],
    ['of users', { perUser: false }],
    ['of creates', { perUser: { create: false } }],
  ])('can be switched off: %s', async (_which, limits) => {
    const { create } = createStage({ limits })
    expect(new Set(await statuses(50, () => create()))).toEqual(new Set([201]))
  })
})

describe('the limit of an address', () => {
  const limits = { perUser: false, perAddress: { create: three, read: three } } as const

  it('holds for all users behind it, and for those who are not signed in', async () => {
    const { create } = createStage({ limits, ...from('203.0.113.7') })
    const users = ['ana', 'bob', '', 'eva', '']
    expect(await statuses(5, (index) => create({ user: users[index] ?? '' }))).toEqual([201, 201, 401, 429, 429])
  })

  it('is counted before the host is asked who it is, which may cost the host something', async () => {
    let asked = 0
    const { create } = createStage({ limits, ...from('203.0.113.7'), authorize: () => ((asked += 1), null) })
    await statuses(9, () => create())
    expect(asked).toBe(3)
  })

  it.each([
    ['of one IPv6 network', (index: number) => `2001:db8:1:2:${index}::${index}`, 429],
    ['of one IPv6 network, written otherwise', (index: number) => ['2001:DB8::1', '2001:db8:0:0::2', '2001:db8:0:0:0:0:0:3', '2001:db8::4%eth0'][index] ?? '', 429],
    ['of IPv4, also within IPv6', (index: number) => (index % 2 ? '203.0.113.7' : '::ffff:203.0.113.7'), 429],
    ['of many networks', (index: number) => `2001:db8:1:${index}::1`, 201],
    ['of many IPv4 addresses', (index: number) => `203.0.113.${index}`, 201],
  ])('counts addresses %s as it should', async (_case, address, last) => {
    let index = 0
    const { create } = createStage({ limits, addressOf: () => address(index) })
    const found = await statuses(4, async (at) => ((index = at), create()))
    expect(found).toEqual([201, 201, 201, last])
  })

  it('believes no header by default', async () => {
    const { create } = createStage({ limits })
    const headers = { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7', 'x-real-ip': '203.0.113.7' }
    expect(new Set(await statuses(6, () => create({ headers })))).toEqual(new Set([201]))
  })

  it('does not count what has no known address', async () => {
    const { create } = createStage({ limits, ...from(undefined) })
    expect(new Set(await statuses(6, () => create()))).toEqual(new Set([201]))
  })

  it('leaves no address in the store', async () => {
    const keys: string[] = []
    const memory = createMemoryStore()
    const add: typeof memory.add = (key, amount, ttlMs) => (keys.push(key), memory.add(key, amount, ttlMs))
    await createStage({ ...from('203.0.113.7'), store: { ...memory, add } }).create({ user: 'user@in.plain' })
    expect(keys).toHaveLength(2)
    expect(keys.join()).not.toMatch(/203\.0|in\.plain/)
  })
})

it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('a limit of %d points is refused at the start', (points) => {
  const limits = { perAddress: { read: { points, perSeconds: 60 } } }
  expect(() => createHandler({ apiKey, authorize: () => null, limits })).toThrow('idstep: limits')
})
