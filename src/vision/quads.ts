import type { Corners, DocumentShape, Point } from '../core/quality.ts'
import { type Edges, noEdge } from './edges.ts'
import type { Line, Lines } from './lines.ts'
import { aspectFit, cross, inOrder, isInside, mayBePage } from './outline.ts'
import { type Pose, poseOf, squareToQuad } from './pose.ts'

/** What may be a document. */
export interface Candidate {
  /** How surely it is one: about 1 for a clear outline all around, under 0.55 for what chance makes of any picture. */
  readonly score: number
  readonly corners: Corners
  /** How many of its sides are the picture's border, as it goes on beyond. */
  readonly cuts: number
  /** Of the picture's area. */
  readonly share: number
  readonly pose: Pose
}

/** The best candidate is kept for each size, a size having 1.4 times the area of the one before. */
const sizes = 15
/** What scores less is not even looked at closely. */
const leastScore = 0.4
/** So much of a side must lie on edges, or else it is none: a hand may cover the rest. */
const leastSide = 0.3

/** Makes a finder of four lines, out of at most `most`, that look like a document's outline, in pictures of this size. */
export function createQuadFinder(width: number, height: number, most: number, shape?: DocumentShape) {
  // the four borders of the picture count as lines too
  const mostLines = most + 4
  const long = Math.max(width, height)
  const reach = Math.ceil(Math.hypot(width, height)) + 2
  // for each two lines: where they meet, how far along the first that is, and whether it can be a corner
  const xs = new Float32Array(mostLines * mostLines)
  const ys = new Float32Array(mostLines * mostLines)
  const alongs = new Float32Array(mostLines * mostLines)
  const isCorner = new Uint8Array(mostLines * mostLines)
  const pairs = new Int32Array(mostLines * mostLines)
  const none = new Float32Array(0)
  const border = (normalX: number, normalY: number, offset: number): Line => ({
    normalX, normalY, offset, covered: none, balance: none, first: 0, last: 0,
  })
  const borders = [border(1, 0, 0), border(0, 1, 0), border(1, 0, width - 1), border(0, 1, height - 1)]
  const all: Line[] = []
  const bests: (Candidate | null)[] = []
  let lineCount = 0
  // of the quadrilateral at hand
  let beyond = 0
  let weighted = 0
  let around = 0
  let weakest = 0

  /** How far apart two lines are in the middle of the picture. */
  function gap(a: Line, b: Line) {
    const off = ({ normalX, normalY, offset }: Line) => offset - (normalX * width + normalY * height) / 2
    return Math.abs(off(a) - off(b) * Math.sign(a.normalX * b.normalX + a.normalY * b.normalY))
  }

  /** Finds out where lines meet, and which of them may be opposite sides. */
  function meet() {
    let pairCount = 0
    for (let i = 0; i < all.length; i++) {
      const a = all[i] as Line
      for (let k = 0; k < all.length; k++) {
        const b = all[k] as Line
        const sine = a.normalX * b.normalY - a.normalY * b.normalX
        const at = i * mostLines + k
        const x = (a.offset * b.normalY - b.offset * a.normalY) / sine
        const y = (b.offset * a.normalX - a.offset * b.normalX) / sine
        const margin = long * 0.12
        const isNear = x > -margin && y > -margin && x < width + margin && y < height + margin
        xs[at] = x
        ys[at] = y
        alongs[at] = y * a.normalX - x * a.normalY
        // seen from the side corners are no right angles: 50 to 130 degrees do
        isCorner[at] = isNear && Math.abs(sine) > 0.77 ? 1 : 0
        // near by and at a slant, opposite sides run together by up to 43 degrees
        if (i < k && Math.abs(sine) < 0.68 && gap(a, b) > long * 0.05) pairs[pairCount++] = at
      }
    }
    return pairCount
  }

  /** How well a line's way between two places lies on edges, 0 to 1; only what is in the picture counts. */
  function coverage({ covered, balance, first, last }: Line, from: number, to: number) {
    const start = Math.max(first, Math.min(last, Math.round(Math.min(from, to) + reach)))
    const end = Math.max(first, Math.min(last, Math.round(Math.max(from, to) + reach)))
    if (end <= start) return 0
    const net = Math.abs((balance[end] as number) - (balance[start] as number))
    return (0.65 * ((covered[end] as number) - (covered[start] as number)) + 0.35 * net) / (end - start)
  }

  /** Adds one side, on one line between two others, to what is known of the quadrilateral; tells whether it is one. */
  function addSide(index: number, from: number, to: number) {
    if (index >= lineCount) return true
    const line = all[index] as Line
    const start = alongs[index * mostLines + from] as number
    const end = alongs[index * mostLines + to] as number
    const side = coverage(line, start, end)
    if (side < leastSide) return false
    const length = Math.abs(end - start)
    const step = Math.sign(end - start)
    const more = Math.max(8, length * 0.2) * step
    weighted += side * length
    around += length
    weakest = Math.min(weakest, side)
    // a side ends at its corners, while lines of the ground and of the print go on
    beyond += coverage(line, end + 4 * step, end + more) + coverage(line, start - 4 * step, start - more)
    // what is cut off by the border must reach it
    if (from >= lineCount) weakest = Math.min(weakest, coverage(line, start, start + (length / 3) * step))
    if (to >= lineCount) weakest = Math.min(weakest, coverage(line, end, end - (length / 3) * step))
    return weakest >= leastSide
  }

  /** How much print, or picture, is on what would be the document: share of places, a faint one counting less. */
  function printOn(corners: Corners, { angles, strengths }: Edges) {
    const [a, b, c, d, e, f, g, h] = squareToQuad(corners)
    let places = 0
    let print = 0
    let total = 0
    for (let v = 0.1; v < 0.95; v += 0.08) {
      for (let u = 0.1; u < 0.95; u += 0.05, total++) {
        const depth = g * u + h * v + 1
        const column = Math.round((a * u + b * v + c) / depth)
        const row = Math.round((d * u + e * v + f) / depth)
        if (column < 1 || row < 0 || column >= width - 1 || row >= height) continue
        let strongest = 0
        for (let at = row * width + column - 1, end = at + 2; at <= end; at++) {
          if (angles[at] !== noEdge) strongest = Math.max(strongest, strengths[at] as number)
        }
        if (strongest) places++
        print += Math.min(1, strongest / 20)
      }
    }
    return { places: places / total, print: print / total }
  }

  /** Judges the quadrilateral of two pairs of opposite lines. */
  function judge(i: number, j: number, k: number, l: number, edges: Edges) {
    const ik = i * mostLines + k
    const il = i * mostLines + l
    const jl = j * mostLines + l
    const jk = j * mostLines + k
    if (!isCorner[ik] || !isCorner[il] || !isCorner[jl] || !isCorner[jk]) return
    const cuts = Number(i >= lineCount) + Number(j >= lineCount) + Number(k >= lineCount) + Number(l >= lineCount)
    if (cuts > 2) return
    weakest = 1
    beyond = weighted = around = 0
    if (!addSide(i, k, l) || !addSide(j, l, k) || !addSide(k, j, i) || !addSide(l, i, j)) return

    const point = (at: number): Point => ({ x: xs[at] as number, y: ys[at] as number })
    const corners: Corners = [point(ik), point(il), point(jl), point(jk)]
    const [p0, p1, p2, p3] = corners
    const turn = cross(p0, p1, p2)
    if (turn * cross(p1, p2, p3) <= 0 || turn * cross(p2, p3, p0) <= 0 || turn * cross(p3, p0, p1) <= 0) return
    const share = Math.abs(turn) / (width * height)
    // smaller than a tenth of the picture's long side nothing is told apart, and half a side is not cut off unseen
    if (share < (cuts ? 0.1 : 0.005)) return
    const size = Math.max(0, Math.min(sizes - 1, Math.floor(2 * Math.log2(share) + sizes - 1)))
    const least = bests[size]?.score ?? leastScore
    let score = (0.5 * weighted) / around + 0.5 * weakest - 0.05 * beyond + 0.1 * Math.log2(1 + share)
    if (score + 0.06 <= least) return
    const pose = poseOf(corners, width, height)
    const skew = Math.abs(pose.skew)
    if (cuts) {
      // its side on the border is none of the document's, so the aspect tells nothing, and right angles all the more
      if (pose.tiltDegrees > 45) return
      score -= 0.04 + 0.12 * cuts + 1.5 * Math.max(0, skew - 0.05)
    } else score -= 0.5 * (1 - aspectFit(pose, shape)) + 0.7 * Math.max(0, skew - 0.06)
    if (score + 0.06 <= least) return
    const { places, print } = printOn(corners, edges)
    // there is no document without print, while sheets, envelopes, tiles and tables have none or little
    if (places < (cuts ? 0.15 : 0.09)) return
    score += 0.2 * Math.min(0.5, print) - 0.04
    if (score > least) bests[size] = { score, corners: inOrder(corners), cuts, share, pose }
  }

  /** What the larger of two, which has the smaller one in it, is given before they are compared. */
  function advantage(smaller: Candidate, larger: Candidate) {
    if (larger.score < 0.5 || !isInside(smaller.corners, larger.corners)) return 0
    const times = larger.share / smaller.share
    // on a document there are good rectangles too, as its portrait
    if (smaller.share < 0.12 && times > 4) return 0.4
    if (larger.cuts) return 0
    // of an open passport the page is wanted
    return mayBePage(larger.pose) && mayBePage(smaller.pose) && times < 2.7 ? -0.25 : 0.1
  }

  return ({ items, count }: Lines, edges: Edges): Candidate | null => {
    lineCount = count
    all.length = 0
    for (let index = 0; index < count; index++) all.push(items[index] as Line)
    all.push(...borders)
    bests.length = 0
    const pairCount = meet()
    for (let first = 0; first < pairCount; first++) {
      const one = pairs[first] as number
      const i = Math.floor(one / mostLines)
      const j = one % mostLines
      for (let second = first + 1; second < pairCount; second++) {
        const other = pairs[second] as number
        judge(i, j, Math.floor(other / mostLines), other % mostLines, edges)
      }
    }
    let best: Candidate | null = null
    for (const next of bests) {
      if (next && (!best || next.score > best.score - advantage(best, next))) best = next
    }
    return best
  }
}
