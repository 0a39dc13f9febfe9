import type { Event, State } from './flow.ts'
import { reduce } from './reduce.ts'

/** Holds the state of one verification and tells who listens. */
export interface Store {
  getState(): State
  /** Applies an event; listeners hear of it only when it changed something. */
  dispatch(event: Event): void
  /** @returns a function that ends the subscription */
  subscribe(listener: (state: State, previous: State) => void): () => void
}

/** Makes a store; `useSyncExternalStore` can read it as it is. */
export function createStore(initial: State): Store {
  let state = initial
  const listeners = new Set<(state: State, previous: State) => void>()
  const untold: [state: State, previous: State][] = []
  return {
    getState: () => state,
    dispatch(event) {
      const previous = state
      state = reduce(state, event)
      if (state === previous) return
      untold.push([state, previous])
      // A change that a listener makes is told to all after the change that it heard of
      if (untold.length > 1) return
      try {
        for (const change of untold) for (const listener of [...listeners]) listener(...change)
      } finally {
        untold.length = 0
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
