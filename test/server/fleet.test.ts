import { afterEach, describe, expect, it } from 'vitest'
import { startFleet, type Answer, type Fleet, type Machine } from './fleet.ts'
import { hasRedis } from './redis.ts'
import { openNodeRedis } from './redis-clients.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Looks until the status is this one, as the widget does; the test's own limit ends it. */
async function followTo(status: string, machine: Machine, id: string): Promise<Answer> {
  for (;;) {
    const answer = await machine.send('GET', `/${id}`)
    expect(answer.status).toBe(200)
    if (answer.body.session.status === status) return answer
    await pause(100)
  }
}

describe.runIf(hasRedis)('two machines behind one Redis', { timeout: 60_000 }, () => {
  let fleet: Fleet | undefined
  const start = async (options?: { vendorTimeoutMs: number }) => (fleet = await startFleet(options))
  afterEach(async () => {
    await fleet?.close()
  })

  it('know one another’s sessions, and let nobody else in', async () => {
    const { a, b, sandbox } = await start()
    const made = await a.create('k1')
    expect(made.status).toBe(201)
    const { id } = made.body.session
    expect((await b.send('GET', `/${id}`)).body.session).toMatchObject({ id, status: 'PENDING' })
    for (const machine of [a, b]) {
      expect((await machine.send('GET', `/${id}`, { user: 'bob' })).status).toBe(404)
      expect((await machine.send('POST', `/${id}/process`, { user: 'bob' })).status).toBe(404)
    }
    expect(sandbox.calls).toMatchObject({ create: 1, process: 0 })
  })

  it('make one session of one key that reaches both at once, and answer the same', async () => {
    const { a, b, sandbox } = await start()
    const answers = await Promise.all([a, b, a, b].map((machine) => machine.create('k1')))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body)
    expect(sandbox.sessions()).toHaveLength(1)
  })

  it('let one start what the other made, and follow it to the verdict', async () => {
    const { a, b, upload, sandbox } = await start()
    const { body } = await a.create('k1')
    await upload(body)
    const { id } = body.session
    expect((await b.send('POST', `/${id}/process`)).status).toBe(204)
    const [onA, onB] = await Promise.all([a, b].map((machine) => followTo('COMPLETED', machine, id)))
    expect(onA?.body).toEqual(onB?.body)
    expect(sandbox.calls.process).toBe(1)
    expect([...a.failures, ...b.failures]).toEqual([])
  })

  it('lose nothing of a verification when the one that was at it is killed', async () => {
    const { a, b, upload, holdAnswers } = await start()
    const { body } = await a.create('k1')
    const { id } = body.session
    await upload(body)
    const vendor = holdAnswers('POST', /\/process$/)
    const starting = a.send('POST', `/${id}/process`).catch(() => 'cut')
    await vendor.arrived
    await a.kill()
    vendor.release()
    expect(await starting).toBe('cut')
    expect((await followTo('COMPLETED', b, id)).body.session.individualId).toBeTypeOf('string')
    // And what the person's browser asks for again is what it was given
    expect((await b.create('k1')).body).toEqual(body)
  })

  it('let the person go on with the other when one is killed in the middle of a create', async () => {
    const { a, b, sandbox, upload, holdAnswers } = await start({ vendorTimeoutMs: 200 })
    const vendor = holdAnswers('POST', /\/standard$/)
    const creating = a.create('k1').catch(() => 'cut')
    await vendor.arrived
    await a.kill()
    vendor.release()
    expect(await creating).toBe('cut')
    expect(sandbox.sessions()).toHaveLength(1)

    // The key is someone's who is dead: first the other waits, then it says that a person has to decide
    let again = await b.create('k1')
    while (again.status === 503) {
      expect(again.body.error.code).toBe('idempotency-pending')
      expect(again.headers.get('retry-after')).not.toBeNull()
      expect(sandbox.sessions()).toHaveLength(1)
      again = await b.create('k1')
    }
    if (again.status === 409) {
      expect(again.body.error.code).toBe('create-unknown')
      again = await b.create('k2')
    }
    expect(again.status).toBe(201)
    const { id } = again.body.session
    expect(sandbox.sessions().map(({ session }) => session.id)).toContain(id)
    expect(sandbox.sessions()).toHaveLength(2)
    await upload(again.body)
    expect((await b.send('POST', `/${id}/process`)).status).toBe(204)
    await followTo('COMPLETED', b, id)
  })

  it('say so when Redis is gone, and go on where they were when it is back', async () => {
    const { a, b, redis, sandbox } = await start()
    const { body } = await a.create('k1')
    const { id } = body.session
    await redis.kill()
    for (const machine of [a, b]) {
      const began = performance.now()
      const answers = [
        await machine.send('GET', `/${id}`),
        await machine.send('POST', `/${id}/process`),
        await machine.create('k2'),
      ]
      expect(performance.now() - began).toBeLessThan(3_000)
      for (const { status, headers, body } of answers) {
        expect(status).toBe(503)
        expect(headers.get('retry-after')).toBe('1')
        expect(body).toEqual({ error: { code: 'store-unavailable' } })
      }
      expect(machine.failures).toContain('store-unavailable')
    }
    // Nothing was sent to the vendor that nobody could remember
    expect(sandbox.calls).toMatchObject({ create: 1, process: 0 })

    await redis.start()
    for (const machine of [a, b]) {
      await expect.poll(async () => (await machine.send('GET', `/${id}`)).status, { timeout: 5_000 }).toBe(200)
    }
    expect((await b.create('k1')).body).toEqual(body)
    expect((await b.create('k2')).status).toBe(201)
    expect(sandbox.sessions()).toHaveLength(2)
  })

  it('answer within seconds while Redis hangs, and go on when it wakes', async () => {
    const { a, b, redis } = await start()
    const { body } = await a.create('k1')
    const { id } = body.session
    redis.freeze()
    const began = performance.now()
    const answers = await Promise.all([a.send('GET', `/${id}`), b.send('GET', `/${id}`), b.create('k2')])
    expect(performance.now() - began).toBeLessThan(5_000)
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503])
    redis.resume()
    for (const machine of [a, b]) {
      await expect.poll(async () => (await machine.send('GET', `/${id}`)).status, { timeout: 5_000 }).toBe(200)
    }
    // The key was not taken by the create that had given up
    expect((await a.create('k2')).status).toBe(201)
  })

  it('keep nothing in Redis that lives for ever or names a person', async () => {
    const { a, b, redis, upload } = await start()
    const { body } = await a.create('key-in-plain')
    await upload(body)
    await b.send('POST', `/${body.session.id}/process`)
    await followTo('COMPLETED', b, body.session.id)
    const { ask, close } = await openNodeRedis(redis.port)
    const keys = (await ask('KEYS', '*')) as string[]
    expect(keys.length).toBeGreaterThan(1)
    const kept = await Promise.all(keys.map(async (key) => `${key} ${String(await ask('GET', key))}`))
    const lives = await Promise.all(keys.map((key) => ask('PTTL', key)))
    close()
    for (const key of keys) expect(key).toMatch(/^idstep:/)
    expect(lives).not.toContain(-1)
    for (const secret of ['Ana', 'Souza', '29/02/1992', '52998224725', 'key-in-plain', '"ana"']) {
      expect(kept.join('\n')).not.toContain(secret)
    }
  })
})
