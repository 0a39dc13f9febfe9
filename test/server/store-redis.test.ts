import { afterEach, describe, expect, it } from 'vitest'
import { createRedisStore, type RedisClient, type Store } from '../../src/server/index.ts'
import { hasRedis, startRedis, type RedisServer } from './redis.ts'
import { openIoredis, openNodeRedis, redisClients } from './redis-clients.ts'

const unavailable = { code: 'store-unavailable', status: 503 }

const acts: readonly [string, (store: Store) => Promise<unknown>][] = [
  ['claim', (store) => store.claim('idstep:a', '1', 60_000)],
  ['get', (store) => store.get('idstep:a')],
  ['set', (store) => store.set('idstep:a', '1', 60_000)],
  ['delete', (store) => store.delete('idstep:a')],
  ['deleteIf', (store) => store.deleteIf('idstep:a', '1')],
  ['add', (store) => store.add('idstep:a', 1, 60_000)],
]

/** Tries until it does not reject; the test's own limit ends it. */
async function untilWell<Result>(act: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await act()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

describe('a client that is none', () => {
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['an address', { url: 'redis://127.0.0.1' }],
    ['a property of the name', { sendCommand: 'GET', call: 1 }],
  ])('is refused at once: %s', (_case, client) => {
    expect(() => createRedisStore(client as RedisClient)).toThrow(/idstep: createRedisStore needs a client of redis or/)
  })
})

describe.runIf(hasRedis).each(redisClients)('by %s', (_name, open) => {
  const endings: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end()
  })
  const stage = async (options: { keeps?: boolean; timeoutMs?: number } = {}) => {
    const server: RedisServer = await startRedis(options)
    endings.push(() => server.remove())
    const client = await open(server.port)
    endings.push(() => client.close())
    return { server, ...client, store: createRedisStore(client.client, options) }
  }

  it('a Redis that is gone is told at once, by every function', async () => {
    const { server, store } = await stage()
    await server.kill()
    const began = performance.now()
    for (const [, act] of acts) await expect(act(store)).rejects.toMatchObject(unavailable)
    expect(performance.now() - began).toBeLessThan(1_500)
  })

  it('a Redis that takes commands and never answers is told after the limit, by every function', async () => {
    const { server, store } = await stage({ timeoutMs: 150 })
    await store.get('idstep:a')
    server.freeze()
    const began = performance.now()
    const ends = await Promise.allSettled(acts.map(([, act]) => act(store)))
    expect(performance.now() - began).toBeLessThan(1_500)
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: unavailable })
  })

  it('waits two seconds where nobody says how long', async () => {
    const { server, store } = await stage()
    server.freeze()
    const began = performance.now()
    await expect(store.get('idstep:a')).rejects.toMatchObject(unavailable)
    expect(performance.now() - began).toBeGreaterThan(1_900)
    expect(performance.now() - began).toBeLessThan(4_000)
  })

  it('an answer that is there while the process is busy is no failure', async () => {
    const { store } = await stage({ timeoutMs: 60 })
    await store.set('idstep:a', '1', 60_000)
    const answer = store.get('idstep:a')
    await Promise.resolve()
    // Lets the command leave, and then does nothing else for longer than the limit
    await new Promise((resolve) => setImmediate(resolve))
    for (const until = performance.now() + 120; performance.now() < until; );
    expect(await answer).toBe('1')
  })

  it('a claim that goes through after its limit is given back', async () => {
    const { server, store, ask } = await stage({ timeoutMs: 150 })
    server.freeze()
    await expect(store.claim('idstep:late', 'mine', 60_000)).rejects.toMatchObject(unavailable)
    server.resume()
    // Commands go in order: when this one is answered the late claim was taken
    await untilWell(() => ask('PING'))
    await expect.poll(() => store.claim('idstep:late', 'another', 60_000)).toBe(true)
    expect(await store.get('idstep:late')).toBe('another')
  })

  it('a claim that fails and was lost to another leaves it alone', async () => {
    const { server, store, ask } = await stage({ timeoutMs: 150 })
    await store.claim('idstep:late', 'same', 60_000)
    server.freeze()
    await expect(store.claim('idstep:late', 'same', 60_000)).rejects.toMatchObject(unavailable)
    server.resume()
    await untilWell(() => ask('PING'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await store.get('idstep:late')).toBe('same')
  })

  it('is well again when Redis is back, and knows what Redis kept', async () => {
    const { server, store } = await stage({ keeps: true })
    await store.set('idstep:a', 'kept', 60_000)
    await store.add('idstep:count', 5, 60_000)
    await server.kill()
    await expect(store.get('idstep:a')).rejects.toMatchObject(unavailable)
    await server.start()
    expect(await untilWell(() => store.get('idstep:a'))).toBe('kept')
    expect(await store.add('idstep:count', 1, 60_000)).toBe(6)
  })

  it('a refusal of Redis is told with its cause, for the log of the host', async () => {
    const { store, ask } = await stage()
    await ask('CONFIG', 'SET', 'maxmemory', '1')
    await expect(store.set('idstep:a', '1', 60_000)).rejects.toMatchObject({
      ...unavailable,
      cause: { message: expect.stringContaining('OOM') },
    })
  })
})

describe.runIf(hasRedis)('clients whose replies are of another kind', () => {
  it('give the same values', async () => {
    const server = await startRedis()
    const [first, second] = [await openNodeRedis(server.port), await openIoredis(server.port)]
    try {
      const bytes = createRedisStore({
        sendCommand: async (words) => {
          const reply = await first.ask(...words)
          return typeof reply === 'string' ? Buffer.from(reply) : reply
        },
      })
      const texts = createRedisStore({
        call: async (...words) => {
          const reply = await second.ask(...words)
          return typeof reply === 'number' ? String(reply) : reply
        },
      })
      for (const store of [bytes, texts]) {
        await store.set('idstep:a', 'ã', 60_000)
        expect(await store.get('idstep:a')).toBe('ã')
        expect(await store.add('idstep:count', 1, 60_000)).toBeTypeOf('number')
      }
    } finally {
      first.close()
      second.close()
      await server.remove()
    }
  })
})
