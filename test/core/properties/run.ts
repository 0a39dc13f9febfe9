import { advance } from '../../../src/core/flow/advance.ts'
import { VerificationError } from '../../../src/core/errors.ts'
import { eventsOf, type VerificationEvent } from '../../../src/core/events.ts'
import { initialState, type Event, type State, type Submission } from '../../../src/core/flow/flow.ts'
import { createStore } from '../../../src/core/flow/store.ts'
import { individualKind } from '../../../src/core/individual-kind.ts'
import { files, request } from '../samples.ts'
import { createOutside } from './outside.ts'
import type { Schedule } from './schedule.ts'
import { createTime } from './time.ts'

const longestRunMs = 24 * 3_600_000
const mostDecisions = 30

/** What the person did that may make a session: how many calls had been made before it. */
export interface Act {
  callsBefore: number
}

/** What one run came to. */
export type Ran = Awaited<ReturnType<typeof runSchedule>>

/** The ways on that the screens offer, the first of them first. As in ProblemStep, ProgressStep and ResultStep. */
function waysOn(state: State): ('submit' | 'retry' | 'edit' | 'giveUp')[] {
  if (state.stage === 'editing') return ['submit']
  if (state.stage === 'finished') return state.outcome.status === 'expired' ? ['submit', 'edit'] : []
  if (state.stage === 'cancelled') return []
  if (!state.failure) return state.stage === 'checking' && state.isSlow ? ['retry', 'giveUp'] : []
  const { code, isRetryable } = state.failure
  const isSent = state.stage === 'starting' || state.stage === 'checking'
  if (code === 'session-not-found' || code === 'create-unknown') return isSent ? ['submit'] : ['submit', 'edit']
  if (isSent) return ['retry']
  return isRetryable ? ['retry', 'edit'] : ['edit']
}

/** Plays a schedule from Submit until nothing happens any more, with a person who always takes a way on. */
export async function runSchedule(schedule: Schedule) {
  const time = createTime(schedule)
  const { ports, sessions, calls } = createOutside(schedule, time)
  const store = createStore({ ...initialState('review'), photos: files })
  const states: State[] = [store.getState()]
  const events: VerificationEvent[] = []
  const submissions: Submission[] = []
  const acts: Act[] = []
  const stuck: string[] = []
  let unanswered: Submission | null = null
  let decisions = 0
  let current: AbortController | null = null
  let counts: number[] | null = null
  const count = () => [calls.length, states.length, events.length]

  store.subscribe((state, previous) => {
    states.push(state)
    events.push(...eventsOf(state, previous))
  })

  // From here on as src/react/engine.ts and useVerification.ts do it
  const start = () => {
    if (current) return
    const own = new AbortController()
    current = own
    const rest = () => {
      if (current !== own) return
      current = null
      // Nobody taps on in vain for an hour without a pause
      time.later(Math.min(600_000, 2_000 * 2 ** decisions), decide)
    }
    advance({ store, ports, kind: individualKind({}) }, own.signal).then(rest, (error: unknown) => {
      stuck.push(`the run rejected: ${String(error)}`)
    })
  }
  const stop = () => {
    current?.abort(new DOMException('left', 'AbortError'))
    current = null
  }
  const endWith = (event: Event) => {
    store.dispatch(event)
    stop()
    if (event.type === 'cancelled') counts ??= count()
  }
  const personActs = () => void acts.push({ callsBefore: calls.length })
  const submit = (isChanged: boolean) => {
    personActs()
    const last = submissions.at(-1)?.request ?? request
    const next = isChanged ? { ...last, city: `${last.city}+` } : last
    const isSame = unanswered?.request === next
    const idempotencyKey = (isSame && unanswered?.idempotencyKey) || ports.newKey()
    unanswered = null
    const submission = { request: next, files, idempotencyKey }
    submissions.push(submission)
    store.dispatch({ type: 'submitted', submission })
    start()
  }
  const retry = () => {
    const state = store.getState()
    // Pressed while nothing has failed, as a host's own screen may, it must do nothing
    if ('failure' in state && state.failure) personActs()
    store.dispatch({ type: 'retried', atMs: time.clock.now(), idempotencyKey: ports.newKey() })
    start()
  }
  const edit = () => {
    const state = store.getState()
    if (state.stage === 'creating' && state.failure?.isRetryable) unanswered = state.submission
    store.dispatch({ type: 'edited', step: 'review' })
  }

  /** What the person does when all has come to rest. */
  function decide() {
    if (current) return
    const state = store.getState()
    const ways = waysOn(state)
    if (ways.length === 0) {
      if (state.stage !== 'finished' && state.stage !== 'cancelled') stuck.push(`no way on from ${state.stage}`)
      return
    }
    // Who wants to may leave; a person who goes on must come to an end once nothing goes wrong any more
    if (++decisions > mostDecisions) return void stuck.push(`goes on for ever in ${state.stage}`)
    const choice = schedule.decisions[decisions - 1] ?? 0
    const way = ways[choice % ways.length]
    if (way === 'giveUp') return endWith({ type: 'gaveUpWaiting' })
    if (way === 'retry') return retry()
    if (way === 'edit') edit()
    submit(choice > 3)
  }

  for (const { atMs, act } of schedule.acts) {
    time.later(atMs, () => {
      if (store.getState().stage === 'cancelled') return
      if (act === 'cancel') return endWith({ type: 'cancelled' })
      if (act === 'giveUp' && store.getState().stage === 'checking') return endWith({ type: 'gaveUpWaiting' })
      if (act === 'retry' && 'failure' in store.getState()) return retry()
      if (act === 'remount' && current) {
        if (store.getState().stage === 'creating') store.dispatch({ type: 'failed', error: new VerificationError('network') })
        stop()
        start()
      }
    })
  }
  submit(false)
  await time.untilNothingIsDue(longestRunMs)
  if (current) stuck.push(`waits for ever in ${store.getState().stage}`)
  const atCancel = counts as ReturnType<typeof count> | null
  return { schedule, sessions, calls, states, submissions, acts, stuck, atCancel, atEnd: count() }
}
