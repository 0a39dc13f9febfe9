import type { VerificationErrorCode } from './errors.ts'

/**
 * The ways to a photo, from the best down: the camera in the page, the device's own camera app, a file. "Continue on
 * your phone" will stand below.
 */
export type Rung = 'camera' | 'cameraApp' | 'file'

/** Where a person stands on the ladder, and how often this rung has failed them. */
export interface Ladder {
  readonly rung: Rung
  readonly failures: number
}

/** Where everyone begins. */
export const topOfLadder: Ladder = { rung: 'camera', failures: 0 }

/** How often a rung may fail before the next one is offered first. */
const maxFailures = 2

/** Trying the camera again on this page cannot help. */
const final: readonly VerificationErrorCode[] = [
  'camera-insecure', 'camera-policy', 'camera-iframe', 'camera-unsupported', 'camera-missing',
]

/**
 * One failure of a rung: a final one leads down at once, any other after the second.
 * @param hasCameraApp whether there is a camera app to be opened; without one its rung is left out
 */
export function climbDown(ladder: Ladder, rung: Rung, code: VerificationErrorCode, hasCameraApp: boolean): Ladder {
  if (rung !== ladder.rung || rung === 'file') return ladder
  const failures = ladder.failures + 1
  if (failures < maxFailures && !final.includes(code)) return { rung, failures }
  return { rung: rung === 'camera' && hasCameraApp ? 'cameraApp' : 'file', failures: 0 }
}
