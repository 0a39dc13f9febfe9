import { describe, expect, it } from 'vitest'
import { createMemoryStore, type HandlerOptions } from '../../../src/server/index.ts'
import { createStage, now, vendorAnswering } from '../stage.ts'

type Vendor = NonNullable<HandlerOptions['fetch']>
const made: Vendor = async () => Response.json({ session: { id: 'made-1', status: 'PENDING' } })

function stageOf(options: Partial<HandlerOptions> = {}) {
  let vendor: Vendor = vendorAnswering(503, '<html>')
  let time = now
  const stage = createStage({ now: () => time, limits: false, fetch: (url, init) => vendor(url, init), ...options })
  const events = () => stage.log.map(({ event }) => event).filter((event) => event !== 'answered')
  return {
    ...stage,
    events,
    become: (next: Vendor) => (vendor = next),
    pass: (ms: number) => (time += ms),
    createMany: async (count: number) => {
      for (let index = 0; index < count; index += 1) await stage.create()
    },
  }
}

describe('a vendor that is down', () => {
  it('is left alone after five failures in a row, and browsers are told when to come back', async () => {
    const { create, createMany, calls, events, pass } = stageOf()
    await createMany(5)
    expect(events()).toEqual(['vendor-paused'])
    pass(2_500)
    const response = await create()
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ error: { code: 'vendor-unavailable' } })
    expect(response.headers.get('retry-after')).toBe('8')
    expect(calls).toHaveLength(5)
  })

  it.each<[string, Vendor]>([
    ['unreachable', () => Promise.reject(new Error('refused'))],
    ['silent', () => new Promise(() => {})],
    ['failing', vendorAnswering(500, '{}')],
  ])('is known by being %s', async (_how, vendor) => {
    const { become, createMany, calls } = stageOf({ vendorTimeoutMs: 10 })
    become(vendor)
    await createMany(8)
    expect(calls).toHaveLength(5)
  })

  it('is tried by one call after ten seconds, and used again once that went well', async () => {
    const { create, createMany, become, pass, calls, events } = stageOf()
    await createMany(6)
    pass(10_000)
    become(made)
    expect((await create()).status).toBe(201)
    expect((await create()).status).toBe(201)
    expect(calls).toHaveLength(7)
    expect(events()).toEqual(['vendor-paused', 'vendor-resumed'])
  })

  it('is tried by one of many, while the others wait', async () => {
    const { create, createMany, become, pass, calls } = stageOf()
    await createMany(5)
    pass(10_000)
    become(async (...given) => (await new Promise((resolve) => setTimeout(resolve, 20)), made(...given)))
    const answers = await Promise.all(Array.from({ length: 10 }, () => create()))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(calls).toHaveLength(6)
  })

  it('is left alone for as long again when the try fails', async () => {
    const { createMany, pass, calls, events } = stageOf()
    await createMany(5)
    pass(10_000)
    await createMany(3)
    expect(calls).toHaveLength(6)
    pass(9_999)
    await createMany(1)
    expect(calls).toHaveLength(6)
    pass(1)
    await createMany(1)
    expect(calls).toHaveLength(7)
    expect(events()).toEqual(['vendor-paused'])
  })

  it('leaves a create that was not sent free to be sent later under its key', async () => {
    const { create, createMany, become, pass } = stageOf()
    await createMany(5)
    expect((await create({ key: 'k1' })).status).toBe(503)
    pass(10_000)
    become(made)
    expect((await create({ key: 'k1' })).status).toBe(201)
  })

  it('is hammered where the host wants that', async () => {
    const { createMany, calls } = stageOf({ circuit: false })
    await createMany(20)
    expect(calls).toHaveLength(20)
  })

  it('is left alone as early and as long as the host says', async () => {
    const { createMany, pass, calls } = stageOf({ circuit: { failures: 2, pauseMs: 500 } })
    await createMany(9)
    expect(calls).toHaveLength(2)
    pass(500)
    await createMany(9)
    expect(calls).toHaveLength(3)
  })
})

describe('a vendor that is up', () => {
  it.each([400, 403, 404, 409, 429])('is not left alone for refusing with %i', async (status) => {
    const { become, createMany, calls, events } = stageOf()
    become(vendorAnswering(status, '{}'))
    await createMany(12)
    expect(calls).toHaveLength(12)
    expect(events()).toEqual([])
  })

  it('is not left alone for failing now and then', async () => {
    let count = 0
    const failing = vendorAnswering(503, '')
    const { createMany, become, calls } = stageOf({ store: createMemoryStore() })
    become((...given) => ((count += 1) % 5 ? failing() : made(...given)))
    await createMany(20)
    expect(calls).toHaveLength(20)
  })
})
