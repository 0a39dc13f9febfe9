import { formatOf, type FileFormat } from '../../core/documents.ts'
import { VerificationError } from '../../core/errors.ts'
import { readContainer } from './container.ts'

/** Largest canvas that iOS Safari draws on, in pixels; a larger one stays blank without an error. */
export const maxCanvasPixels = 16_777_216
/** Most pixels that are decoded at all: beyond any phone's camera, and 800 MB once decoded. */
const maxDecodedPixels = 200_000_000

/** An upright picture, perhaps smaller than the file's. */
export interface Decoded {
  bitmap: ImageBitmap
  /** Size of the file's picture in pixels, upright. */
  fullWidth: number
  fullHeight: number
}

/**
 * Decodes a file upright (every browser applies the orientation), with its long side `longSidePixels` or, where it has
 * fewer, as it is. What is larger is made smaller on the way, so that a huge picture is never held whole.
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
  const decoded = await decode(file, format, isLarge ? { [side]: longSidePixels, resizeQuality: 'high' } : {})
  // a browser may see another orientation than we do
  const { bitmap } = await fitted(decoded, longSidePixels)
  const isAsStored = bitmap.width > bitmap.height === width > height
  return { bitmap, fullWidth: isAsStored ? width : height, fullHeight: isAsStored ? height : width }
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

/** A bitmap made smaller where its long side is longer than wanted; the one given is closed then. */
export async function fitted(bitmap: ImageBitmap, longSidePixels: number): Promise<Decoded> {
  const { width: fullWidth, height: fullHeight } = bitmap
  if (Math.max(fullWidth, fullHeight) <= longSidePixels) return { bitmap, fullWidth, fullHeight }
  const side = fullWidth > fullHeight ? 'resizeWidth' : 'resizeHeight'
  try {
    const smaller = await createImageBitmap(bitmap, { [side]: longSidePixels, resizeQuality: 'high' })
    return { bitmap: smaller, fullWidth, fullHeight }
  } finally {
    bitmap.close()
  }
}
