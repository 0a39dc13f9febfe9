import type { Rung } from '../src/core/ladder.ts'
import type { Ladder } from '../src/react/capture/useLadder.ts'

/** A ladder on which a person stands still, on a phone. */
export function atRung(rung: Rung): Ladder {
  return { rung, hasCameraApp: true, onFailure: () => {}, onSuccess: () => {} }
}
