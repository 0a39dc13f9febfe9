import type { CameraErrorCode } from '../../core/errors.ts'

/**
 * Writes to the developer's console what to do about a code, and returns it. The words are loaded when they are needed;
 * `null` where they cannot be.
 */
export async function warnOfCamera(code: CameraErrorCode): Promise<string | null> {
  try {
    const { cameraHint } = await import('./hints.ts')
    const hint = cameraHint(code)
    // eslint-disable-next-line no-console -- the header or attribute to add is for the developer; the person reads other words
    console.warn(hint)
    return hint
  } catch {
    return null
  }
}
