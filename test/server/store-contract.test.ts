import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMemoryStore, createRedisStore, type Store } from '../../src/server/index.ts'
import { hasRedis, startRedis, type RedisServer } from './redis.ts'
import { redisClients, type OpenClient } from './redis-clients.ts'
import { describeStore } from './store-contract.ts'

describe('the memory store', () => {
  const store = createMemoryStore()
  describeStore(() => store)
})

describe.runIf(hasRedis).each(redisClients)('the Redis store by %s', (name, openClient) => {
  let server: RedisServer
  let open: OpenClient
  let store: Store

  beforeAll(async () => {
    server = await startRedis()
    open = await openClient(server.port)
    store = createRedisStore(open.client, { prefix: `${name}:` })
  })
  afterAll(async () => {
    open.close()
    await server.remove()
  })

  describeStore(() => store)

  it('leaves no key that lives for ever, and none without its prefix', async () => {
    const keys = (await open.ask('KEYS', '*')) as string[]
    expect(keys.length).toBeGreaterThan(10)
    for (const key of keys) {
      expect(key.startsWith(`${name}:idstep:`) || key.startsWith(`${name}:IDSTEP:`)).toBe(true)
      // -2: gone since it was listed; -1 would be for ever
      expect(await open.ask('PTTL', key)).not.toBe(-1)
    }
  })

  it('keeps two prefixes apart', async () => {
    const other = createRedisStore(open.client, { prefix: 'other:' })
    await store.set('idstep:same', '1', 60_000)
    expect(await other.get('idstep:same')).toBeNull()
    expect(await other.claim('idstep:same', '2', 60_000)).toBe(true)
    expect(await other.add('idstep:count', 1, 60_000)).toBe(1)
    await other.deleteIf('idstep:same', '2')
    expect(await store.get('idstep:same')).toBe('1')
  })

  it('asks Redis once for each of its functions', async () => {
    const asked: unknown[] = []
    const counted = createRedisStore({ sendCommand: (words) => (asked.push(words[0]), open.ask(...words)) })
    await counted.claim('idstep:once', '1', 60_000)
    await counted.get('idstep:once')
    await counted.set('idstep:once', '2', 60_000)
    await counted.deleteIf('idstep:once', '2')
    await counted.add('idstep:once', 1, 60_000)
    await counted.delete('idstep:once')
    expect(asked).toEqual(['SET', 'GET', 'SET', 'EVAL', 'EVAL', 'DEL'])
  })
})
