import { checkFile } from '../../core/documents.ts'
import { VerificationError } from '../../core/errors.ts'
import type { PrepareImage } from '../../core/ports.ts'
import { sharedEncoder, type Encoder } from './encoder.ts'

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
    signal.throwIfAborted()
    const problem = checkFile(file.size, await readHead(file))
    signal.throwIfAborted()
    if (problem !== null) throw new VerificationError(problem)
    const image = await encoder.encode(file, signal)
    return { ...image, source }
  }
}

async function readHead(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
  } catch (cause) {
    // moved, deleted or withdrawn since it was picked
    throw new VerificationError('file-broken', { cause })
  }
}
