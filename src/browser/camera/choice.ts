import { capabilitiesOf, type RankedCamera } from './score.ts'
import type { CameraDevice, CameraFacing } from './types.ts'

/** How a camera is chosen and kept. */
export interface CameraOptions {
  /** Which way the camera should look. @default 'environment' */
  facing?: CameraFacing
  /** The camera to begin with, where the person has chosen none. */
  deviceId?: string
  /** Told of every camera that is switched to. */
  onChange?(device: CameraDevice): void
  /** @default navigator.mediaDevices, read when the camera is opened */
  mediaDevices?: MediaDevices
  /** How long a stream is kept with nobody looking, in milliseconds. @default 60000 */
  restMs?: number
}

/** How much more a camera must score to be worth a switch. */
const clearlyBetter = 5

/** The best camera, where it is clearly better than the open one. */
export function betterCamera(cameras: readonly RankedCamera[], current: CameraDevice): CameraDevice | null {
  const [best] = cameras
  const score = cameras.find(({ id }) => id === current.id)?.score ?? 0
  return best && best.score - score >= clearlyBetter ? best : null
}

/** Cameras that look the wanted way, or do not tell, best first. */
const camerasFacing = (cameras: readonly CameraDevice[], wanted: CameraFacing) =>
  cameras.filter(({ facing }) => facing === null || facing === wanted)

/**
 * Which cameras have been tried and did not serve. The returned function gives the one to go on with: the next one or,
 * with none left, once more the best; `null` where there is none but this one.
 */
export function createTrials(wanted: CameraFacing): (id: string, cameras: readonly CameraDevice[]) => string | null {
  const tried = new Set<string>()
  let hasTriedAll = false
  return (id, cameras) => {
    tried.add(id)
    const able = camerasFacing(cameras, wanted)
    const target = able.find((camera) => !tried.has(camera.id)) ?? (hasTriedAll ? undefined : able[0])
    if (!target || target.id === id) return null
    hasTriedAll = tried.has(target.id)
    return target.id
  }
}

/** The id of the camera that looks the other way, or else of the next one, so that all have their turn. */
export function otherCamera(cameras: readonly CameraDevice[], current: CameraDevice): string | undefined {
  const away = cameras.find(({ facing }) => facing && current.facing && facing !== current.facing)
  // not in the order of the list: that changes with what is learnt of each
  const ids = cameras.map(({ id }) => id).sort()
  return away?.id ?? ids[(ids.indexOf(current.id) + 1) % ids.length]
}

/** What can be set on an open camera. */
export interface CameraAdjustment {
  torch?: boolean
  zoom?: number
}

/** Asks for focus, and with it for light and zoom: browsers forget what is not asked for again. */
export async function adjustCamera(track: MediaStreamTrack, wishes: CameraAdjustment) {
  const focus = capabilitiesOf(track).focusMode?.includes('continuous') && { focusMode: 'continuous' }
  if (focus || Object.keys(wishes).length > 0) await track.applyConstraints({ advanced: [{ ...wishes, ...focus } as object] })
}

/** Twice as large, where the camera can: held further away, lenses that do not focus on what is near see it sharply. */
export const zoomOf = (track: MediaStreamTrack): CameraAdjustment =>
  (capabilitiesOf(track).zoom?.max ?? 1) >= 2 ? { zoom: 2 } : {}
