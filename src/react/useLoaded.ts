import { useCallback, useEffect, useState } from 'react'

/** What a fetched part is: not there yet, there, or not to be had for now. */
export type Loaded<Part> = { part: Part; hasFailed: false } | { part: null; hasFailed: boolean }

/** A part of the widget that is fetched once, and again when that failed and the person asks. */
export interface LazyPart<Part> {
  load(): Promise<Part>
  /** The part, once it is there. */
  current: Part | null
}

/** Describes a part to be fetched when needed. */
export function lazyPart<Part>(fetchPart: () => Promise<Part>): LazyPart<Part> {
  const lazy: LazyPart<Part> = {
    current: null,
    async load() {
      lazy.current ??= await fetchPart()
      return lazy.current
    },
  }
  return lazy
}

/** Fetches a part while a component that needs it is shown; a part that is there already is there at once. */
export function useLoaded<Part>(lazy: LazyPart<Part>): Loaded<Part> & { retry: () => void } {
  const [, setChanges] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isShown = true
    lazy.load().then(
      () => isShown && setChanges((count) => count + 1),
      () => isShown && setFailed(true),
    )
    return () => {
      isShown = false
    }
  }, [lazy, attempt])
  const retry = useCallback(() => {
    setFailed(false)
    setAttempt((count) => count + 1)
  }, [])
  return lazy.current === null ? { part: null, hasFailed, retry } : { part: lazy.current, hasFailed: false, retry }
}
