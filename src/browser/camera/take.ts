import { minShortSidePixels } from '../../core/documents.ts'
import { VerificationError } from '../../core/errors.ts'
import { sharedEncoder, type Encoder } from '../photo/encoder.ts'
import type { Drawable } from '../photo/picture.ts'
import { within } from './limit.ts'
import { evenPart, guideToPicture, type Size } from './mapping.ts'
import type { Rect } from './types.ts'
import { hasContent, hasFrame, hasNewFrame, lookAt } from './watch.ts'

/** What to take a picture of. */
export interface Shot {
  readonly video: HTMLVideoElement
  readonly track: MediaStreamTrack
  /** In CSS pixels from the video element's upper left; `null` takes everything. */
  readonly guide: Rect | null
  readonly isMirrored: boolean
  /** Whether the sensor may be asked for a photo of its own; that can put a torch out. */
  readonly mayTakePhoto: boolean
}

/** How long the sensor may take for a photo, in milliseconds. */
const photoLimitMs = 3_000
/** How many times the frame's pixels a photo must have to be worth the wait. */
const worthwhile = 1.5
/** More pixels than this are lost again when the picture is encoded. */
const maxPixels = 16_777_216

/**
 * Takes the sensor's photo where that has clearly more pixels than the frame, else the frame; never mirrored, cut to the
 * guide with a margin, as JPEG. Rejects with `camera-black` where it shows nothing, `camera-failed`, or the signal's reason.
 */
export async function takeShot(shot: Shot, signal: AbortSignal, encoder: Encoder = sharedEncoder()): Promise<Blob> {
  signal.throwIfAborted()
  const { video } = shot
  if (!hasFrame(video)) await hasNewFrame(video, signal)
  const frame = await frameOf(video)
  try {
    if (!hasContent(lookAt(frame))) throw new VerificationError('camera-black', { message: 'idstep: the frame is empty.' })
    const size = sizeOf(frame)
    const photo = shot.mayTakePhoto ? await photoOf(shot, size, signal) : null
    const cut = photo ?? (await cutOf(frame, shot, size))
    signal.throwIfAborted()
    return (await encoder.encode(cut, signal)).blob
  } finally {
    frame.close()
  }
}

/** A `VideoFrame` costs the main thread nothing; a bitmap of a 4K video a tenth of a second. */
async function frameOf(video: HTMLVideoElement): Promise<Drawable> {
  try {
    const frame = new VideoFrame(video)
    // a frame that says it lies on its side is not what the person has seen
    if (frame.displayWidth === video.videoWidth && frame.displayHeight === video.videoHeight) return frame
    frame.close()
  } catch {
    // no such thing here, or not of this video
  }
  try {
    return await createImageBitmap(video)
  } catch {
    // some browsers make bitmaps of pictures only
    const { videoWidth: width, videoHeight: height } = video
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return createImageBitmap(canvas).catch((cause: unknown) => {
      throw new VerificationError('camera-failed', { cause })
    })
  }
}

/** The part under the guide; all of it where no part can be named. A bitmap of its own either way. */
async function cutOf(drawable: Drawable, { video, guide, isMirrored }: Shot, shown: Size): Promise<Drawable> {
  const picture = sizeOf(drawable)
  const place = { view: video.getBoundingClientRect(), video: shown, picture, isMirrored, leastPixels: minShortSidePixels }
  const part = guide && guideToPicture({ ...place, guide })
  if ('format' in drawable) {
    if (!part) return drawable.clone()
    return new VideoFrame(drawable, { visibleRect: evenPart(part, picture) })
  }
  return part ? createImageBitmap(drawable, part.x, part.y, part.width, part.height) : createImageBitmap(drawable)
}

const sizeOf = (drawable: Drawable): Size =>
  'format' in drawable ? { width: drawable.displayWidth, height: drawable.displayHeight } : drawable

/** The sensor's own photo, cut; `null` where there is none, it is late, not larger, empty or of another shape. */
async function photoOf(shot: Shot, frame: Size, signal: AbortSignal): Promise<Drawable | null> {
  if (typeof ImageCapture === 'undefined') return null
  const leastPixels = frame.width * frame.height * worthwhile
  try {
    const capture = new ImageCapture(shot.track)
    const { imageWidth, imageHeight } = (await within(capture.getPhotoCapabilities(), photoLimitMs, signal)) ?? {}
    const [width = 0, height = 0] = [imageWidth?.max, imageHeight?.max]
    if (width * height < leastPixels) return null
    const ratio = Math.min(1, Math.sqrt(maxPixels / (width * height)))
    const settings = { imageWidth: Math.floor(width * ratio), imageHeight: Math.floor(height * ratio) }
    const blob = await within(capture.takePhoto(settings), photoLimitMs, signal)
    const photo = blob && (await createImageBitmap(blob))
    if (!photo) return null
    const isTurned = (photo.width - photo.height) * (frame.width - frame.height) < 0
    const isGood = !isTurned && photo.width * photo.height >= leastPixels && hasContent(lookAt(photo))
    const cut = isGood ? await cutOf(photo, shot, frame) : null
    photo.close()
    return cut
  } catch {
    signal.throwIfAborted()
    return null
  }
}
