import autocannon from 'autocannon'
import { createSessions, median, startProcess } from './processes.mjs'

const rounds = 6
const roundSeconds = 5
const connections = 50
const goal = 0.8
/** So many that no connection comes back to one within a second: an answer kept for a second shall not help. */
const sessionCount = 10_000

/**
 * Reads of sessions per second through the handler, against the route that only forwards; in turns, one connection
 * after the other asking for sessions of its own.
 * @returns {Promise<boolean>} whether the goal is met
 */
export async function measureThroughput(handlerPath) {
  const vendor = await startProcess(`${import.meta.dirname}/vendor.mjs`)
  const environment = { VENDOR_URL: vendor.url }
  const handler = await startProcess(handlerPath, { VENDOR_URL: `${vendor.url}/api/v1` })
  const forwarder = await startProcess(`${import.meta.dirname}/forwarder.mjs`, environment)
  const sessions = await createSessions(sessionCount, [handler])

  const round = async (machine, seconds) => {
    const share = Math.ceil(sessions.length / connections)
    let opened = 0
    const before = await machine.report()
    const result = await autocannon({
      url: machine.url,
      connections,
      duration: seconds,
      setupClient(client) {
        const own = sessions.slice(opened * share, (opened + 1) * share)
        opened += 1
        client.setRequests(
          own.map(({ id, user }) => ({ path: `/api/kyc/individual-sessions/${id}`, headers: { 'x-user': user } })),
        )
      },
    })
    const after = await machine.report()
    if (result.errors + result.non2xx + result.timeouts > 0) {
      throw new Error(`not every read went well: ${result.errors} errors, ${result.non2xx} of another status than 2xx`)
    }
    return { rate: result['2xx'] / result.duration, cpuMs: (after.cpuMs - before.cpuMs) / result['2xx'] }
  }

  await round(handler, 3)
  await round(forwarder, 3)
  const pairs = []
  let early = 0
  for (let index = 0; index < rounds; index++) {
    const order = index % 2 ? [handler, forwarder] : [forwarder, handler]
    const results = new Map()
    for (const machine of order) {
      await vendor.report()
      results.set(machine, await round(machine, roundSeconds))
      early += (await vendor.report()).gapsMs.filter((gapMs) => gapMs < 1_000).length
    }
    pairs.push({ handler: results.get(handler), forwarder: results.get(forwarder) })
  }
  for (const { stop } of [handler, forwarder, vendor]) stop()

  console.log(`\nReads through the handler, and through a Hono route that only forwards`)
  console.log(`${connections} connections, ${sessionCount} sessions, ${rounds} rounds of ${roundSeconds} s each, in turns\n`)
  console.log('round   handler/s   forwarder/s   ratio')
  for (const [index, pair] of pairs.entries()) {
    const [one, other] = [pair.handler.rate, pair.forwarder.rate]
    const cells = [one.toFixed(0).padStart(10), other.toFixed(0).padStart(13), (one / other).toFixed(2).padStart(7)]
    console.log(`${String(index + 1).padStart(5)} ${cells.join(' ')}`)
  }
  const ratio = median(pairs.map((pair) => pair.handler.rate / pair.forwarder.rate))
  const cpu = (name) => (1_000 * median(pairs.map((pair) => pair[name].cpuMs))).toFixed(0)
  console.log(`\nprocessor time of a read: handler ${cpu('handler')} µs, forwarder ${cpu('forwarder')} µs (medians)`)
  // Else the handler would be praised for reads that it did not make.
  if (early > 0) console.log(`reads of one session less than a second after the last: ${early}; the sessions were too few`)
  const isMet = ratio >= goal && early === 0
  console.log(`median ratio ${ratio.toFixed(2)}, goal ${goal}: ${isMet ? 'met' : 'MISSED'}`)
  return isMet
}
