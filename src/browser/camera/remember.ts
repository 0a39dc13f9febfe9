import type { CameraFacing } from './types.ts'

const kept = new Map<string, string | null>()

const keyOf = (facing: CameraFacing) => (facing === 'user' ? 'idstep.camera.user' : 'idstep.camera')

/** Keeps the id of the camera that the person chose, for as long as the tab lives; `null` forgets it. */
export function rememberCamera(facing: CameraFacing, id: string | null) {
  const key = keyOf(facing)
  kept.set(key, id)
  try {
    if (id === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, id)
  } catch {
    // the storage is forbidden or full: the page's memory has it
  }
}

/** The id of the camera that the person chose, or `null`. */
export function rememberedCamera(facing: CameraFacing): string | null {
  const key = keyOf(facing)
  try {
    return kept.get(key) ?? sessionStorage.getItem(key)
  } catch {
    return null
  }
}
