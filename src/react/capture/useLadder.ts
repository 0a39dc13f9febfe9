import { useState } from 'react'
import type { VerificationErrorCode } from '../../core/errors.ts'
import { climbDown, topOfLadder, type Rung } from '../../core/ladder.ts'
import { useAdapters } from '../adapters.ts'
import { useWidget } from '../widget.tsx'

/** Which way to a photo is offered first, for all sides of one verification. */
export interface Ladder {
  rung: Rung
  hasCameraApp: boolean
  /** Counts a failure of a rung. */
  onFailure(rung: Rung, code: VerificationErrorCode): void
  /** The rung has worked: earlier failures count no more. */
  onSuccess(rung: Rung): void
}

/** The ladder of the widget around. */
export function useLadder(): Ladder {
  const { capture } = useWidget()
  const [hasCameraApp] = useState(useAdapters().hasCameraApp)
  const [{ rung }, show] = useState(capture.ladder ?? topOfLadder)
  const step = (next: typeof topOfLadder) => {
    capture.ladder = next
    show(next)
  }
  return {
    rung,
    hasCameraApp,
    onFailure: (failed, code) => step(climbDown(capture.ladder ?? topOfLadder, failed, code, hasCameraApp)),
    onSuccess: (worked) => step({ rung: worked === 'camera' ? worked : (capture.ladder ?? topOfLadder).rung, failures: 0 }),
  }
}
