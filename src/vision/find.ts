import type { DocumentShape, Point } from '../core/quality.ts'
import { createEdgeFinder } from './edges.ts'
import { createLineFinder } from './lines.ts'
import { moveCorners } from './outline.ts'
import { createPlanes, type Pixels, shrinkFactor, splitColours } from './pixels.ts'
import { type Candidate, createQuadFinder } from './quads.ts'

/** What scores less is not taken for a document: photos without one score up to about this. */
const leastScore = 0.55

/** A document that goes on beyond the picture, and scores more, is looked for no further. */
const sureScore = 0.7
/** What a document in a window scores at least: there are nine of them for chance to make one in. */
const leastWindowScore = 0.58
/** Long sides of the photo, and of a window of half its size, as documents are looked for in them, in pixels. */
const photoLongSides = [427, 640]
const windowLongSide = 330
/** Lines of a photo to put together; it has the time for more of them than a frame. */
const photoLines = 40

/** Whether a candidate is taken for a document; one of which not all is seen must be surer. */
const isDocument = ({ score, cuts }: Candidate) => score >= leastScore + (cuts ? 0.05 : 0)

/** Whether all of it is in the picture, or in a rectangle of that size; its corners may be off by half a percent. */
export function isWhole(
  { cuts, corners }: Candidate,
  { width, height }: { width: number; height: number },
  left = 0,
  top = 0,
  slack = 0.005 * Math.max(width, height),
): boolean {
  const isWithin = (place: number, size: number) => place > -slack && place < size + slack
  return !cuts && corners.every(({ x, y }) => isWithin(x - left, width) && isWithin(y - top, height))
}

/**
 * Makes a finder of the document in pictures, which looks at them at about `longSide` pixels, and at `mostLines` lines in
 * them: a document has four, a busy ground has many, and time grows fast with them. Corners are in pixels of the picture. What it works in is kept as long as the pictures keep their size.
 */
export function createDocumentFinder(longSide: number, mostLines: number, shape?: DocumentShape) {
  let width = 0
  let height = 0
  let find: (pixels: Pixels) => Candidate | null
  return (pixels: Pixels): Candidate | null => {
    if (pixels.width !== width || pixels.height !== height) {
      width = pixels.width
      height = pixels.height
      find = createFinderFor(pixels, longSide, mostLines, shape)
    }
    return find(pixels)
  }
}

function createFinderFor(first: Pixels, longSide: number, mostLines: number, shape?: DocumentShape) {
  const factor = shrinkFactor(first, longSide)
  const width = Math.floor(first.width / factor)
  const height = Math.floor(first.height / factor)
  if (Math.min(width, height) < 16) return () => null
  const planes = createPlanes(width, height)
  const findEdges = createEdgeFinder(width, height)
  const findLines = createLineFinder(width, height, mostLines)
  const findQuad = createQuadFinder(width, height, mostLines, shape)
  return (pixels: Pixels, left = 0, top = 0): Candidate | null => {
    splitColours(pixels, factor, planes, left, top)
    const edges = findEdges(planes)
    const found = findQuad(findLines(edges), edges)
    if (!found || !isDocument(found)) return null
    // middles of pixels, not their corners, are whole numbers
    const enlarge = ({ x, y }: Point) => ({ x: (x + 0.5) * factor - 0.5 + left, y: (y + 0.5) * factor - 0.5 + top })
    return { ...found, corners: moveCorners(found.corners, enlarge) }
  }
}

/**
 * Finds the document in a photo. Where none is seen as a whole it is looked for closer, as the grain of wood and cloth
 * shows itself then, and in nine windows of half the photo's size, as the sides of a small one are lost among long lines.
 */
export function findInPhoto(pixels: Pixels, shape?: DocumentShape): Candidate | null {
  let best: Candidate | null = null
  for (const longSide of photoLongSides) {
    best = better(best, createFinderFor(pixels, longSide, photoLines, shape)(pixels))
    if (best && !best.cuts) return best
  }
  if (best && best.score > sureScore) return best
  const window = { ...pixels, width: pixels.width >> 1, height: pixels.height >> 1 }
  const find = createFinderFor(window, windowLongSide, photoLines, shape)
  for (let index = 0; index < 9; index++) {
    const left = (index % 3) * (window.width >> 1)
    const top = Math.floor(index / 3) * (window.height >> 1)
    const found = find(pixels, left, top)
    if (found && found.score > leastWindowScore && isWhole(found, window, left, top)) {
      best = better(best, { ...found, share: found.share / 4 })
    }
  }
  return best
}

/** The surer one of two; one seen as a whole may be less sure by a tenth. */
function better(a: Candidate | null, b: Candidate | null) {
  const worth = (one: Candidate | null) => (one ? one.score - (one.cuts ? 0.1 : 0) : 0)
  return worth(b) > worth(a) ? b : a
}
