import type { Corners, Point } from '../core/quality.ts'
import { gap } from './outline.ts'

/** Maps the unit square to a quadrilateral: `x' = (m0 x + m1 y + m2) / (m6 x + m7 y + 1)`, and `y'` likewise. */
export type Homography = readonly [number, number, number, number, number, number, number, number]

/** The map of the unit square to a quadrilateral, its corner 0, 0 to the first one (Heckbert 1989). */
export function squareToQuad([p0, p1, p2, p3]: Corners): Homography {
  const sumX = p0.x - p1.x + p2.x - p3.x
  const sumY = p0.y - p1.y + p2.y - p3.y
  const x1 = p1.x - p2.x
  const x2 = p3.x - p2.x
  const y1 = p1.y - p2.y
  const y2 = p3.y - p2.y
  const area = x1 * y2 - x2 * y1
  const g = (sumX * y2 - x2 * sumY) / area
  const h = (x1 * sumY - sumX * y1) / area
  return [p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x, p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y, g, h]
}

/** Where a point of the unit square comes to lie. */
export function project([a, b, c, d, e, f, g, h]: Homography, x: number, y: number): Point {
  const depth = g * x + h * y + 1
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth }
}

/** How a rectangle must lie in space to be seen as a quadrilateral. */
export interface Pose {
  /** Its first side (from the first corner to the second) by its second. */
  aspect: number
  /** How far its corners are from right angles, as the cosine of the angle; 0 for a rectangle. */
  skew: number
  /** Between the way the camera looks and the way the rectangle faces. */
  tiltDegrees: number
}

/**
 * The distance from lens to picture as a share of the picture's long side. Main cameras of phones have 0.7 to 0.8,
 * those of laptops 0.8 to 1, and what was cut to the guide has more: it is in the middle.
 */
const focalShare = 1

/** The pose of a rectangle seen at these corners, in a picture whose middle the lens looked at. */
export function poseOf(corners: Corners, width: number, height: number): Pose {
  const focal = focalShare * Math.max(width, height)
  const [a, b, , d, e, , g, h] = squareToQuad(corners)
  // columns of the homography, seen from the lens: the rectangle's two sides in space, up to one scale
  const x1 = (a - (g * width) / 2) / focal
  const y1 = (d - (g * height) / 2) / focal
  const x2 = (b - (h * width) / 2) / focal
  const y2 = (e - (h * height) / 2) / focal
  const length1 = Math.hypot(x1, y1, g)
  const length2 = Math.hypot(x2, y2, h)
  // the way it faces is the cross product of its sides; the way the camera looks is 0, 0, 1
  const facing = [y1 * h - g * y2, g * x2 - x1 * h, x1 * y2 - y1 * x2] as const
  return {
    aspect: length1 / length2,
    skew: (x1 * x2 + y1 * y2 + g * h) / (length1 * length2),
    tiltDegrees: (Math.acos(Math.min(1, Math.abs(facing[2]) / Math.hypot(...facing))) * 180) / Math.PI,
  }
}

/** How far a quadrilateral is turned in the picture from the nearest right angle, in degrees: 0 to 45. */
export function turnOf(corners: Corners): number {
  // four times the angle is the same for all four sides of an upright rectangle
  let x = 0
  let y = 0
  let from = corners[3]
  for (const to of corners) {
    const angle = Math.atan2(to.y - from.y, to.x - from.x) * 4
    x += Math.cos(angle) * gap(from, to)
    y += Math.sin(angle) * gap(from, to)
    from = to
  }
  return (Math.abs(Math.atan2(y, x)) * 45) / Math.PI
}

/** Farther out of the upright than this, print on the far side is a tenth smaller than on the near side. */
export const mostTiltDegrees = 28
/** In the picture a document may be turned by 20 degrees; all four right angles are upright. */
const turnWeight = mostTiltDegrees / 20

/** How far a document is out of the upright, by the camera's angle or by its turn in the picture, in degrees. */
export const tiltOf = (corners: Corners, width: number, height: number) =>
  Math.max(poseOf(corners, width, height).tiltDegrees, turnOf(corners) * turnWeight)
