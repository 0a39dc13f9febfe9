import { checkPixels, formatOf, maxFileBytes, maxLongSidePixels, type FileFormat } from '../../core/documents.ts'
import { isVerificationError, VerificationError } from '../../core/errors.ts'
import { readContainer, withoutMetadata } from './container.ts'

/** A picked file, or a frame of the camera. */
export type Picture = Blob | ImageBitmap

/** A JPEG without metadata, and its size in pixels. */
export interface EncodedImage {
  blob: Blob
  width: number
  height: number
}

/** Largest canvas that iOS Safari draws on, in pixels; a larger one stays blank without an error. */
const maxCanvasPixels = 16_777_216
/** Most pixels that are decoded at all: beyond any phone's camera, and 800 MB once decoded. */
const maxDecodedPixels = 200_000_000
const fileQuality = 0.9
/** A frame is encoded once more when it is prepared, so it loses as little as possible the first time. */
const frameQuality = 0.95

/**
 * Turns a picture into an upright JPEG without metadata, white behind transparency. A file is checked and resized to at
 * most `maxLongSidePixels`; a camera frame keeps its size. Runs in the worker as on the main thread.
 * Rejects with a `file-…` code, for a frame with `camera-failed`, or with the signal's reason.
 */
export async function encode(picture: Picture, signal?: AbortSignal): Promise<EncodedImage> {
  const isFrame = isBitmap(picture)
  try {
    if (isFrame) return await encodeFrame(picture)
    return await encodeFile(picture, signal)
  } catch (error) {
    if (isVerificationError(error) || signal?.aborted) throw error
    throw new VerificationError(isFrame ? 'camera-failed' : 'file-broken', { cause: error })
  }
}

/** Tells a camera frame from a file; unlike `instanceof`, also for objects of another frame of the page. */
export function isBitmap(picture: Picture): picture is ImageBitmap {
  return 'close' in picture
}

async function encodeFrame(frame: ImageBitmap): Promise<EncodedImage> {
  const ratio = Math.min(1, Math.sqrt(maxCanvasPixels / (frame.width * frame.height)))
  return draw(frame, Math.floor(frame.width * ratio), Math.floor(frame.height * ratio), frameQuality)
}

async function encodeFile(file: Blob, signal?: AbortSignal): Promise<EncodedImage> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  signal?.throwIfAborted()
  const format = formatOf(bytes)
  const { size, isWhole } = readContainer(bytes, format)
  if (!isWhole) throw new VerificationError('file-broken')
  const pixels = size === null ? 0 : size.width * size.height
  if (pixels > maxDecodedPixels) throw new VerificationError('file-too-large')

  const isHuge = size !== null && pixels > maxCanvasPixels && Math.min(size.width, size.height) >= maxLongSidePixels
  const bitmap = await decode(file, format, isHuge)
  try {
    signal?.throwIfAborted()
    const problem = isHuge ? null : checkPixels(bitmap.width, bitmap.height)
    if (problem !== null) throw new VerificationError(problem)
    const ratio = Math.min(1, maxLongSidePixels / Math.max(bitmap.width, bitmap.height))
    return await draw(bitmap, toPixels(bitmap.width * ratio), toPixels(bitmap.height * ratio), fileQuality)
  } finally {
    bitmap.close()
  }
}

function toPixels(length: number): number {
  return Math.max(1, Math.round(length))
}

/** Decodes upright: every browser applies the orientation. A huge picture is made smaller on the way. */
async function decode(file: Blob, format: FileFormat, isHuge: boolean): Promise<ImageBitmap> {
  // the declared type may be anything, and some browsers believe it
  const typed = file.slice(0, file.size, `image/${format}`)
  // only the width is given, so that the height follows whichever way the picture is turned
  const resize: ImageBitmapOptions = isHuge ? { resizeWidth: maxLongSidePixels, resizeQuality: 'high' } : {}
  try {
    return await createImageBitmap(typed, resize)
  } catch (cause) {
    throw new VerificationError(format === 'heic' ? 'file-heic' : 'file-broken', { cause })
  }
}

async function draw(bitmap: ImageBitmap, width: number, height: number, quality: number): Promise<EncodedImage> {
  const isSmaller = width < bitmap.width || height < bitmap.height
  const fitted = isSmaller
    ? await createImageBitmap(bitmap, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })
    : bitmap
  try {
    const blob = await toJpeg(fitted, width, height, quality)
    if (blob?.type !== 'image/jpeg' || blob.size === 0) {
      throw new VerificationError('file-broken', { message: 'idstep: this browser did not encode a JPEG.' })
    }
    const parts = withoutMetadata(new Uint8Array(await blob.arrayBuffer()))
    const clean = new Blob(parts, { type: 'image/jpeg' })
    if (clean.size > maxFileBytes) throw new VerificationError('file-too-large')
    return { blob: clean, width, height }
  } finally {
    if (isSmaller) fitted.close()
  }
}

async function toJpeg(bitmap: ImageBitmap, width: number, height: number, quality: number): Promise<Blob | null> {
  const options = { type: 'image/jpeg', quality }
  if (typeof OffscreenCanvas !== 'undefined') {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { alpha: false })
    if (context !== null) {
      paint(context, bitmap, width, height)
      return canvas.convertToBlob(options)
    }
  }
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) return null
  paint(context, bitmap, width, height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, options.type, quality))
  // Safari keeps the memory of a canvas element until it is collected, and soon refuses another
  canvas.width = canvas.height = 0
  return blob
}

function paint(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  bitmap: ImageBitmap,
  width: number,
  height: number,
) {
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
}
