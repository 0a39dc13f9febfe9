import type { Corners, DocumentShape, PhotoInspection, PhotoIssue } from '../core/quality.ts'
import { findInPhoto, isWhole } from './find.ts'
import { fingerprintOf } from './fingerprint.ts'
import { lightOf } from './light.ts'
import { enlarge, sidesOf } from './outline.ts'
import type { Pixels } from './pixels.ts'
import { mostTiltDegrees, tiltOf } from './pose.ts'
import { createFlat, rectify } from './rectify.ts'
import { isScan, whole } from './scan.ts'
import { createBlurMeter, leastDocumentPixels, sharpnessOf } from './sharpness.ts'

export { fingerprintDistance, sameDocumentSideBits } from './fingerprint.ts'

/** Long side to which a photo is made smaller before it is looked at, in pixels. */
export const photoLongSidePixels = 1280

/** Long side of the document as it is laid flat to be judged; a letter's stroke has about two pixels. */
const flatLongSidePixels = 640
/** Least share of the picture’s long side that the document has: with less, most of the sensor sees the table. */
const leastCoverage = 1 / 3

/** A document of less than this share may be but a part of another one that fills the picture. */
const leastInScan = 0.6
/** Share of the picture’s long side that a document has at most as a rule: one that was not found may be too small. */
const usualCoverage = 0.75

/**
 * What scores less, and is cut off, far or tilted besides, may as well be no document: then both is said. Of the frames to
 * tune on that are told to be cut off, far or tilted and score more, 99 in 100 show a document.
 */
const sureScore = 0.7

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
    found = { corners: whole(pixels), score: 1, cuts: 0, mayBePage: false }
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
  let corners = found ? found.corners : whole(pixels)
  let blur = layFlat(corners)
  // without a single letter it was a sheet, a tile or a table
  if (blur === Infinity) {
    found = null
    corners = whole(pixels)
    blur = layFlat(corners)
  }
  const long = Math.max(...sidesOf(corners))
  const coverage = found ? Math.min(1, long / pictureLong) : 0
  const documentPixels = found ? (long * fullLong) / pictureLong : 0
  const tiltDegrees = found ? tiltOf(corners, width, height) : 0
  const sharpness = sharpnessOf(blur, flat.width, long)
  const fingerprint = fingerprintOf(flat)
  const isFar = coverage < leastCoverage
  // in a picture that is washed out a part of the document may have been found: then all of it tells of the light
  if (isFar) layFlat(whole(pixels))
  const light = lightOf(flat)
  const isCut = found !== null && !isWhole(found, pixels)
  const isTilted = tiltDegrees > mostTiltDegrees
  const checks: readonly (readonly [PhotoIssue, boolean])[] = [
    ['no-document', !found || ((isCut || isFar || isTilted) && found.score < sureScore)],
    ['cut-off', isCut],
    ['too-far', found !== null && isFar],
    ['tilted', isTilted],
    ['dark', light.isDark],
    ['bright', light.isBright],
    ['glare', found !== null && light.hasGlare],
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
    corners: found && enlarge(corners, fullLong / pictureLong),
    fingerprint,
  }
}
