import { createContext, useContext } from 'react'
import { browserClock } from '../browser/clock.ts'
import { browserConnection } from '../browser/connection.ts'
import { hasCameraApp } from '../browser/camera-app.ts'
import { newKey } from '../browser/key.ts'
import { loadPart } from '../browser/load.ts'
import type { Clock, Connection, LookAtPhoto, PreparedImage, PrepareImage, Upload } from '../core/ports.ts'

export { createHost, type HostOptions } from '../browser/host/host.ts'
export { browserOf } from '../browser/camera/browser-name.ts'
export { loadPart }

type InspectPhoto = typeof import('../browser/photo/inspect.ts').inspectPhoto
type OpenDraft = typeof import('../browser/draft/draft.ts').openDraft
type CheckCamera = typeof import('../browser/camera/preflight.ts').checkCamera

/** Ports made of browser APIs. This file is the only way from the screens to `browser/`. */
export interface Adapters {
  clock: Clock
  connection: Connection
  newKey(): string
  upload: Upload
  prepareImage: PrepareImage
  lookAtPhoto: LookAtPhoto
  /** Whether two fingerprints are of the same side of a document. */
  isSameSide(one: string, other: string): Promise<boolean>
  /** Turns a photo by 90° clockwise. */
  turnPhoto(photo: PreparedImage, signal: AbortSignal): Promise<PreparedImage>
  /** Makes ready what the first photo needs, while the person looks for the document. */
  makePhotoToolsReady(): void
  /** Whether the device has a camera app of its own that a page can open. */
  hasCameraApp(): boolean
  /** What the live camera needs, fetched with its screen. */
  loadCaptureTools(): Promise<CaptureTools>
  /** Opens what was kept of a verification, and keeps it up to date; see `browser/draft/draft.ts`. */
  openDraft: OpenDraft
}

/** Judges a photo of a document on the device; see `browser/photo/inspect.ts`. */
export const inspectPhoto: InspectPhoto = async (...given) => (await loadPhotoTools()).inspectPhoto(...given)

/** Tries whether the camera can be used; see `browser/camera/preflight.ts`. */
export const checkCamera: CheckCamera = async (...given) =>
  (await loadPart(() => import('../browser/camera/preflight.ts'))).checkCamera(...given)

const loadPhotoTools = () => loadPart(() => import('../browser/photo-tools.ts'))

/** Keeps a verification up to date on the device. */
export type { DraftChoice, DraftKeeper } from '../browser/draft/draft.ts'

/** What the live camera's screen is made of. */
export type CaptureTools = typeof import('../browser/capture-tools.ts')

/** The real ports. What is heavy is fetched when it is needed. */
export const browserAdapters: Adapters = {
  clock: browserClock,
  connection: browserConnection,
  newKey,
  upload: async (...given) => (await loadPart(() => import('../browser/upload.ts'))).upload(...given),
  prepareImage: async (...given) => (await loadPhotoTools()).prepareImage(...given),
  lookAtPhoto: async (...given) => (await loadPhotoTools()).lookAtPhoto(...given),
  isSameSide: async (...given) => (await loadPhotoTools()).isSameSide(...given),
  turnPhoto: async (photo, signal) => (await loadPhotoTools()).turnPhoto(photo, 90, signal),
  makePhotoToolsReady: () => void loadPhotoTools().then((tools) => tools.makePhotoToolsReady(), () => {}),
  hasCameraApp,
  loadCaptureTools: () => loadPart(() => import('../browser/capture-tools.ts')),
  openDraft: async (...given) => (await loadPart(() => import('../browser/draft/draft.ts'))).openDraft(...given),
}

const AdaptersContext = createContext(browserAdapters)

/** Puts other ports under the widget: for stories and tests. */
export const AdaptersProvider = AdaptersContext.Provider

/** The ports of the widget around. */
export function useAdapters(): Adapters {
  return useContext(AdaptersContext)
}
