import { createContext, useContext } from 'react'
import { browserClock } from '../browser/clock.ts'
import { newKey } from '../browser/key.ts'
import { loadPart } from '../browser/load.ts'
import type { Clock, PrepareImage, Upload } from '../core/ports.ts'

export { createHost, type HostOptions } from '../browser/host/host.ts'
export { loadPart }

/** Ports made of browser APIs. This file is the only way from the screens to `browser/`. */
export interface Adapters {
  clock: Clock
  newKey(): string
  upload: Upload
  prepareImage: PrepareImage
}

/** The real ports. What is heavy is fetched when it is needed. */
export const browserAdapters: Adapters = {
  clock: browserClock,
  newKey,
  upload: async (...given) => (await loadPart(() => import('../browser/upload.ts'))).upload(...given),
  prepareImage: async (...given) => (await loadPart(() => import('../browser/photo/image.ts'))).prepareImage(...given),
}

/** The rules of the camera, fetched with the camera's screen. */
export type CameraRules = typeof import('../browser/camera/camera.ts')

/** Fetches them. */
export const loadCameraRules = (): Promise<CameraRules> => import('../browser/camera/camera.ts')

const AdaptersContext = createContext(browserAdapters)

/** Puts other ports under the widget: for stories and tests. */
export const AdaptersProvider = AdaptersContext.Provider

/** The ports of the widget around. */
export function useAdapters(): Adapters {
  return useContext(AdaptersContext)
}
