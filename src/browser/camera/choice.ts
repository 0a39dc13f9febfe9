import { rememberCamera, rememberedCamera } from './remember.ts'
import type { RankedCamera } from './score.ts'
import { errorName } from './stream.ts'
import type { CameraDevice, CameraFacing, CameraState } from './types.ts'

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

/** Which camera to open: `null` leaves it to the browser. */
export interface Wish {
  readonly id: string | null
  /** Whether the person chose it: it is then kept to. */
  readonly isChosen: boolean
}

/** Whichever the browser takes. */
const anyCamera: Wish = { id: null, isChosen: false }

/** How much more a camera must score to be worth a switch. */
const clearlyBetter = 5
/** What `getUserMedia` throws for the id of a camera that is not there. */
const isGone = /^(Overconstrained|NotFound)Error$/

/** Which camera to open in place of another; each answer is `null` where that one is to be kept. */
export interface Choice {
  /** After a camera that did not serve: the next one or, with none left, once more the best. */
  next(id: string, cameras: readonly CameraDevice[]): Wish | null
  /** After a camera that did not open, unless nothing but the error is left. */
  afterError(wish: Wish, error: unknown, cameras: readonly CameraDevice[]): Wish | null
  /** In place of the one that the browser took: once, and only where it is clearly better. */
  better(wish: Wish, current: CameraDevice, cameras: readonly RankedCamera[]): Wish | null
}

/** Chooses among the cameras of a device, and keeps in mind which have been tried. */
export function createChoice(facing: CameraFacing): Choice {
  const tried = new Set<string>()
  let hasTriedAll = false
  let hasSwitched = false

  function next(id: string, cameras: readonly CameraDevice[]): Wish | null {
    tried.add(id)
    const able = cameras.filter((camera) => camera.facing === null || camera.facing === facing)
    const target = able.find((camera) => !tried.has(camera.id)) ?? (hasTriedAll ? undefined : able[0])
    if (!target || target.id === id) return null
    hasTriedAll = tried.has(target.id)
    return { id: target.id, isChosen: false }
  }

  return {
    next,
    afterError({ id, isChosen }, error, cameras) {
      if (id === null) return null
      const name = errorName(error)
      if (isGone.test(name)) {
        if (rememberedCamera(facing) === id) rememberCamera(facing, null)
        return anyCamera
      }
      if (isChosen) return null
      // a browser that asks for each camera anew need not go through all of them
      return (name !== 'NotAllowedError' && next(id, cameras)) || anyCamera
    },
    better({ id }, current, cameras) {
      const [best] = cameras
      const score = cameras.find((camera) => camera.id === current.id)?.score ?? 0
      if (id !== null || hasSwitched || !best || best.score - score < clearlyBetter) return null
      hasSwitched = true
      return { id: best.id, isChosen: false }
    },
  }
}

/** The id of the camera that looks the other way, or else of the next one, so that all have their turn. */
export function otherCamera({ cameras, current }: CameraState): string | undefined {
  if (!current) return
  const away = cameras.find(({ facing }) => facing && current.facing && facing !== current.facing)
  // not in the order of the list: that changes with what is learnt of each
  const ids = cameras.map(({ id }) => id).sort()
  return away?.id ?? ids[(ids.indexOf(current.id) + 1) % ids.length]
}
