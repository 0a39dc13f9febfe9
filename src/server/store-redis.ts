import { HandlerFailure } from './failures.ts'
import type { Store } from './store.ts'

/**
 * As much of a Redis client as the store needs: the way to send any command that `ioredis` (`call`) and node-redis
 * (`sendCommand`) have. Connecting, reconnecting and closing stay with the host.
 */
export type RedisClient =
  | { call(command: string, ...words: string[]): Promise<unknown> }
  | { sendCommand(words: string[]): Promise<unknown> }

/** How the Redis store is set up. */
export interface RedisStoreOptions {
  /** Put before every key, which begins with `idstep:` already: tells two installations in one Redis apart. @default '' */
  prefix?: string | undefined
  /** Limit for one command, in milliseconds. @default 2000 */
  timeoutMs?: number | undefined
}

// One script, so that no process can end between the two and leave a counter that lives for ever.
const addScript =
  "redis.call('SET', KEYS[1], 0, 'NX', 'PX', ARGV[2]) return redis.call('INCRBY', KEYS[1], ARGV[1])"
const deleteIfScript = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0"

/**
 * A store that many handler processes share. Each function is one command; every key expires by itself. Where Redis
 * cannot be reached, refuses or takes too long, it rejects with `store-unavailable`, and the handler answers 503. Make a
 * client that fails at once instead of keeping commands for later; docs/server.md has the options.
 * @throws Error at once, where the client is of another kind
 * @example
 * ```ts
 * const client = createClient({ url: process.env.REDIS_URL, disableOfflineQueue: true })
 * client.on('error', (error) => console.error(error.message))
 * await client.connect()
 * const handler = createHandler({ apiKey, authorize, store: createRedisStore(client) })
 * ```
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): Store {
  const { prefix = '', timeoutMs = 2_000 } = options
  const ask = senderOf(client)
  const send = (...words: string[]) => withLimit(timeoutMs, ask(words))
  const deleteIf = (key: string, value: string) => ask(['EVAL', deleteIfScript, '1', prefix + key, value])

  return {
    async claim(key, value, ttlMs) {
      const asked = ask(['SET', prefix + key, value, 'NX', 'PX', wholeMs(ttlMs)])
      try {
        return (await withLimit(timeoutMs, asked)) !== null
      } catch (thrown) {
        // It may still go through, and then nobody would know that the key is theirs.
        asked.then((reply) => (reply === null ? null : deleteIf(key, value))).catch(() => {})
        throw thrown
      }
    },
    async get(key) {
      const reply = await send('GET', prefix + key)
      return reply === null ? null : String(reply)
    },
    async set(key, value, ttlMs) {
      await send('SET', prefix + key, value, 'PX', wholeMs(ttlMs))
    },
    async delete(key) {
      await send('DEL', prefix + key)
    },
    async deleteIf(key, value) {
      await withLimit(timeoutMs, deleteIf(key, value))
    },
    async add(key, amount, ttlMs) {
      return Number(await send('EVAL', addScript, '1', prefix + key, String(amount), wholeMs(ttlMs)))
    },
  }
}

function senderOf(client: RedisClient): (words: string[]) => Promise<unknown> {
  // `call` first: what ioredis names `sendCommand` takes something else.
  if ('call' in client && typeof client.call === 'function') {
    return async ([command = '', ...words]) => client.call(command, ...words)
  }
  if ('sendCommand' in client && typeof client.sendCommand === 'function') {
    return async (words) => client.sendCommand(words)
  }
  throw new Error(
    'idstep: createRedisStore needs a client of redis or of ioredis, for it sends its commands by sendCommand or call. ' +
      'Pass what createClient() or new Redis() returned.',
  )
}

/** Redis takes whole milliseconds above zero. */
function wholeMs(ttlMs: number): string {
  return String(Math.max(1, Math.ceil(ttlMs)))
}

async function withLimit<Reply>(limitMs: number, reply: Promise<Reply>): Promise<Reply> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error(`idstep: Redis did not answer within ${limitMs} ms`))
    // One look more at what has arrived: a process that was busy reads its timers before its sockets.
    timer = setTimeout(() => setImmediate(giveUp), limitMs)
  })
  try {
    return await Promise.race([reply, limit])
  } catch (cause) {
    throw new HandlerFailure('store-unavailable', { cause, retryAfter: '1' })
  } finally {
    clearTimeout(timer)
  }
}
