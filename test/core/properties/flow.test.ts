import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { State } from '../../../src/core/flow/flow.ts'
import { files } from '../samples.ts'
import type { Call } from './outside.ts'
import { runSchedule, type Ran } from './run.ts'
import { schedules, type Schedule } from './schedule.ts'

/** What must hold of every run: each gives what is wrong, or nothing. */
const properties = {
  'a session is made once for a submission, unless the one before died or the person asks': (ran) => {
    const creates = ran.calls.filter(({ name }) => name === 'create')
    for (const [index, call] of creates.entries()) {
      const before = creates[index - 1]
      if (!before || isAllowedAgain(ran, before, call)) continue
      return `create ${index + 1} at ${call.atMs} ms, after one at ${before.atMs} ms`
    }
    // The handler's promise, seen from the vendor
    const keys = ran.sessions.map(({ key }) => key)
    return ran.schedule.isIdempotent && new Set(keys).size < keys.length && 'two sessions of one key'
  },
  'a side that has arrived is not sent again in the same session': ({ calls }) => {
    const arrived = new Set<string>()
    for (const { name, of, isAnswered } of calls) {
      if (name !== 'upload') continue
      if (arrived.has(of)) return of
      if (isAnswered) arrived.add(of)
    }
  },
  'processing is started once in a session, and only when both sides are there': ({ sessions, calls }) => {
    const again = sessions.find(({ uselessStarts }) => uselessStarts > 0)
    if (again) return `${again.id} again`
    const early = sessions.find(({ id, arrived }) => arrived.size < 2 && calls.some(({ name, of }) => name === 'process' && of === id))
    return early && `${early.id} too early`
  },
  'there is always a way on, and it leads to an end': ({ stuck }) => stuck.join(', '),
  'nothing that the person gave is lost or changed': ({ states, calls, submissions }) => {
    for (const state of states) if (loses(state)) return `${state.stage} has lost a photo`
    const requests = new Set<unknown>(submissions.map(({ request }) => request))
    for (const state of states) {
      if ('submission' in state && !requests.has(state.submission.request)) return `${state.stage} has another request`
    }
    for (const { name, of, body } of calls) {
      if (name === 'create' && !requests.has(body)) return 'the host got another request'
      if (name === 'upload' && body !== files[of.split('/')[1] ?? '']?.blob) return 'the storage service got another photo'
    }
  },
  'nothing happens after cancel': ({ atCancel, atEnd, states }) =>
    atCancel && (atCancel.join() !== atEnd.join() || states.at(-1)?.stage !== 'cancelled') && `${atCancel} became ${atEnd}`,
} satisfies Record<string, (ran: Ran) => string | false | null | undefined>

/** Whether a second create may follow the one before. */
function isAllowedAgain({ schedule, sessions, acts, calls }: Ran, before: Call, call: Call): boolean {
  const isAsked = acts.some(({ callsBefore }) => callsBefore > calls.indexOf(before) && callsBefore <= calls.indexOf(call))
  if (isAsked) return true
  if (call.of === before.of) return schedule.isIdempotent && !before.isAnswered
  const session = sessions.findLast(({ key }) => key === before.of)
  if (!before.isAnswered || !session) return false
  // A device's clock that is set forward looks like one that has slept
  const looksLate = schedule.jumps.some(({ atMs, byMs }) => byMs > 0 && atMs >= before.atMs && atMs <= call.atMs)
  return call.atMs >= session.deadAtMs || looksLate
}

function loses(state: State): boolean {
  return state.stage !== 'cancelled' && Object.entries(files).some(([slot, { blob }]) => state.photos[slot]?.blob !== blob)
}

/** Runs of each kind of host; `IDSTEP_RUNS` asks for more, `IDSTEP_SEED` for the same again. */
const runs = Number(process.env.IDSTEP_RUNS ?? 6_000)
const seed = process.env.IDSTEP_SEED === undefined ? undefined : Number(process.env.IDSTEP_SEED)

describe('whatever goes wrong, whenever', () => {
  test.each([
    ['a host of its own', false],
    ['our handler', true],
  ])('with %s, in %#', { timeout: 120_000 }, async (_, isIdempotent) => {
    const stages = new Set<string>()
    let sent = 0
    await fc.assert(
      fc.asyncProperty(schedules, async (random) => {
        const schedule: Schedule = { ...random, isIdempotent }
        const ran = await runSchedule(schedule)
        for (const { stage } of ran.states) stages.add(stage)
        sent += ran.calls.length
        for (const [name, judge] of Object.entries<(ran: Ran) => unknown>(properties)) {
          const wrong = judge(ran)
          if (wrong) throw new Error(`${name}: ${String(wrong)}`)
        }
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
    )
    // The schedules reach everything there is
    expect([...stages].sort()).toEqual(['cancelled', 'checking', 'creating', 'editing', 'finished', 'starting', 'uploading'])
    expect(sent / runs).toBeGreaterThan(8)
  })
})
