import { createContext, useContext } from 'react'
import { browserClock } from '../browser/clock.ts'
import { newKey } from '../browser/key.ts'
import { VerificationError } from '../core/errors.ts'
import type { Clock, PrepareImage, Upload } from '../core/ports.ts'

export { createHost } from '../browser/host.ts'

/** Ports made of browser APIs. This file is the only way from the screens to `browser/`. */
export interface Adapters {
  clock: Clock
  newKey(): string
  upload: Upload
  prepareImage: PrepareImage
}

/** Waits for one of our own parts; what cannot be fetched becomes a `not-loaded` error that can be retried. */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load()
  } catch (cause) {
    throw new VerificationError('not-loaded', { message: 'idstep: a part of the widget could not be fetched', cause })
  }
}

/** The real ports. What is heavy is fetched when it is needed. */
export const browserAdapters: Adapters = {
  clock: browserClock,
  newKey,
  upload: async (...given) => (await loadPart(() => import('../browser/upload.ts'))).upload(...given),
  prepareImage: async (...given) => (await loadPart(() => import('../browser/image.ts'))).prepareImage(...given),
}

/** The rules of the camera, fetched with the camera's screen. */
export type CameraRules = typeof import('../browser/camera.ts')

/** Fetches them. */
export const loadCameraRules = (): Promise<CameraRules> => import('../browser/camera.ts')

const AdaptersContext = createContext(browserAdapters)

/** Puts other ports under the widget: for stories and tests. */
export const AdaptersProvider = AdaptersContext.Provider

/** The ports of the widget around. */
export function useAdapters(): Adapters {
  return useContext(AdaptersContext)
}
