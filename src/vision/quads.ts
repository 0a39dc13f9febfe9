import type { Corners, DocumentShape, Point } from '../core/quality.ts'
import { type Line, lineOf, type Lines } from './lines.ts'
import { aspectFit, cross, inOrder, mayBePage } from './outline.ts'
import { poseOf } from './pose.ts'

/** What may be a document. */
export interface Candidate {
  /** How surely it is one, 0 to 1. */
  readonly score: number
  readonly corners: Corners
  /** How many of its sides are the picture's border, as it goes on beyond. */
  readonly cuts: number
  /** Whether it has the aspect of a passport's page, or of both pages of an open one. */
  readonly mayBePage: boolean
}

/** Where two lines meet. */
interface Meeting extends Point {
  /** How far along the first of them, as a place in its `covered`. */
  readonly along: number
  /** Whether they may be opposite sides of a document. */
  readonly isPair: boolean
  /** Whether they may be two sides of a document that meet, in the picture or near it. */
  readonly isCorner: boolean
}

/** What scores less is not even looked at closely. */
const leastScore = 0.3
/** So many of a picture, the likeliest first, are looked at closely. */
const mostQuads = 30
/** How much more is seen along than across of what is cut off, at most: a card's aspect, and some for the unknown lens. */
const mostSeen = 1.8
/** So much of a side must lie on edges, or else it is none: a hand may cover the rest. */
const leastSide = 0.2

/** Makes a finder of four lines that look like a document's outline, in pictures of this size. */
export function createQuadFinder(width: number, height: number, shape?: DocumentShape) {
  const long = Math.max(width, height)
  const margin = long * 0.12
  // the four borders of the picture count as lines too
  const borders = [lineOf(1, 0, 0), lineOf(0, 1, 0), lineOf(1, 0, width - 1), lineOf(0, 1, height - 1)]

  return ({ items, count, reach }: Lines): Candidate[] => {
    const all = [...items.slice(0, count), ...borders]
    const meetings = all.map((a) =>
      all.map((b): Meeting => {
        const sine = a.across * b.down - a.down * b.across
        const x = (a.offset * b.down - b.offset * a.down) / sine
        const y = (b.offset * a.across - a.offset * b.across) / sine
        const isNear = x > -margin && y > -margin && x < width + margin && y < height + margin
        return {
          x,
          y,
          along: Math.round(y * a.across - x * a.down) + reach,
          // near by and at a slant, opposite sides run together by up to 43 degrees
          isPair: Math.abs(sine) < 0.68,
          // seen from the side corners are no right angles: 50 to 130 degrees do
          isCorner: isNear && Math.abs(sine) > 0.77,
        }
      }),
    )
    const meetingOf = (i: number, k: number) => meetings[i]?.[k] as Meeting
    const bests = new Map<number, Candidate>()

    /** How well a line, between where two others meet it, lies on edges, 0 to 1; only what is in the picture counts. */
    function coverage(index: number, from: number, to: number) {
      if (index >= count) return 1
      const { covered, first, last } = all[index] as Line
      const start = Math.max(first, Math.min(last, meetingOf(index, from).along))
      const end = Math.max(first, Math.min(last, meetingOf(index, to).along))
      return ((covered[end] as number) - (covered[start] as number)) / (end - start) || 0
    }

    /** Judges the quadrilateral of two pairs of opposite lines. */
    function judge(i: number, j: number, k: number, l: number) {
      if (coverage(i, k, l) < leastSide || coverage(j, k, l) < leastSide) return
      const cuts = [i, j, k, l].filter((index) => index >= count).length
      if (cuts > 2) return
      const p0 = meetingOf(i, k)
      const p1 = meetingOf(i, l)
      const p2 = meetingOf(j, l)
      const p3 = meetingOf(j, k)
      const corners: Corners = [p0, p1, p2, p3]
      const turn = cross(p0, p1, p2)
      const isConvex = turn * cross(p1, p2, p3) > 0 && turn * cross(p2, p3, p0) > 0 && turn * cross(p3, p0, p1) > 0
      const share = Math.abs(turn) / (width * height)
      // smaller than a tenth of the picture's long side nothing is told apart, and half a side is not cut off unseen
      if (!isConvex || share < (cuts ? 0.1 : 0.005)) return
      const sides = [coverage(i, k, l), coverage(j, k, l), coverage(k, i, j), coverage(l, i, j)]
      const cover = sides.reduce((sum, side) => sum + side / 8, Math.min(...sides) / 2 + share / 10)
      // the best one is kept for each size and place, a size having 1.4 times the area of the one before
      const key = [2 * Math.log2(share), (p0.x + p1.x + p2.x + p3.x) / width, (p0.y + p1.y + p2.y + p3.y) / height, cuts && 1].reduce(
        (sum, part) => sum * 100 + Math.floor(part),
        0,
      )
      const least = bests.get(key)?.score ?? leastScore
      if (cover <= least) return
      const pose = poseOf(corners, width, height)
      // cut off on one side it shows no more than there is; on two it may have any aspect
      if (cuts && (pose.tiltDegrees > 45 || (cuts < 2 && (j < count ? pose.aspect : 1 / pose.aspect) > mostSeen))) return
      const score =
        cover -
        (cuts ? 1.5 : 0.7) * Math.max(0, Math.abs(pose.skew) - 0.05) -
        (cuts ? 0.12 * cuts : 0.5 * (1 - aspectFit(pose, shape)))
      if (score > least) bests.set(key, { score, corners: inOrder(corners), cuts, mayBePage: mayBePage(pose) })
    }

    for (let i = 0; i < all.length; i++) {
      for (let j = i + 1; j < all.length; j++) {
        if (!meetingOf(i, j).isPair) continue
        // the lines after the first that can close the two, of which most cannot
        const closing: number[] = []
        for (let k = i + 1; k < all.length; k++) {
          if (!meetingOf(i, k).isCorner || !meetingOf(j, k).isCorner || coverage(k, i, j) < leastSide) continue
          for (const l of closing) if (meetingOf(k, l).isPair) judge(i, j, l, k)
          closing.push(k)
        }
      }
    }
    return [...bests.values()].sort((a, b) => b.score - a.score).slice(0, mostQuads)
  }
}
