import type { DocumentShape } from '../../core/quality.ts'
import { createFrameReader, type FrameLook, viewAround } from '../../vision/frame.ts'
import { lookAtPhoto, photoLongSidePixels, type PhotoLook } from '../../vision/inspect.ts'
import type { Rect } from '../camera/types.ts'
import { pixelsOf } from '../photo/canvas.ts'
import { decodeFile, fitted } from '../photo/decode.ts'
import { isDrawable, type Picture } from '../photo/picture.ts'
import { framePixels, type FramePicture } from './frame-pixels.ts'

/** A photo to be judged. */
export interface PhotoTask {
  picture: Picture
  shape: DocumentShape
}

/** A frame of the live camera. */
export interface FrameTask extends FramePicture {
  /** Where the guide lies in the video's picture, in its pixels. */
  guide: Rect
  shape: DocumentShape
  /** Frames of one watch are compared with each other. */
  watch: number
}

/** What a look at a frame found, and how long it took. */
export interface TimedFrameLook {
  look: FrameLook
  /** From the frame to the result, in milliseconds. */
  tookMs: number
}

/** Looks at a photo or a frame, in the worker or here. Rejects with a `file-…` code. */
export async function look(task: PhotoTask | FrameTask, signal?: AbortSignal): Promise<PhotoLook | TimedFrameLook> {
  return 'frame' in task ? lookAtFrame(task) : lookAtPicture(task, signal)
}

async function lookAtPicture({ picture, shape }: PhotoTask, signal?: AbortSignal): Promise<PhotoLook> {
  const { picture: small, width, height, ...full } = await (isDrawable(picture)
    ? fitted(picture, photoLongSidePixels)
    : decodeFile(picture, photoLongSidePixels, signal))
  try {
    signal?.throwIfAborted()
    return lookAtPhoto(pixelsOf(small, width, height), { shape, ...full })
  } finally {
    small.close()
  }
}

let reader: { watch: number; read: ReturnType<typeof createFrameReader> } | undefined

async function lookAtFrame(task: FrameTask): Promise<TimedFrameLook> {
  const startedAt = performance.now()
  try {
    if (reader?.watch !== task.watch) reader = { watch: task.watch, read: createFrameReader(task.shape) }
    const { guide } = task
    const view = viewAround(guide, task.videoWidth, task.videoHeight)
    const pixels = await framePixels(task, view)
    const place = {
      x: (guide.x - view.x) * view.ratio,
      y: (guide.y - view.y) * view.ratio,
      width: guide.width * view.ratio,
      height: guide.height * view.ratio,
    }
    return { look: reader.read(pixels, place, view.ratio), tookMs: performance.now() - startedAt }
  } finally {
    task.frame.close()
  }
}
