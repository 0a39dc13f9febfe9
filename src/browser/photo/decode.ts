import { formatOf, type FileFormat } from '../../core/documents.ts'
import { VerificationError } from '../../core/errors.ts'
import { readContainer } from './container.ts'
import type { Drawable } from './picture.ts'

/** Largest canvas that iOS Safari draws on, in pixels; a larger one stays blank without an error. */
export const maxCanvasPixels = 16_777_216
/** Most pixels that are decoded at all: beyond any phone's camera, and 800 MB once decoded. */
const maxDecodedPixels = 200_000_000

/** An upright picture. */
export interface Decoded {
  picture: Drawable
  /** Size at which it is to be drawn, in pixels. */
  width: number
  height: number
  /** Size of the file's picture, in pixels. */
  fullWidth: number
  fullHeight: number
}

/**
 * Decodes a file upright (every browser applies the orientation), for its long side to be `longSidePixels` or, where it
 * has fewer, as it is. What is larger is made smaller on the way, so that a huge picture is never held whole.
 * Rejects with `file-broken`, `file-heic` or `file-too-large`, or with the signal's reason.
 */
export async function decodeFile(file: Blob, longSidePixels: number, signal?: AbortSignal): Promise<Decoded> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  signal?.throwIfAborted()
  const format = formatOf(bytes)
  const { size, isTurned, isWhole } = readContainer(bytes, format)
  if (!isWhole) throw new VerificationError('file-broken')
  if (size === null) return fitted(await decode(file, format, {}), longSidePixels)
  const { width, height } = size
  if (width * height > maxDecodedPixels) throw new VerificationError('file-too-large')

  const isLarge = Math.max(width, height) > longSidePixels
  // only one side is given: the other follows the proportions, whatever the browser makes of the orientation
  const side = width > height === isTurned ? 'resizeHeight' : 'resizeWidth'
  const decoded =
    (isLarge && format === 'jpeg' ? await decodeScaled(bytes, width, height, longSidePixels) : null) ??
    (await decode(file, format, isLarge ? { [side]: longSidePixels, resizeQuality: 'high' } : {}))
  // a browser may see another orientation than we do
  const fit = await fitted(decoded, longSidePixels)
  const [fullWidth, fullHeight] = fit.width > fit.height === width > height ? [width, height] : [height, width]
  return { ...fit, fullWidth, fullHeight }
}

/** How much smaller than wanted a picture may come out of the decoder, to be spared being made smaller once more. */
const almost = 0.97

/**
 * A large JPEG, decoded to the least number of eighths that is large enough, or almost: sharper, faster and with less
 * memory than to decode all of it. `null` where the browser cannot, or would not turn the picture upright.
 */
async function decodeScaled(
  data: Uint8Array<ArrayBuffer>,
  width: number,
  height: number,
  longSidePixels: number,
): Promise<VideoFrame | null> {
  if (typeof ImageDecoder === 'undefined' || !('rotation' in VideoFrame.prototype)) return null
  const share = Math.min(8, Math.ceil((longSidePixels / Math.max(width, height)) * almost * 8)) / 8
  const [desiredWidth, desiredHeight] = [Math.ceil(width * share), Math.ceil(height * share)]
  const decoder = new ImageDecoder({ data, type: 'image/jpeg', transfer: [data.buffer], desiredWidth, desiredHeight })
  try {
    return (await decoder.decode()).image
  } catch {
    return null
  } finally {
    decoder.close()
  }
}

async function decode(file: Blob, format: FileFormat, resize: ImageBitmapOptions): Promise<ImageBitmap> {
  // the declared type may be anything, and some browsers believe it
  const typed = file.slice(0, file.size, `image/${format}`)
  try {
    return await createImageBitmap(typed, resize)
  } catch (cause) {
    throw new VerificationError(format === 'heic' ? 'file-heic' : 'file-broken', { cause })
  }
}

/** A picture to be drawn with its long side as wanted, or smaller; a bitmap is made smaller here, and used up. */
export async function fitted(picture: Drawable, longSidePixels: number): Promise<Decoded> {
  const isFrame = 'displayWidth' in picture
  const fullWidth = isFrame ? picture.displayWidth : picture.width
  const fullHeight = isFrame ? picture.displayHeight : picture.height
  const ratio = Math.min(1, longSidePixels / Math.max(fullWidth, fullHeight))
  const [width, height] = [toPixels(fullWidth * ratio), toPixels(fullHeight * ratio)]
  const fit = { picture, width, height, fullWidth, fullHeight }
  if (isFrame || ratio === 1) return fit
  try {
    const smaller = await createImageBitmap(picture, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })
    return { ...fit, picture: smaller }
  } finally {
    picture.close()
  }
}

function toPixels(length: number): number {
  return Math.max(1, Math.round(length))
}
