import { capabilitiesOf } from './score.ts'

/** What can be set on an open camera. */
export interface CameraSettings {
  torch?: boolean
  zoom?: number
}

/** A stream, the signal with which it ends, and what was asked of it. */
export interface Run {
  readonly stream: MediaStream
  readonly track: MediaStreamTrack
  readonly signal: AbortSignal
  settings: CameraSettings
}

/**
 * Sets what is asked for and the focus, with all that was asked for before: browsers forget what is not asked for
 * again. Never rejects; `false` where the camera could not, or has ended.
 */
export async function adjustCamera(run: Run, change: CameraSettings = {}): Promise<boolean> {
  run.settings = { ...run.settings, ...change }
  const canFocus = capabilitiesOf(run.track).focusMode?.includes('continuous')
  const asked: object = { ...run.settings, ...(canFocus && { focusMode: 'continuous' }) }
  try {
    if (Object.keys(asked).length > 0) await run.track.applyConstraints({ advanced: [asked] })
    return !run.signal.aborted
  } catch {
    return false
  }
}

/** Makes all twice as large, where the camera can: held further away, a lens for what is far sees it sharply. */
export function zoomIn(run: Run) {
  if (!run.settings.zoom && (capabilitiesOf(run.track).zoom?.max ?? 1) >= 2) void adjustCamera(run, { zoom: 2 })
}
