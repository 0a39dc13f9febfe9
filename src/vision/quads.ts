import type { Corners, DocumentShape, Point } from '../core/quality.ts'
import type { Line, Lines } from './lines.ts'
import { poseOf } from './pose.ts'

/** A document that may lie in the picture. */
export interface Candidate {
  /** Higher is better, 1 is the best that can be. */
  score: number
  corners: Corners
  /** Share of the outline that lies on edges, side by side. */
  sides: readonly number[]
}

/** Long side by short side: ID-1 of ISO/IEC 7810, and the page of a passport (ID-3). */
const aspects = { card: 85.6 / 54, passport: 125 / 88 }

/** How well a rectangle's aspect fits: 1 within 6 %, none beyond 25 %; lens and guess of the focal length blur it. */
export function aspectFit(aspect: number, shape?: DocumentShape) {
  const long = Math.max(aspect, 1 / aspect)
  const off = (wanted: number) => Math.abs(Math.log(long / wanted))
  const miss = shape ? off(aspects[shape]) : Math.min(off(aspects.card), off(aspects.passport))
  return Math.max(0, Math.min(1, 1.3 - miss * 5))
}

const cross = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)

/** Starts with the corner that lies upper left, and goes on as the clock does. */
export function inOrder(points: Corners): Corners {
  const [a, b, c, d] = cross(points[0], points[1], points[2]) > 0 ? points : ([...points].reverse() as unknown as Corners)
  const turns: Corners[] = [[a, b, c, d], [b, c, d, a], [c, d, a, b], [d, a, b, c]]
  // the side that runs most to the right is the upper one
  const [p0, p1, p2, p3] = [a, b, c, d]
  const x = p1.x - p0.x + p2.x - p3.x
  const y = p1.y - p0.y + p2.y - p3.y
  const turn = Math.abs(x) >= Math.abs(y) ? (x > 0 ? 0 : 2) : y > 0 ? 3 : 1
  return turns[turn] as Corners
}

/** Finds four lines that look like a document's outline, in a picture of this size. */
export function createQuadFinder(width: number, height: number, shape?: DocumentShape) {
  const long = Math.max(width, height)
  const most = 40
  const xs = new Float32Array(most * most)
  const ys = new Float32Array(most * most)
  const alongs = new Float32Array(most * most)
  const pairs = new Int32Array(most * most)

  /** Share of a line's way between two places that lies on edges. */
  function coverage({ covered }: Line, reach: number, from: number, to: number) {
    const last = covered.length - 1
    const start = Math.max(0, Math.min(last, Math.round(Math.min(from, to) + reach)))
    const end = Math.max(0, Math.min(last, Math.round(Math.max(from, to) + reach)))
    return end > start ? ((covered[end] as number) - (covered[start] as number)) / (end - start) : 0
  }

  return ({ items, count, reach }: Lines): Candidate | null => {
    let best: Candidate | null = null
    let pairCount = 0
    for (let i = 0; i < count; i++) {
      const a = items[i] as Line
      for (let k = 0; k < count; k++) {
        const b = items[k] as Line
        const sine = a.normalX * b.normalY - a.normalY * b.normalX
        const at = i * most + k
        const x = (a.offset * b.normalY - b.offset * a.normalY) / sine
        const y = (b.offset * a.normalX - a.offset * b.normalX) / sine
        xs[at] = x
        ys[at] = y
        alongs[at] = y * a.normalX - x * a.normalY
        if (i < k && Math.abs(sine) < 0.5) pairs[pairCount++] = at
      }
    }
    for (let first = 0; first < pairCount; first++) {
      const i = Math.floor((pairs[first] as number) / most)
      const j = (pairs[first] as number) % most
      for (let second = first + 1; second < pairCount; second++) {
        const k = Math.floor((pairs[second] as number) / most)
        const l = (pairs[second] as number) % most
        const a = items[i] as Line
        const b = items[k] as Line
        if (Math.abs(a.normalX * b.normalX + a.normalY * b.normalY) > 0.64) continue
        const at = [i * most + k, i * most + l, j * most + l, j * most + k]
        const points = at.map((place) => ({ x: xs[place] as number, y: ys[place] as number })) as unknown as Corners
        const margin = long * 0.02
        if (points.some(({ x, y }) => x < -margin || y < -margin || x > width + margin || y > height + margin)) continue
        const [p0, p1, p2, p3] = points
        const turn = cross(p0, p1, p2)
        if (turn * cross(p1, p2, p3) <= 0 || turn * cross(p2, p3, p0) <= 0 || turn * cross(p3, p0, p1) <= 0) continue
        const lengths = points.map((p, n) => {
          const next = points[((n + 1) % 4) as 0 | 1 | 2 | 3]
          return Math.hypot(p.x - next.x, p.y - next.y)
        })
        const longest = Math.max(...lengths)
        if (longest < long * 0.15 || Math.min(...lengths) < longest * 0.3) continue
        const ways: [number, number, number][] = [
          [i, k, l],
          [l, i, j],
          [j, l, k],
          [k, j, i],
        ]
        let beyond = 0
        const sides = ways.map(([line, from, to], n) => {
          const start = alongs[line * most + from] as number
          const end = alongs[line * most + to] as number
          const step = Math.sign(end - start)
          const more = Math.max(6, (lengths[n] as number) * 0.15)
          beyond +=
            coverage(items[line] as Line, reach, end + 3 * step, end + more * step) +
            coverage(items[line] as Line, reach, start - 3 * step, start - more * step)
          return coverage(items[line] as Line, reach, start, end)
        })
        const support = sides.reduce((sum, side, n) => sum + side * (lengths[n] as number), 0) / lengths.reduce((x, y) => x + y)
        const weakest = Math.min(...sides)
        if (weakest < 0.3) continue
        const early = 0.5 * support + 0.5 * weakest - 0.04 * beyond
        if (best && early + 0.1 <= best.score) continue
        const pose = poseOf(points, width, height)
        const size = Math.sqrt(Math.abs(cross(p0, p1, p2)) / (width * height))
        const score = early + 0.1 * size - 0.5 * (1 - aspectFit(pose.aspect, shape)) - 0.5 * Math.max(0, Math.abs(pose.skew) - 0.08)
        if (!best || score > best.score) best = { score, corners: inOrder(points), sides }
      }
    }
    return best
  }
}
