import { isVerificationError, VerificationError } from '../../core/errors.ts'
import type { Picture } from './picture.ts'

/**
 * Does something with a file and, where it is a HEIC photo that this browser cannot decode, with a bitmap of it instead.
 * Rejects with `file-heic` where the host has not installed the optional `heic-to`.
 */
export async function withHeic<Result>(file: Blob, look: (picture: Picture) => Promise<Result>): Promise<Result> {
  try {
    return await look(file)
  } catch (error) {
    if (!isVerificationError(error) || error.code !== 'file-heic') throw error
  }
  return look(await decodeHeic(file))
}

async function decodeHeic(file: Blob): Promise<ImageBitmap> {
  try {
    // A literal name inside `try`: bundlers find the package where it is installed, and take it for optional where it
    // is not. A comment that hides the import from them would leave a name that no browser can resolve.
    const { heicTo } = await import('heic-to/csp')
    return await heicTo({ blob: file, type: 'bitmap' })
  } catch (cause) {
    throw new VerificationError('file-heic', { cause })
  }
}
