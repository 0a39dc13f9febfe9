import type { Corners, DocumentShape } from '../core/quality.ts'
import { aspectFit, cornersOf } from './outline.ts'
import { toneAt, type Pixels } from './pixels.ts'

/** The whole of a picture. */
export const whole = ({ width, height }: Pixels): Corners => cornersOf(0, 0, width, height)

/** How far from a side, as a share of the picture, a document has its margin. */
const marginAt = 0.02
/** Print changes by so many of 256 steps, on the mean, over half a percent of the picture. */
const leastPrint = 3
/** Grain of a table is as strong at the side of the picture as it is farther in. */
const mostMargin = 0.7
/** Places along a side at which it is looked at, those near its ends left out. */
const places = 180

/**
 * Whether a picture is a document from edge to edge, as a scanner gives it: it has a document's aspect, print near all
 * sides, and along three of them at least a margin that is quieter than the print.
 */
export function isScan({ data, width, height }: Pixels, shape?: DocumentShape): boolean {
  if (aspectFit({ aspect: width / height, skew: 0, tiltDegrees: 0 }, shape) < 0.5) return false
  /** How much a line along a side changes from place to place. */
  const changeAt = (depth: number, side: number) => {
    let sum = 0
    let before = 0
    for (let place = 0; place < places; place++) {
      let here = 0
      // a mean of three, as grain is not print
      for (const aside of [-0.002, 0, 0.002]) {
        const along = 0.05 + place / 200
        const across = side > 1 ? 1 - depth - aside : depth + aside
        const [x, y] = side % 2 ? [across, along] : [along, across]
        const at = (Math.round(y * (height - 1)) * width + Math.round(x * (width - 1))) * 4
        here += toneAt(data, at) / 3
      }
      if (place) sum += Math.abs(here - before)
      before = here
    }
    return sum / (places - 1)
  }
  let margins = 0
  for (let side = 0; side < 4; side++) {
    let print = 0
    for (let depth = 0.08; depth < 0.24; depth += 0.03) print = Math.max(print, changeAt(depth, side))
    if (print < leastPrint) return false
    if (changeAt(marginAt, side) < print * mostMargin) margins++
  }
  return margins > 2
}
