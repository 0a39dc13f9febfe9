import { checkPixels, maxFileBytes, maxLongSidePixels } from '../../core/documents.ts'
import { isVerificationError, VerificationError } from '../../core/errors.ts'
import { makeContext, pixelsOf, release, toJpeg } from './canvas.ts'
import { withoutMetadata } from './container.ts'
import { decodeFile, fitted, maxCanvasPixels, type Decoded } from './decode.ts'
import { isDrawable, type Picture } from './picture.ts'

/** By how much a picture is turned clockwise, in degrees. */
export type Turn = 0 | 90 | 180 | 270

/** A picture to be encoded. */
export interface EncodeTask {
  picture: Picture
  /** A camera frame keeps its size; anything else is checked and made smaller. */
  isFrame: boolean
  /** By how much the upright picture is turned. @default 0 */
  turn?: Turn
}

/** A JPEG without metadata, and its size in pixels. */
export interface EncodedImage {
  blob: Blob
  width: number
  height: number
}

const fileQuality = 0.9
/** What is encoded twice (a frame before it is prepared, a photo that is turned after) loses little the other time. */
const fineQuality = 0.95
/** The long side at which a photo is decoded when it came out blank, as on phones that are short of memory. */
const frugalLongSidePixels = 1600

/**
 * Turns a picture into an upright JPEG without metadata, white behind transparency. A file is checked and resized to at
 * most `maxLongSidePixels`; a camera frame keeps its size. What is no file is used up. Runs in the worker as on the main thread.
 * Rejects with a `file-…` code (`file-broken` also where there is nothing to be seen), for a frame with `camera-failed`,
 * or with the signal's reason.
 */
export async function encode(task: EncodeTask, signal?: AbortSignal): Promise<EncodedImage> {
  const { picture, isFrame } = task
  try {
    let image = await encodeAt(task, isFrame ? Infinity : maxLongSidePixels, signal)
    if (image === null && !isDrawable(picture)) image = await encodeAt(task, frugalLongSidePixels, signal)
    if (image === null) throw new Error('idstep: there is nothing to be seen')
    return image
  } catch (error) {
    if (isVerificationError(error) || signal?.aborted) throw error
    throw new VerificationError(isFrame ? 'camera-failed' : 'file-broken', { cause: error })
  }
}

/** As `encode`; `null` where what came out is one colour all over. */
async function encodeAt({ picture, isFrame, turn = 0 }: EncodeTask, longSidePixels: number, signal?: AbortSignal) {
  const decoded = await (isDrawable(picture) ? fitted(picture, longSidePixels) : decodeFile(picture, longSidePixels, signal))
  try {
    signal?.throwIfAborted()
    const problem = isFrame ? null : checkPixels(decoded.fullWidth, decoded.fullHeight)
    if (problem !== null) throw new VerificationError(problem)
    return await draw(decoded, turn, isFrame || turn !== 0 ? fineQuality : fileQuality)
  } finally {
    decoded.picture.close()
  }
}

async function draw(decoded: Decoded, turn: Turn, quality: number): Promise<EncodedImage | null> {
  const ratio = Math.min(1, Math.sqrt(maxCanvasPixels / (decoded.width * decoded.height)))
  const [across, down] = [Math.floor(decoded.width * ratio), Math.floor(decoded.height * ratio)]
  const [width, height] = turn % 180 === 0 ? [across, down] : [down, across]
  const context = makeContext(width, height, { alpha: false })
  try {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.translate(width / 2, height / 2)
    context.rotate((turn * Math.PI) / 180)
    context.drawImage(decoded.picture, -across / 2, -down / 2, across, down)
    const blob = await toJpeg(context, quality)
    if (blob?.type !== 'image/jpeg' || blob.size === 0) {
      throw new VerificationError('file-broken', { message: 'idstep: this browser did not encode a JPEG.' })
    }
    // a picture of one colour makes a very small file: only those are worth a look
    if (blob.size < (width * height) / 20 && isBlank(context.canvas)) return null
    const parts = withoutMetadata(new Uint8Array(await blob.arrayBuffer()))
    const clean = new Blob(parts, { type: 'image/jpeg' })
    if (clean.size > maxFileBytes) throw new VerificationError('file-too-large')
    return { blob: clean, width, height }
  } finally {
    release(context)
  }
}

/** Whether a picture has one colour all over: phones that run out of memory draw black or white without an error. */
function isBlank(picture: CanvasImageSource): boolean {
  const { data } = pixelsOf(picture, 64, 64)
  return data.every((value, at) => Math.abs(value - (data[at % 4] ?? 0)) < 3)
}
