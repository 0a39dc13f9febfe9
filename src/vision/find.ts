import type { DocumentShape } from '../core/quality.ts'
import { createEdgeFinder } from './edges.ts'
import { createLineFinder } from './lines.ts'
import { createPlanes, type Pixels, shrinkFactor, splitColours } from './pixels.ts'
import { type Candidate, createQuadFinder } from './quads.ts'

/** A candidate that scores less is not taken for a document. */
export const leastScore = 0.55

/**
 * Makes a finder of the document in pictures; corners are in pixels of the picture given. Its rooms are kept as long as
 * the pictures keep their size.
 */
export function createDocumentFinder(longSide: number, shape?: DocumentShape) {
  let size = ''
  let look: (pixels: Pixels) => Candidate | null = () => null
  return (pixels: Pixels): Candidate | null => {
    const now = `${pixels.width} ${pixels.height}`
    if (now !== size) {
      size = now
      look = createLook(pixels, longSide, shape)
    }
    return look(pixels)
  }
}

function createLook(pixels: Pixels, longSide: number, shape?: DocumentShape) {
  const factor = shrinkFactor(pixels, longSide)
  const width = Math.floor(pixels.width / factor)
  const height = Math.floor(pixels.height / factor)
  if (Math.min(width, height) < 16) return () => null
  const planes = createPlanes(width, height)
  const findEdges = createEdgeFinder(width, height)
  const findLines = createLineFinder(width, height)
  const findQuad = createQuadFinder(width, height, shape)
  return (picture: Pixels): Candidate | null => {
    splitColours(picture, factor, planes)
    const found = findQuad(findLines(findEdges(planes)))
    if (!found) return null
    const [a, b, c, d] = found.corners
    const grow = ({ x, y }: { x: number; y: number }) => ({ x: (x + 0.5) * factor - 0.5, y: (y + 0.5) * factor - 0.5 })
    return { ...found, corners: [grow(a), grow(b), grow(c), grow(d)] }
  }
}
