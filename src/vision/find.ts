import type { DocumentShape } from '../core/quality.ts'
import { createEdgeFinder } from './edges.ts'
import { createJudge } from './evidence.ts'
import { createLineFinder } from './lines.ts'
import { enlarge, sidesOf } from './outline.ts'
import { createPlanes, type Pixels, shrinkFactor, splitColours } from './pixels.ts'
import { project, squareToQuad } from './pose.ts'
import { type Candidate, createQuadFinder } from './quads.ts'
import { type Measures, scoreOf } from './score.ts'

/** What scores less is taken for no document. A photo is told of what is in doubt, a frame is followed by others. */
const leastInFrame = 0.25
const leastInPhoto = 0.05
/** Long side of a photo, in pixels, as what is found in it is looked at closely. */
const fineLongSide = 640
/** Others with which documents are looked for in it too, by colour only or by all there is. */
const moreLooks: readonly (readonly [longSide: number, isColourOnly?: boolean])[] = [[213], [320], [427, true]]
/** Lines of a photo to put together; it has the time for more of them than a frame. */
const photoLines = 100

/** What may be a document, looked at closely. */
export interface Weighed extends Candidate {
  readonly measures: Measures
}

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
 * Makes a finder of what may be a document in pictures of one size, which looks at them at about `longSide` pixels, and
 * at `mostLines` lines in them: a document has four, a busy ground has many, and time grows fast with them.
 */
function createProposer(first: Pixels, longSide: number, mostLines: number, shape?: DocumentShape, isColourOnly?: boolean) {
  const factor = shrinkFactor(first, longSide)
  const width = Math.floor(first.width / factor)
  const height = Math.floor(first.height / factor)
  const planes = createPlanes(width, height)
  const findEdges = createEdgeFinder(width, height)
  const findLines = createLineFinder(width, height, mostLines)
  const findQuads = createQuadFinder(width, height, shape)

  /** In pixels of the picture, the likeliest first. */
  function propose(pixels: Pixels): Candidate[] {
    if (Math.min(width, height) < 16) return []
    splitColours(pixels, factor, planes)
    return findQuads(findLines(findEdges(planes, isColourOnly))).map((one) => ({ ...one, corners: enlarge(one.corners, factor) }))
  }

  /** Looks at each closely, in the picture that was proposed from last. */
  function weigh(candidates: readonly Candidate[]): Weighed[] {
    const judge = createJudge(planes, shape)
    return candidates.map((one) => {
      const seen = judge(enlarge(one.corners, 1 / factor), one.cuts, one.score)
      return { ...one, ...seen, score: scoreOf(seen.measures), corners: enlarge(seen.corners, factor) }
    })
  }
  return { propose, weigh }
}

/** The best of some, if it is good enough. */
const bestOf = (candidates: readonly Weighed[], least: number) =>
  candidates.reduce<Weighed | null>((best, one) => (one.score > (best?.score ?? least) ? one : best), null)

/** A candidate, and the two pages of what may be an open passport. */
function withPages(candidate: Candidate, shape?: DocumentShape): Candidate[] {
  const { corners, cuts, mayBePage } = candidate
  if (cuts || shape === 'card' || !mayBePage) return [candidate]
  const map = squareToQuad(corners)
  const page = (left: number, top: number, right: number, bottom: number): Candidate => ({
    ...candidate,
    corners: [project(map, left, top), project(map, right, top), project(map, right, bottom), project(map, left, bottom)],
  })
  const [up, right, down, left] = sidesOf(corners)
  const isWide = up + down > right + left
  return [candidate, ...(isWide ? [page(0, 0, 0.5, 1), page(0.5, 0, 1, 1)] : [page(0, 0, 1, 0.5), page(0, 0.5, 1, 1)])]
}

/**
 * Makes a finder of the document in frames, looked at as `createProposer` tells, and closely at the `most` likeliest
 * quadrilaterals. Corners are in pixels of the picture.
 * What it works in is kept as long as the pictures keep their size.
 */
export function createDocumentFinder(longSide: number, mostLines: number, most: number, shape?: DocumentShape) {
  let width = 0
  let height = 0
  let finder: ReturnType<typeof createProposer>
  return (pixels: Pixels): Candidate | null => {
    if (pixels.width !== width || pixels.height !== height) {
      width = pixels.width
      height = pixels.height
      finder = createProposer(pixels, longSide, mostLines, shape)
    }
    return bestOf(finder.weigh(finder.propose(pixels).slice(0, most).flatMap((one) => withPages(one, shape))), leastInFrame)
  }
}

/**
 * All that may be the document in a photo. It is looked for from far, as the grain of wood, cloth and newspapers is not
 * seen then; near, as faint sides and small documents are; and by colour only, as print and shadows of the ground have none.
 */
export function weighInPhoto(pixels: Pixels, shape?: DocumentShape): Weighed[] {
  const fine = createProposer(pixels, fineLongSide, photoLines, shape)
  const found = fine.propose(pixels)
  for (const [longSide, isColourOnly] of moreLooks) {
    found.push(...createProposer(pixels, longSide, photoLines, shape, isColourOnly).propose(pixels))
  }
  return fine.weigh(found.flatMap((one) => withPages(one, shape)))
}

/** Finds the document in a photo. */
export const findInPhoto = (pixels: Pixels, shape?: DocumentShape): Candidate | null => bestOf(weighInPhoto(pixels, shape), leastInPhoto)
