import type { CameraErrorCode } from '../../core/errors.ts'
import { constraintLadder } from './constraints.ts'
import { cameraErrorOf, readCameraContext } from './errors.ts'
import { within } from './limit.ts'
import { cameraOf } from './score.ts'
import { openStream } from './stream.ts'
import type { CameraFacing } from './types.ts'
import { createViewer } from './viewer.ts'
import { warnOfCamera } from './warn.ts'
import { waitForPicture } from './watch.ts'

/** Which camera is needed, and how to stop looking. */
export interface CameraCheckOptions {
  /** Says that a camera is needed that looks this way; a webcam that does not tell counts as looking at the person. */
  facing?: CameraFacing
  /** Says that this camera is needed. */
  deviceId?: string
  signal?: AbortSignal
  /** @default navigator.mediaDevices */
  mediaDevices?: MediaDevices
}

/** Whether the camera can be used, or why not. */
export interface CameraCheck {
  code: 'ok' | CameraErrorCode
  /** For developers: what to change, with the exact header or attribute. `null` when all is well. */
  hint: string | null
}

/**
 * Opens the camera for a moment, looks for a real picture, and closes it. Call it from a person's act: the browser may
 * ask them. What is wrong is also written to the console. Rejects only with the signal's reason.
 */
export async function checkCamera(options: CameraCheckOptions = {}): Promise<CameraCheck> {
  const { signal = new AbortController().signal, mediaDevices = navigator.mediaDevices } = options
  const run = new AbortController()
  const stop = () => run.abort(signal.reason)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  let code: CameraCheck['code'] | undefined
  try {
    // a question may stay open for ever, an abort is answered at once
    code = await within(look(options, mediaDevices, run.signal), maxTimerMs, run.signal)
  } finally {
    signal.removeEventListener('abort', stop)
    run.abort()
  }
  return !code || code === 'ok' ? { code: 'ok', hint: null } : { code, hint: await warnOfCamera(code) }
}

/** As long as a timer can be. */
const maxTimerMs = 2 ** 31 - 1

async function look(
  { facing, deviceId }: CameraCheckOptions,
  mediaDevices: MediaDevices | undefined,
  signal: AbortSignal,
): Promise<CameraCheck['code']> {
  const viewer = createViewer(document.createElement('video'))
  try {
    const rungs = constraintLadder(facing ?? 'environment', deviceId ?? null, mediaDevices?.getSupportedConstraints?.())
    const stream = await openStream(mediaDevices, rungs, signal)
    const track = stream.getVideoTracks()[0]
    if (facing && track && (cameraOf(track).facing ?? 'user') !== facing) return 'camera-unsuited'
    viewer.show(stream)
    return (await waitForPicture(() => viewer, signal)) ? 'ok' : 'camera-black'
  } catch (error) {
    signal.throwIfAborted()
    return cameraErrorOf(error, await readCameraContext(mediaDevices))
  } finally {
    viewer.show(null)
  }
}
