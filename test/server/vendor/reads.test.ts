import { describe, expect, it } from 'vitest'
import { createMemoryStore, type HandlerOptions } from '../../../src/server/index.ts'
import { createStage, now, vendorAnswering } from '../stage.ts'

type Vendor = NonNullable<HandlerOptions['fetch']>
const path = '/api/kyc/individual-sessions/abc-1'

/** Handlers on as many machines, with one store and one session, whose vendor answers as `vendor` does. */
async function fleetOf(size: number, vendor: Vendor, options: Partial<HandlerOptions> = {}) {
  let time = now
  const store = createMemoryStore({ now: () => time })
  await createStage({ store, fetch: vendorAnswering(200, { session: { id: 'abc-1', status: 'PENDING' } }) }).create()
  const stages = Array.from({ length: size }, () =>
    createStage({ store, now: () => time, limits: false, fetch: vendor, ...options }))
  const read = (index = 0) => stages[index % size]?.send('GET', path) ?? Promise.reject(new Error('no stage'))
  const calls = () => stages.flatMap((stage) => stage.calls)
  return { stages, read, calls, store, pass: (ms: number) => (time += ms) }
}

const answering = (status: string, delayMs = 0): Vendor => async () => {
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  const session = { id: 'abc-1', status, individualId: status === 'COMPLETED' ? 'ind-1' : null, lastName: 'Souza' }
  return Response.json({ session, reason: 'vendor says no' })
}

describe('many polls of one session', () => {
  it('at once are one call to the vendor', async () => {
    const { read, calls } = await fleetOf(1, answering('VERIFYING', 20))
    const answers = await Promise.all(Array.from({ length: 50 }, () => read()))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1)
    expect(calls()).toHaveLength(1)
  })

  it('at once on three machines are one call to the vendor', async () => {
    const { read, calls } = await fleetOf(3, answering('VERIFYING', 60))
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => read(index)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(calls()).toHaveLength(1)
  })

  it('are one call in each second', async () => {
    const { read, calls, pass } = await fleetOf(2, answering('VERIFYING'))
    for (let tick = 0; tick < 50; tick += 1) {
      await read(tick)
      pass(100)
    }
    expect(calls()).toHaveLength(5)
  })

  it('are still no second call within a second when the first is slow', async () => {
    const { read, calls, pass } = await fleetOf(2, answering('VERIFYING', 80))
    const first = read(0)
    await new Promise((resolve) => setTimeout(resolve, 20))
    pass(999)
    const second = read(1)
    await Promise.all([first, second])
    expect(calls()).toHaveLength(1)
  })

  it.each(['COMPLETED', 'FAILED', 'EXPIRED'])('of a session that is %s are one call in ten minutes', async (status) => {
    const { read, calls, pass } = await fleetOf(2, answering(status))
    for (let tick = 0; tick < 10; tick += 1) {
      expect(await (await read(tick)).json()).toMatchObject({ session: { status } })
      pass(59_000)
    }
    expect(calls()).toHaveLength(1)
    pass(60_000)
    await read()
    expect(calls()).toHaveLength(2)
  })

  it('of a status that nobody knows go on as for a running one', async () => {
    const { read, calls, pass } = await fleetOf(1, answering('PROCESSING'))
    await read()
    pass(1_000)
    await read()
    expect(calls()).toHaveLength(2)
  })

  it('leave nothing of the person in the store', async () => {
    const { read, store } = await fleetOf(1, answering('COMPLETED'))
    await read()
    const view = { id: 'abc-1', status: 'COMPLETED', individualId: 'ind-1' }
    expect(JSON.parse((await store.get('idstep:view:abc-1')) ?? '')).toEqual(view)
  })

  it('are each checked for their owner, whatever is at hand', async () => {
    const { stages, read } = await fleetOf(1, answering('COMPLETED', 30))
    const own = read()
    const during = await stages[0]?.send('GET', path, { user: 'mallory' })
    await own
    const after = await stages[0]?.send('GET', path, { user: 'mallory' })
    expect([during?.status, after?.status]).toEqual([404, 404])
  })

  it('see at once what a start has changed', async () => {
    let status = 'PENDING'
    const vendor: Vendor = async (...given) => {
      if (given[1].method === 'POST') status = 'VERIFYING'
      return given[1].method === 'POST' ? new Response(null, { status: 204 }) : answering(status)(...given)
    }
    const { stages, read } = await fleetOf(2, vendor)
    await read(0)
    await stages[0]?.send('POST', `${path}/process`)
    expect(await (await read(1)).json()).toMatchObject({ session: { status: 'VERIFYING' } })
  })
})

describe('a read that fails on the way', () => {
  const failing = (times: number, failure: () => Promise<Response>): Vendor => {
    let count = 0
    return (...given) => ((count += 1) > times ? answering('VERIFYING')(...given) : failure())
  }
  const cut = () => Promise.reject(new Error('cut'))

  it.each<[string, () => Promise<Response>]>([
    ['is cut', cut],
    ['meets a page', vendorAnswering(502, '<html>')],
    ['meets a fault', vendorAnswering(500, '{}')],
  ])('because it %s is made once more, a second later', async (_how, failure) => {
    const { read, calls } = await fleetOf(1, failing(1, failure))
    const beganAt = performance.now()
    expect((await read()).status).toBe(200)
    expect(performance.now() - beganAt).toBeGreaterThanOrEqual(999)
    expect(calls()).toHaveLength(2)
  })

  it('twice is given up', async () => {
    const { read, calls } = await fleetOf(1, failing(2, cut))
    expect((await read()).status).toBe(502)
    expect(calls()).toHaveLength(2)
  })

  it.each<[string, () => Promise<Response>, number]>([
    ['the vendor names a time to wait', vendorAnswering(503, '{}', { 'retry-after': '5' }), 503],
    ['the vendor refuses', vendorAnswering(404, '{}'), 404],
    ['the vendor refuses the key', vendorAnswering(403, '{}'), 502],
    ['the vendor has too many', vendorAnswering(429, '{}'), 429],
  ])('is not made again where %s', async (_why, failure, status) => {
    const { read, calls } = await fleetOf(1, failing(1, failure))
    expect((await read()).status).toBe(status)
    expect(calls()).toHaveLength(1)
  })

  it('keeps to the limit of time with its repeat', async () => {
    const { read, calls } = await fleetOf(1, failing(9, cut), { vendorTimeoutMs: 1_500 })
    const beganAt = performance.now()
    expect((await read()).status).toBe(502)
    expect(performance.now() - beganAt).toBeLessThan(1_500)
    expect(calls()).toHaveLength(1)
  })
})

it('a start is never repeated', async () => {
  const { stages } = await fleetOf(1, () => Promise.reject(new Error('cut')))
  expect((await stages[0]?.send('POST', `${path}/process`))?.status).toBe(502)
  expect(stages[0]?.calls).toHaveLength(1)
})
