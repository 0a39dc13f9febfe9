// The server's figures: `node bench/server/run.mjs`, or with `throughput` or `polls` for one of them. Needs
// redis-server. Ends with 1 when a goal is missed.
import { bundleModule } from '../../scripts/bundle.mjs'
import { measurePolls } from './polls.mjs'
import { measureThroughput } from './throughput.mjs'

const only = process.argv[2]
const [handler, redis] = await Promise.all([
  bundleModule('test/server/fleet-process.ts'),
  bundleModule('test/server/redis.ts'),
])
const { hasRedis, startRedis } = await import(redis.path)
try {
  const isFast = only === 'polls' || (await measureThroughput(handler.path))
  const isCalm = only === 'throughput' || (hasRedis && (await measurePolls(handler.path, startRedis)))
  process.exitCode = isFast && isCalm ? 0 : 1
} finally {
  handler.remove()
  redis.remove()
}
