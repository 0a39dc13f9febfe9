import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../../src/server/index.ts'
import { requireSecrecy } from '../secrets.ts'
import { blow, mallory, openArena, sessions, type Arena } from './arena.ts'

const requests = 20_000
const batches = 4

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const rejected = vi.fn()
const consoleMethods = ['log', 'info', 'warn', 'error', 'debug'] as const
const spies = consoleMethods.map((method) => vi.spyOn(console, method).mockImplementation(() => {}))
beforeAll(() => void process.on('unhandledRejection', rejected))
afterAll(() => {
  process.off('unhandledRejection', rejected)
  vi.restoreAllMocks()
})

const headerText = fc.string({ unit: fc.constantFrom(...'abz09-_.,;:=/\\"\'%{}$ ~\u00e9'), maxLength: 40 })
const pathText = fc.string({ unit: fc.constantFrom(...'abz09-._~%/;:@&=+$,\\{}<>\u00e9\u202e'), maxLength: 40 })
const encoded = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => encodeURIComponent(text))

/** The id of the victim's session among others, which an attacker knows in the worst case. */
const path = (victimId: string) =>
  fc
    .tuple(
      fc.constantFrom(sessions, sessions, sessions, '/api/kyc', '', '//api/kyc/individual-sessions'),
      fc.oneof(fc.constant(''), fc.constant(victimId), fc.uuid(), pathText, encoded),
      fc.constantFrom('', '', '/process', '/', '//', '/process/', '%2fprocess', '?a=b', '#x'),
    )
    .map(([base, id, rest]) => `${base}/${id}${rest}`.replace(`${sessions}/`, id === '' ? sessions : `${sessions}/`))

const headers = fc.dictionary(
  fc.constantFrom(
    'idempotency-key', 'content-type', 'origin', 'sec-fetch-site', 'x-forwarded-for', 'accept', 'cookie', 'if-none-match',
    'access-control-request-method', 'x-http-method-override', 'content-length', 'authorization',
  ),
  fc.oneof(headerText, fc.constantFrom('application/json', 'same-origin', 'cross-site', 'null', 'https://bank.example', 'victims-key')),
  { maxKeys: 3 },
)

const body = fc.oneof(
  fc.constant(JSON.stringify(mallory)),
  fc.json({ maxDepth: 6 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.tuple(fc.constantFrom(...Object.keys(mallory), '__proto__', 'constructor', 'status', ''), fc.jsonValue()).map(
    ([name, value]) => `${JSON.stringify(mallory).slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`,
  ),
  fc.tuple(fc.nat(300), fc.string({ unit: 'binary', maxLength: 4 })).map(([at, junk]) => {
    const text = JSON.stringify(mallory)
    return text.slice(0, at) + junk + text.slice(at + 1)
  }),
  fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array)),
)

const blows = (victimId: string) =>
  fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'FOO'),
    path: path(victimId),
    user: fc.constantFrom('mallory', 'mallory', 'mallory', 'trudy', '', null),
    headers,
    body,
  })

/** Runs a share of the requests and gives back the heap that is left, in MB. */
async function fuzz({ attack, victim }: Arena, statuses: Map<number, number>): Promise<number> {
  const property = fc.asyncProperty(blows(victim.session.id), async (given) => {
    const { status } = await attack(blow(given))
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  })
  await fc.assert(property, { numRuns: requests / batches, endOnFailure: true })
  collectGarbage()
  return process.memoryUsage().heapUsed / 1e6
}

describe(`${requests} requests that nobody thought of`, () => {
  it('break nothing, leave nothing behind and bring nothing out', async () => {
    // A time that runs, so that what has expired can leave the store
    let time = Date.now()
    const now = () => (time += 250)
    const arena = await openArena({ limits: {}, addressOf: () => `198.51.100.${time & 255}`, now, store: createMemoryStore({ now }) })
    const statuses = new Map<number, number>()
    const heaps: number[] = []
    for (let batch = 0; batch < batches; batch += 1) {
      heaps.push(await fuzz(arena, statuses))
      arena.stage.calls.length = 0
      collectGarbage()
      heaps[batch] = process.memoryUsage().heapUsed / 1e6
    }
    // Every part was reached: what is let through, what is refused and what is too much
    for (const status of [201, 400, 401, 403, 404, 405, 415, 429]) expect(statuses.get(status) ?? 0, String(status)).toBeGreaterThan(5)
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(requests)
    const [first = 0, last = 0] = [heaps[0], heaps.at(-1)]
    expect(last - first, `heap in MB: ${heaps.map(Math.round).join(', ')}`).toBeLessThan(10)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(rejected).not.toHaveBeenCalled()
    for (const spy of spies) for (const line of spy.mock.calls) requireSecrecy(JSON.stringify(line))
  }, 120_000)
})
