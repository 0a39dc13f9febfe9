/**
 * One machine of a fleet, as a host would write it: the handler behind `node:http`, with what it remembers in Redis.
 * Started by fleet.ts and by bench/server as a process of its own; told by its environment what to do.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from 'redis'
import { createHandler, createRedisStore, toNodeListener } from '../../src/server/index.ts'

const { REDIS_PORT, VENDOR_URL, VENDOR_TIMEOUT_MS = '20000', API_KEY } = process.env

/** Memory alone where no Redis is named. */
async function openStore() {
  if (!REDIS_PORT) return undefined
  const socket = { host: '127.0.0.1', port: Number(REDIS_PORT), connectTimeout: 1_000, reconnectStrategy: 100 }
  const client = createClient({ socket, disableOfflineQueue: true })
  client.on('error', () => {})
  await client.connect()
  return createRedisStore(client)
}

const handler = createHandler({
  apiKey: API_KEY,
  baseUrl: VENDOR_URL,
  vendorTimeoutMs: Number(VENDOR_TIMEOUT_MS),
  store: await openStore(),
  authorize: ({ headers }) => {
    const userId = headers.get('x-user')
    return userId === null ? null : { userId }
  },
  onFailure: ({ code }) => process.send?.({ failure: code }),
})

// Longer than a caller leaves a connection unused, so that none is closed just as it is used again.
const server = createServer({ keepAliveTimeout: 75_000 }, toNodeListener(handler))
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))

// Whoever started it reads what it used, after a collection where it was started with `--expose-gc`.
process.on('message', () => {
  globalThis.gc?.()
  const [{ rss, heapUsed }, { user, system }] = [process.memoryUsage(), process.cpuUsage()]
  process.send?.({ rssBytes: rss, heapBytes: heapUsed, cpuMs: (user + system) / 1_000 })
})
// Nothing is left behind when that process ends, however it does.
process.on('disconnect', () => process.exit())
for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (thrown: unknown) => {
    process.send?.({ failure: `${event}: ${thrown instanceof Error ? thrown.message : typeof thrown}` })
    process.exit(1)
  })
}
