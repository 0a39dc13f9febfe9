import type { LookAtPhoto } from '../core/ports.ts'
import { fingerprintDistance, sameDocumentSideBits } from '../vision/fingerprint.ts'
import { sharedEye } from './guidance/eye.ts'
import { sharedEncoder } from './photo/encoder.ts'
import { lookAtPhotoWith } from './photo/inspect.ts'

export { prepareImage, turnPhoto } from './photo/image.ts'
export { inspectPhoto } from './photo/inspect.ts'

/** Makes ready what the first photo needs. */
export const makePhotoToolsReady = () => sharedEncoder().makeReady()

/** See `LookAtPhoto`. */
export const lookAtPhoto: LookAtPhoto = async (photo, options) => {
  const { fingerprint, issues, scores, corners } = await lookAtPhotoWith(sharedEye())(photo, options)
  return { inspection: { issues, scores, corners }, fingerprint }
}

/** Whether two fingerprints are of the same side of a document. */
export async function isSameSide(one: string, other: string): Promise<boolean> {
  return fingerprintDistance(one, other) <= sameDocumentSideBits
}
