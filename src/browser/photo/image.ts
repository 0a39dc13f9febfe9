import { checkFile } from '../../core/documents.ts'
import { VerificationError } from '../../core/errors.ts'
import type { PreparedImage, PrepareImage } from '../../core/ports.ts'
import type { Turn } from './encode.ts'
import { sharedEncoder, type Encoder } from './encoder.ts'
import { withHeic } from './heic.ts'

/** Enough of a file to tell its format. */
const headBytes = 32

/**
 * Checks a picked file or camera picture by its bytes, decodes it upright, resizes it to at most 2560 px and encodes it
 * as JPEG without metadata, off the main thread. Never makes it larger, and makes no object URL.
 */
export const prepareImage: PrepareImage = (file, options) => prepareImageWith(sharedEncoder())(file, options)

/** `prepareImage` over an encoder of one's own. */
export function prepareImageWith(encoder: Encoder): PrepareImage {
  return async (file, { signal, source }) => {
    await checkHead(file, signal)
    const image = await withHeic(file, (picture) => encoder.encode(picture, signal, { isFrame: false }))
    return { ...image, source }
  }
}

/** Of what a turned photo was made: each turn begins there, so that nothing is lost by turning on. */
const turnedFrom = new WeakMap<Blob, { photo: PreparedImage; turn: Turn }>()

/**
 * Turns a prepared photo clockwise; a whole turn gives the first one back. Rejects with the signal's reason, or with a
 * `file-…` code.
 */
export async function turnPhoto(
  given: PreparedImage,
  by: Turn,
  signal: AbortSignal,
  encoder: Encoder = sharedEncoder(),
): Promise<PreparedImage> {
  const { photo, turn: before } = turnedFrom.get(given.blob) ?? { photo: given, turn: 0 }
  const turn = ((before + by) % 360) as Turn
  if (turn === 0) return photo
  const result = { ...photo, ...(await encoder.encode(photo.blob, signal, { turn })) }
  turnedFrom.set(result.blob, { photo, turn })
  return result
}

/** Rejects where the first bytes show that a file is no picture, or with the signal's reason. */
export async function checkHead(file: Blob, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const problem = checkFile(file.size, await readHead(file))
  signal.throwIfAborted()
  if (problem !== null) throw new VerificationError(problem)
}

async function readHead(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
  } catch (cause) {
    // moved, deleted or withdrawn since it was picked
    throw new VerificationError('file-broken', { cause })
  }
}
