import type { Corners, DocumentShape, PhotoInspection, PhotoIssue } from '../core/quality.ts'
import { findInPhoto, isWhole } from './find.ts'
import { fingerprintOf } from './fingerprint.ts'
import { lightOf } from './light.ts'
import { enlarge, sidesOf } from './outline.ts'
import type { Pixels } from './pixels.ts'
import { mostTiltDegrees, tiltOf } from './pose.ts'
import { createFlat, rectify } from './rectify.ts'
import { isScan, whole } from './scan.ts'
import { createBlurMeter, sharpnessOf } from './sharpness.ts'

export { fingerprintDistance, sameDocumentSideBits } from './fingerprint.ts'

/** Long side to which a photo is made smaller before it is looked at, in pixels. */
export const photoLongSidePixels = 1280

/** Long side of the document as it is laid flat to be judged; a letter's stroke has about two pixels. */
const flatLongSidePixels = 640
/** Least share of the picture’s long side that the document has: with less, most of the sensor sees the table. */
const leastCoverage = 1 / 3
/** Long side of a document, in pixels of the photo, from which its print can be read: 1.4 pixels for a letter's stroke. */
const leastDocumentPixels = 500

/** A document of less than this share may be but a part of another one that fills the picture. */
const leastInScan = 0.6
/** Share of the picture’s long side that a document has at most as a rule: one that was not found may be too small. */
const usualCoverage = 0.75

/** What a look at a photo found, with a fingerprint of the side of the document that it shows. */
export interface PhotoLook extends PhotoInspection {
  /** 16 hexadecimal digits; of the whole picture where there is no document. */
  readonly fingerprint: string
}

/**
 * Looks at a photo of a document: finds it, and tells what is wrong.
 * @param pixels the photo, its long side made `photoLongSidePixels`, or as it is where it is smaller
 * @param options.shape what the document is; without it both shapes are looked for
 * @param options.fullWidth width of the photo before it was made smaller, in pixels
 * @param options.fullHeight its height
 * @returns corners and `documentPixels` in pixels of the full photo
 */
export function lookAtPhoto(
  pixels: Pixels,
  { shape, fullWidth, fullHeight }: { shape?: DocumentShape; fullWidth: number; fullHeight: number },
): PhotoLook {
  const { width, height } = pixels
  const pictureLong = Math.max(width, height)
  const fullLong = Math.max(fullWidth, fullHeight)
  let found = findInPhoto(pixels, shape)
  if ((!found || Math.max(...sidesOf(found.corners)) < leastInScan * pictureLong) && isScan(pixels, shape)) {
    const corners = whole(pixels)
    found = { corners, score: 1, cuts: 0, mayBePage: false }
  }
  const flat = createFlat(flatLongSidePixels, Math.round(flatLongSidePixels / 1.5))
  const measureBlur = createBlurMeter(flat.width, flat.height)
  /** Lays it flat with its long side along; whether on its feet or its head is not known. */
  const layFlat = (corners: Corners) => {
    const [upper, right, lower, left] = sidesOf(corners)
    const [a, b, c, d] = corners
    rectify(pixels, right + left > upper + lower ? [b, c, d, a] : corners, flat)
    return measureBlur(flat)
  }
  let blur = found ? layFlat(found.corners) : Infinity
  // without a single letter it was a sheet, a tile or a table
  if (blur === Infinity) {
    found = null
    blur = layFlat(whole(pixels))
  }
  const corners = found ? found.corners : null
  const long = Math.max(1, ...sidesOf(corners ?? whole(pixels)))
  const coverage = corners ? Math.min(1, long / pictureLong) : 0
  const documentPixels = corners ? (long * fullLong) / pictureLong : 0
  const tiltDegrees = corners ? tiltOf(corners, width, height) : 0
  const sharpness = sharpnessOf(blur, flat.width, long)
  const fingerprint = fingerprintOf(flat)
  // in a picture that is washed out a part of the document may have been found: then all of it tells of the light
  if (coverage < leastCoverage) layFlat(whole(pixels))
  const light = lightOf(flat)
  const checks: readonly (readonly [PhotoIssue, boolean])[] = [
    ['no-document', !corners],
    ['cut-off', found !== null && !isWhole(found, pixels)],
    ['too-far', !!corners && coverage < leastCoverage],
    ['tilted', tiltDegrees > mostTiltDegrees],
    ['dark', light.isDark],
    ['bright', light.isBright],
    ['glare', !!corners && light.hasGlare],
    ['blurry', blur < Infinity && sharpness < 0.5],
    ['too-small', (documentPixels || fullLong * usualCoverage) < leastDocumentPixels],
  ]
  return {
    issues: checks.filter(([, isSo]) => isSo).map(([issue]) => issue),
    scores: {
      document: found ? found.score : 0,
      coverage,
      tiltDegrees,
      sharpness,
      glare: light.glare,
      brightness: light.brightness,
      documentPixels,
    },
    corners: corners && enlarge(corners, fullLong / pictureLong),
    fingerprint,
  }
}
