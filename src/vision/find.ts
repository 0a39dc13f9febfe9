import type { DocumentShape, Point } from '../core/quality.ts'
import { createEdgeFinder } from './edges.ts'
import { createLineFinder } from './lines.ts'
import { createPlanes, type Pixels, shrinkFactor, splitColours } from './pixels.ts'
import { type Candidate, createQuadFinder } from './quads.ts'

/** What scores less is not taken for a document: photos without one score up to about this. */
const leastScore = 0.55

/** Whether a candidate is taken for a document; one of which not all is seen must be surer. */
const isDocument = ({ score, cuts }: Candidate) => score >= leastScore + (cuts ? 0.05 : 0)

/** Whether all of it is in the picture; its corners may be off by half a percent. */
export function isWhole({ cuts, corners }: Candidate, { width, height }: Pixels): boolean {
  const slack = 0.005 * Math.max(width, height)
  return !cuts && corners.every(({ x, y }) => x > -slack && y > -slack && x < width + slack && y < height + slack)
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
  // middles of pixels, not their corners, are whole numbers
  const enlarge = ({ x, y }: Point) => ({ x: (x + 0.5) * factor - 0.5, y: (y + 0.5) * factor - 0.5 })
  return (pixels: Pixels): Candidate | null => {
    splitColours(pixels, factor, planes)
    const edges = findEdges(planes)
    const found = findQuad(findLines(edges), edges)
    if (!found || !isDocument(found)) return null
    const [a, b, c, d] = found.corners
    return { ...found, corners: [enlarge(a), enlarge(b), enlarge(c), enlarge(d)] }
  }
}
