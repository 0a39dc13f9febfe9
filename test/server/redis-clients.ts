import { Redis } from 'ioredis'
import { createClient } from 'redis'
import type { RedisClient } from '../../src/server/index.ts'

/** A connected client, and how it is closed. */
export interface OpenClient {
  client: RedisClient
  /** Sends a command past the store. */
  ask(...words: string[]): Promise<unknown>
  close(): void
}

/** Connects node-redis, set up as docs/server.md says. */
export async function openNodeRedis(port: number): Promise<OpenClient> {
  const socket = { host: '127.0.0.1', port, connectTimeout: 1_000, reconnectStrategy: 50 }
  const client = createClient({ socket, disableOfflineQueue: true })
  client.on('error', () => {})
  await client.connect()
  return { client, ask: (...words) => client.sendCommand(words), close: () => client.destroy() }
}

/** Connects ioredis, set up as docs/server.md says. */
export async function openIoredis(port: number): Promise<OpenClient> {
  const client = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    connectTimeout: 1_000,
    retryStrategy: () => 50,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  })
  client.on('error', () => {})
  await client.connect()
  const ask = async ([command = '', ...words]: string[]) => client.call(command, ...words)
  return { client, ask: (...words) => ask(words), close: () => client.disconnect() }
}

/** Both clients, for tests of each. */
export const redisClients = [
  ['node-redis', openNodeRedis],
  ['ioredis', openIoredis],
] as const
