import type { CameraFacing } from './types.ts'

const sizes = [[3840, 2160], [1920, 1080], [1280, 720]] as const

/**
 * What to ask of the camera, one after the other: from 4K down to whatever there is. A camera is asked for by its id, or
 * by the way it looks, never by both: browsers let one win silently. Everything but the id is a wish.
 * `resizeMode: 'none'` keeps Chromium from scaling and cropping what the sensor gives.
 */
export function constraintLadder(
  facing: CameraFacing,
  id: string | null,
  supported: MediaTrackSupportedConstraints = {},
): (MediaTrackConstraints | true)[] {
  const which = id === null ? { facingMode: { ideal: facing } } : { deviceId: { exact: id } }
  const rungs: (MediaTrackConstraints | true)[] = sizes.map(([width, height]) => ({
    ...which,
    width: { ideal: width },
    height: { ideal: height },
    ...('resizeMode' in supported && { resizeMode: 'none' }),
  }))
  rungs.push(which)
  if (id === null) rungs.push(true)
  return rungs
}
