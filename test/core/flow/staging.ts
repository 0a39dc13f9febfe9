import { advance } from '../../../src/core/flow/advance.ts'
import type { CreatedSession, ReadSession, SessionRequest, UploadTarget } from '../../../src/core/contract/session.ts'
import { initialState, type Event, type Photos, type State } from '../../../src/core/flow/flow.ts'
import { individualKind } from '../../../src/core/individual-kind.ts'
import { callbackTimeoutMs } from '../../../src/core/policy.ts'
import type { CallOptions, Clock, Ports } from '../../../src/core/ports.ts'
import { createStore } from '../../../src/core/flow/store.ts'
import { created, files, request, session, startMs } from '../samples.ts'

/** A clock whose time goes on only while `until` is awaited, and then at once to the next thing that is due. */
export function createFakeClock() {
  let nowMs = startMs
  const due = new Set<{ atMs: number; resolve: () => void }>()
  const looksMs: number[] = []
  const pausesMs: number[] = []
  const wait = (delayMs: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason)
      const abort = () => {
        due.delete(entry)
        reject(signal.reason)
      }
      const end = () => {
        signal.removeEventListener('abort', abort)
        resolve()
      }
      const entry = { atMs: nowMs + delayMs, resolve: end }
      due.add(entry)
      signal.addEventListener('abort', abort, { once: true })
    })
  const clock: Clock = {
    now: () => nowMs,
    random: () => 0.5,
    wait(delayMs, signal) {
      if (delayMs !== callbackTimeoutMs) pausesMs.push(delayMs)
      return wait(delayMs, signal)
    },
    waitForLook(delayMs, signal) {
      looksMs.push(delayMs)
      return wait(delayMs, signal)
    },
  }
  return {
    ...clock,
    /** Delays that were asked for before looks. */
    looksMs,
    /** Delays that were asked for otherwise, without the limits of callbacks. */
    pausesMs,
    /** Waits that are still held; none may outlive a run. */
    waiting: () => due.size,
    /** Lets time pass until the promise settles. */
    async until<Value>(promise: Promise<Value>): Promise<Value> {
      let isSettled = false
      const settle = () => {
        isSettled = true
      }
      promise.then(settle, settle)
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve))
        if (isSettled) return promise
        const [next] = [...due].sort((a, b) => a.atMs - b.atMs)
        if (!next) throw new Error('waits for something that never comes')
        nowMs = Math.max(nowMs, next.atMs)
        due.delete(next)
        next.resolve()
      }
    },
  }
}

/** A device's network that goes and comes when the test says so. */
export function createFakeConnection() {
  let isThere = true
  const waiting = new Set<() => void>()
  return {
    isOnline: () => isThere,
    whenOnline: (signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        if (isThere) return resolve()
        const abort = () => {
          waiting.delete(end)
          reject(signal.reason)
        }
        const end = () => {
          signal.removeEventListener('abort', abort)
          resolve()
        }
        waiting.add(end)
        signal.addEventListener('abort', abort, { once: true })
      }),
    /** Who waits for it. */
    waiting: () => waiting.size,
    set(isOnline: boolean) {
      isThere = isOnline
      if (isOnline) for (const end of waiting) end()
      if (isOnline) waiting.clear()
    },
  }
}

const thrown = Symbol('thrown')
type Thrown = { [thrown]: unknown }
/** What a callback does when it is called: resolves to a value, throws one, or does as it likes. */
export type Step = Thrown | ((options: CallOptions) => unknown) | object | string | number | null | undefined

/** A step that rejects. */
export function throws(value: unknown): Thrown {
  return { [thrown]: value }
}

/** A step that never settles. */
export const never = () => new Promise<never>(() => {})

async function play(step: Step, options: CallOptions): Promise<unknown> {
  if (typeof step === 'function') return step(options)
  if (typeof step === 'object' && step !== null && thrown in step) throw step[thrown]
  return step
}

/** How the outside behaves, call by call. The last look repeats; an upload without a script succeeds. */
export interface Script {
  create?: Step[]
  process?: Step[] | 'absent'
  get?: Step[]
  /** By the name in the target's key, for example `front-1`. */
  upload?: Record<string, Step[]>
  files?: Photos
  patienceMs?: number
  createIsIdempotent?: boolean
  uploadOrigins?: string[] | undefined
}

/** A submission that has just been made, in front of an outside that follows a script. */
export function setStage(script: Script = {}) {
  const clock = createFakeClock()
  const connection = createFakeConnection()
  const store = createStore(initialState('review'))
  const controller = new AbortController()
  const calls: string[] = []
  const bodies: SessionRequest[] = []
  const signals: AbortSignal[] = []
  const states: State[] = []
  const listeners: ((call: string) => void)[] = []
  const photos = script.files ?? files
  const {
    create = [created()],
    process = [undefined],
    upload = {},
    get = [session('COMPLETED', 'individual-1')],
  } = script
  let keys = 1

  const call = (name: string, steps: Step[], options: CallOptions) => {
    calls.push(name)
    signals.push(options.signal)
    for (const listener of listeners) listener(name)
    if (steps.length === 0) throw new Error(`${name}: one call more than the script has`)
    return play(steps.shift(), options)
  }
  const ports: Ports = {
    clock,
    connection,
    newKey: () => `key-${++keys}`,
    host: {
      createIsIdempotent: script.createIsIdempotent,
      async createSession(body, options) {
        bodies.push(body)
        return (await call(`create ${options.idempotencyKey}`, create, options)) as CreatedSession
      },
      async getSession(_id, options) {
        return (await call('get', get.length > 1 ? get : [get[0]], options)) as ReadSession
      },
      processSession:
        process === 'absent'
          ? undefined
          : async (_id: string, options: CallOptions) => call('process', process, options),
    },
    async upload(to: UploadTarget, file, options) {
      const key = to.fields.key?.replace('documents/', '') ?? ''
      const steps = upload[key]?.length ? upload[key] : [undefined]
      const end = call(`upload ${key} ${file.size}`, steps, options)
      options.onProgress(file.size / 2)
      await end
      options.onProgress(file.size)
    },
  }
  for (const [name, taken] of Object.entries(photos)) store.dispatch({ type: 'photoTaken', name, photo: taken })
  store.dispatch({ type: 'submitted', submission: { request, files: photos, idempotencyKey: 'key-1' } })
  store.subscribe((state) => void states.push(state))

  const run = () =>
    clock.until(advance({ store, ports, kind: individualKind({ contact: { postalCode: 'optional' } }), patienceMs: script.patienceMs, uploadOrigins: script.uploadOrigins }, controller.signal))
  const dispatch = (event: Event) => store.dispatch(event)
  return {
    store, clock, connection, ports, calls, bodies, signals, states, run, dispatch,
    signal: controller.signal,
    state: () => store.getState(),
    /** The error over the stage. */
    failure() {
      const state = store.getState()
      return 'failure' in state ? state.failure : null
    },
    abort: () => controller.abort(new DOMException('left', 'AbortError')),
    onCall: (listener: (call: string) => void) => void listeners.push(listener),
    /** The person asks to try again, and the line runs as far as it can. */
    retry() {
      dispatch({ type: 'retried', atMs: clock.now(), idempotencyKey: ports.newKey() })
      return run()
    },
  }
}
