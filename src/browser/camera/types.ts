import type { CameraErrorCode } from '../../core/errors.ts'

/** Which way a camera looks: away from the person, or at them. */
export type CameraFacing = 'environment' | 'user'

/** One of the device's cameras. */
export interface CameraDevice {
  readonly id: string
  /** As the browser names it; empty until the permission is there. */
  readonly label: string
  /** `null` where neither the browser nor the label tells. */
  readonly facing: CameraFacing | null
}

/** What is to be known of the camera at a moment. A new object for every change, the same one between changes. */
export interface CameraState {
  /**
   * `asking`: the browser has been asked for a stream, the person may be reading its question. `starting`: there is a
   * stream but no picture yet. `live`: a first real frame has been seen.
   */
  readonly status: 'closed' | 'asking' | 'starting' | 'live' | 'failed'
  /** Why, when it failed. */
  readonly failure: CameraErrorCode | null
  /** The cameras to choose from, best first; more than one means that choosing makes sense. */
  readonly cameras: readonly CameraDevice[]
  readonly current: CameraDevice | null
  /** Whether the preview is to be shown as a mirror. Pictures never are. */
  readonly isMirrored: boolean
  /** `none` where the camera has no light. */
  readonly torch: 'none' | 'off' | 'on'
}

/** A part of a box or a picture; all four in the same unit. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The one owner of the camera's stream. */
export interface Camera {
  getState(): CameraState
  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void
  /** Opens, or goes on with a stream that rests. Call it from a person's act. Does nothing while open. */
  open(): void
  /** Shows the stream, also a later one, in an element; the returned function lets go of it. */
  attach(video: HTMLVideoElement): () => void
  /** Switches to a camera of the person's choice, and remembers it. */
  choose(id: string): void
  /** Switches to the next camera that looks the other way, or else to the next one. */
  flip(): void
  setTorch(isOn: boolean): void
  /** Says that this camera cannot see the document (no colour, never sharp): tries the next one, once each, then zooms. */
  tryNext(): void
  /**
   * Takes a picture at the sensor's full resolution, upright, never mirrored, cut to the guide with a margin, as JPEG.
   * @param guide where the guide lies over the element that was attached last, in CSS pixels from its upper left
   * @throws VerificationError `camera-black` where the camera is live and the picture is empty, `camera-failed`, or the signal's reason
   */
  takePicture(guide: Rect | null, signal: AbortSignal): Promise<Blob>
  /** Keeps the stream, for a while, with nobody looking. */
  rest(): void
  /** Ends every track, also of a stream that is still to come. */
  close(): void
}
