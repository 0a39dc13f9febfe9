import { isVerificationError, VerificationError } from '../core/errors.ts'
import { eventsOf } from '../core/events.ts'
import type { DraftContent } from '../core/draft.ts'
import type { Event, State } from '../core/flow/flow.ts'
import type { IndividualStep } from '../core/individual.ts'
import type { Ports } from '../core/ports.ts'
import { createStore, type Store } from '../core/flow/store.ts'
import { loadPart, type Adapters } from './adapters.ts'
import type { VerificationOptions } from './options.ts'

/** One verification outside of React: its store, and the one run that may be under way. */
export interface Engine {
  store: Store
  /** What it began with. */
  begun: DraftContent
  /** What the acts remember from one to the next. */
  memory: { -readonly [Key in 'isReviewing' | 'unanswered']: DraftContent[Key] }
  /** Awaited before a session is created: its key is to survive the page. */
  saved: (() => Promise<void>) | null
  /** Takes the submission as far as it can go; does nothing while a run is under way. */
  run(): void
  /** Tells what the person decided, and ends the run. */
  endWith(event: Event): void
  /** Tells the host of the first screen, once. */
  begin(): void
  /** Begins to tell the host; the returned function stops telling and ends the run. */
  attach(): () => void
}

/**
 * Makes an engine. Nothing starts by itself.
 * @param latest gives the host's options as they are now, so that new callbacks never restart anything
 */
export function createEngine(adapters: Adapters, latest: () => VerificationOptions, begun: DraftContent): Engine {
  const store = createStore(begun.state)
  let current: AbortController | null = null
  let hasBegun = false

  async function runOnce(controller: AbortController) {
    const { runLine } = await loadPart(() => import('./submission.ts'))
    const { patienceMs, uploadOrigins } = latest()
    await runLine({ store, ports: portsOf(engine, adapters, latest), patienceMs, uploadOrigins }, latest(), controller.signal)
  }

  function run() {
    if (current) return
    const controller = new AbortController()
    current = controller
    runOnce(controller)
      .catch((thrown: unknown) => {
        if (controller.signal.aborted) return
        // Before anyone hears of it: a host may retry at once
        if (current === controller) current = null
        const error = isVerificationError(thrown) ? thrown : new VerificationError('host-callback', { cause: thrown })
        store.dispatch({ type: 'failed', error })
      })
      .finally(() => {
        if (current === controller) current = null
      })
  }

  function stop() {
    current?.abort(new DOMException('The verification was left', 'AbortError'))
    current = null
  }

  const engine: Engine = {
    store,
    begun,
    memory: { isReviewing: begun.isReviewing, unanswered: begun.unanswered },
    saved: null,
    run,
    endWith(event) {
      store.dispatch(event)
      stop()
    },
    begin() {
      const state = store.getState()
      // However often effects are run
      const step = state.stage === 'editing' && (state.step as IndividualStep)
      if (!hasBegun && step) call(() => latest().onEvent?.({ type: 'stepShown', step }))
      hasBegun = true
    },
    attach() {
      const unsubscribe = store.subscribe((state, previous) => tellHost(latest(), state, previous))
      if (isRunning(store.getState())) run()
      return () => {
        unsubscribe()
        // Whether an interrupted create reached the vendor is unknown: only the person may repeat it
        const state = store.getState()
        if (state.stage === 'creating' && current) store.dispatch({ type: 'failed', error: new VerificationError('network') })
        stop()
      }
    },
  }
  return engine
}

function isRunning(state: State): boolean {
  return 'failure' in state && !state.failure && !(state.stage === 'checking' && state.isSlow)
}

function portsOf(engine: Engine, adapters: Adapters, latest: () => VerificationOptions): Ports {
  const { processSession, createIsIdempotent } = latest()
  return {
    clock: adapters.clock,
    connection: adapters.connection,
    upload: adapters.upload,
    newKey: adapters.newKey,
    host: {
      createIsIdempotent,
      async createSession(...given) {
        await engine.saved?.()
        given[1].signal.throwIfAborted()
        return latest().createSession(...given)
      },
      getSession: (...given) => latest().getSession(...given),
      processSession: processSession && ((...given) => (latest().processSession ?? processSession)(...given)),
    },
  }
}

function tellHost(options: VerificationOptions, state: State, previous: State) {
  for (const event of eventsOf(state, previous)) call(() => options.onEvent?.(event))
  const failure = 'failure' in state ? state.failure : null
  if (failure && failure !== ('failure' in previous ? previous.failure : null)) {
    // eslint-disable-next-line no-console -- without onError a developer would see nothing at all
    call(() => (options.onError ? options.onError(failure) : console.error(failure)))
  }
  if (state.stage === 'finished' && previous.stage !== 'finished') call(() => options.onComplete?.(state.outcome))
  if (state.stage === 'cancelled') call(() => options.onCancel?.())
}

/** A host's listener that throws is the host's fault and must show as such, without stopping the flow. */
function call(listener: () => void) {
  try {
    listener()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
