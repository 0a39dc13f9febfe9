import type { Corners, DocumentShape, PhotoInspection, PhotoIssue } from '../core/quality.ts'
import { createDocumentFinder, leastScore } from './find.ts'
import { fingerprintOf } from './fingerprint.ts'
import { lightOf } from './light.ts'
import type { Pixels } from './pixels.ts'
import { poseOf } from './pose.ts'
import { rectify, sidesOf, wholePicture } from './rectify.ts'
import { blurOf, sharpnessOf } from './sharpness.ts'

export { fingerprintDistance, sameDocumentSideBits } from './fingerprint.ts'

/** Long side to which a photo is made smaller before it is looked at, in pixels. */
export const photoLongSidePixels = 1280

/** What a look at a photo found, with a fingerprint of the side of the document that it shows. */
export interface PhotoLook extends PhotoInspection {
  /** 16 hexadecimal digits; of the whole picture where there is no document. */
  readonly fingerprint: string
}

/**
 * Looks at a photo of a document.
 * @param pixels the photo, its long side made `photoLongSidePixels` or left as it was where it was smaller
 * @param options.shape the document's, where it is known
 * @param options.fullWidth width of the photo before it was made smaller, in pixels
 */
export function lookAtPhoto(pixels: Pixels, options: { shape?: DocumentShape; fullWidth: number; fullHeight: number }): PhotoLook {
  const { shape, fullWidth, fullHeight } = options
  const { width, height } = pixels
  const scale = Math.max(fullWidth, fullHeight) / Math.max(width, height)
  const found = createDocumentFinder(430, shape)(pixels)
  const corners = found && found.score >= leastScore ? found.corners : null
  const place = corners ?? wholePicture(pixels)
  const sides = sidesOf(place)
  const isHigh = sides[1] + sides[3] > sides[0] + sides[2]
  const upright: Corners = isHigh ? [place[1], place[2], place[3], place[0]] : place
  const documentLong = Math.max(...sides)
  const flatSize = { width: 640, height: 404 }
  const flat = rectify(pixels, upright, flatSize, corners ? 0.04 : 0)
  const light = lightOf(flat)
  const sharpness = sharpnessOf(blurOf(flat) / flatSize.width)
  const issues: PhotoIssue[] = []
  const add = (isSo: boolean, issue: PhotoIssue) => isSo && issues.push(issue)
  const tiltDegrees = corners ? poseOf(corners, width, height).tiltDegrees : 0
  const coverage = corners ? documentLong / Math.max(width, height) : 0
  const documentPixels = corners ? documentLong * scale : 0
  const isOut = corners?.some(({ x, y }) => x < -2 || y < -2 || x > width + 1 || y > height + 1)
  add(!corners, 'no-document')
  add(!!corners && coverage < 0.33, 'too-far')
  add(!!isOut, 'cut-off')
  add(tiltDegrees > 30, 'tilted')
  add(sharpness < 0.5, 'blurry')
  add(!!corners && light.glare > 0.02, 'glare')
  add(light.brightest < 0.4, 'dark')
  add(light.darkest > 0.6, 'bright')
  add(corners ? documentPixels < 600 : Math.max(fullWidth, fullHeight) < 600, 'too-small')
  return {
    issues,
    corners: corners && (corners.map(({ x, y }) => ({ x: x * scale, y: y * scale })) as unknown as Corners),
    scores: {
      document: found ? Math.max(0, Math.min(1, found.score)) : 0,
      coverage,
      tiltDegrees,
      sharpness,
      glare: light.glare,
      brightness: light.brightness,
      documentPixels,
    },
    fingerprint: fingerprintOf(flat),
  }
}
