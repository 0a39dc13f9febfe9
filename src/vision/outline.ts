import type { Corners, DocumentShape, Point } from '../core/quality.ts'
import type { Pose } from './pose.ts'

/** Long side by short side: ID-1 of ISO/IEC 7810, and the page of a passport (125 × 88 mm). */
const aspects = { card: 85.6 / 54, passport: 125 / 88 }

/** By what share an aspect is off a wanted one, whichever of the two sides comes first. */
const missOf = (aspect: number, wanted: number) => Math.abs(Math.log(Math.max(aspect, 1 / aspect) / wanted))

/**
 * How well the aspect fits a document's: 1 within 4 %, 0 beyond 8 %. As the lens is not known, a tilt of 40 degrees makes
 * it uncertain by 10 % more. Without a shape both do.
 */
export function aspectFit({ aspect, tiltDegrees }: Pose, shape?: DocumentShape): number {
  const miss = shape
    ? missOf(aspect, aspects[shape])
    : Math.min(missOf(aspect, aspects.card), missOf(aspect, aspects.passport))
  return Math.max(0, Math.min(1, 2 - miss / (0.04 + (tiltDegrees / 40) ** 2 * 0.1)))
}

/** Whether this may be the page of a passport, or both pages of an open one: half of it has the same aspect again. */
export const mayBePage = ({ aspect }: Pose) => missOf(aspect, aspects.passport) < 0.07

/** Twice the area of a triangle, positive where its corners follow each other as the clock goes. */
export const cross = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)

/** How far one point is from another. */
export const gap = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y)

/** Lengths of the four sides, the one from the first corner to the second first. */
export const sidesOf = ([a, b, c, d]: Corners) => [gap(a, b), gap(b, c), gap(c, d), gap(d, a)] as const

/** The same corners as they lie in the picture: the upper left one first, then on as the clock goes. */
export function inOrder(corners: Corners): Corners {
  const [a, b, c, d] = cross(corners[0], corners[1], corners[2]) > 0 ? corners : [corners[3], corners[2], corners[1], corners[0]]
  const x = b.x - a.x + c.x - d.x
  const y = b.y - a.y + c.y - d.y
  // the side that runs most to the right is the upper one
  if (Math.abs(x) >= Math.abs(y)) return x > 0 ? [a, b, c, d] : [c, d, a, b]
  return y > 0 ? [d, a, b, c] : [b, c, d, a]
}

/** The corners of an upright rectangle. */
export const cornersOf = (x: number, y: number, width: number, height: number): Corners => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
]

/** The corners in the same picture made larger: the middles of its pixels, not their corners, are whole numbers. */
export const enlarge = (corners: Corners, factor: number) =>
  corners.map(({ x, y }) => ({ x: (x + 0.5) * factor - 0.5, y: (y + 0.5) * factor - 0.5 })) as unknown as Corners
