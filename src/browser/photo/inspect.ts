import { isVerificationError, VerificationError } from '../../core/errors.ts'
import type { DocumentShape, PhotoInspection } from '../../core/quality.ts'
import type { PhotoLook } from '../../vision/inspect.ts'
import { sharedEye, type Eye } from '../guidance/eye.ts'
import { withHeic } from './heic.ts'
import { checkHead } from './image.ts'

/** How a photo is inspected. */
export interface InspectOptions {
  /** The outline that the document has. @default 'card' */
  shape?: DocumentShape
  /** Ends the inspection, which then rejects with the signal's reason. */
  signal?: AbortSignal
}

/**
 * Judges a photo of a document on the device: what is wrong with it, what was measured, where the document lies (in
 * pixels of the photo as it is shown upright). Any JPEG, PNG or WebP, and HEIC where it can be decoded.
 * Rejects with a `VerificationError` of a `file-…` code where the file is no picture.
 */
export async function inspectPhoto(image: Blob, options: InspectOptions = {}): Promise<PhotoInspection> {
  const { issues, scores, corners } = await lookAtPhotoWith(sharedEye())(image, options)
  return { issues, scores, corners }
}

/** `inspectPhoto` over an eye of one's own, with the fingerprint by which two photos of one side are told. */
export function lookAtPhotoWith(eye: Eye): (image: Blob, options?: InspectOptions) => Promise<PhotoLook> {
  return async (image, { shape = 'card', signal = new AbortController().signal } = {}) => {
    await checkHead(image, signal)
    try {
      return await withHeic(image, (picture) => eye.lookAtPhoto({ picture, shape }, signal))
    } catch (error) {
      if (isVerificationError(error) || signal.aborted) throw error
      throw new VerificationError('file-broken', { cause: error })
    }
  }
}
