import type { Corners, DocumentShape } from '../core/quality.ts'
import { aspectFit, sidesOf } from './outline.ts'
import type { Planes } from './pixels.ts'
import { poseOf, project, squareToQuad } from './pose.ts'
import type { Measures } from './score.ts'

/** What is seen of a document at some corners. */
export interface Evidence {
  readonly measures: Measures
  /** Each side moved to where most changes, by some pixels at most. */
  readonly corners: Corners
}

/** Places along a side at which it is looked at. */
const places = 24
/** Where along a side a place lies, 0 to 1, its ends left out: documents have round corners. */
const alongOf = (place: number) => 0.04 + (0.92 * (place + 0.5)) / places
/** A change of colour as a number from 0 to 1, which strong ones do not rule. */
const weigh = (change: number) => change / (change + 12)
const meanOf = (values: readonly number[], make = (value: number) => value) =>
  values.reduce((sum, value) => sum + make(value), 0) / (values.length || 1)
/** How many of some changes, 0 to 1, are more than noise makes. */
const shareOver = (changes: readonly number[], least: number) => meanOf(changes, (change) => Number(change > least))

/** Makes a judge of what may be a document in a picture, from its planes, softened once. All places are in their pixels. */
export function createJudge({ width, height, colours }: Planes, shape?: DocumentShape) {
  const change = (a: number, b: number) => {
    let sum = 0
    for (const values of colours) sum += ((values[a] as number) - (values[b] as number)) ** 2
    return Math.sqrt(sum)
  }
  /** The mean change, over many pairs, from one of these places to one of those, 0 to 1: 60 steps and more are 1. */
  const between = (these: readonly number[], those: readonly number[]) => {
    let sum = 0
    for (let pair = 0; pair < 96; pair++) {
      sum += Math.min(60, change(these[pair % these.length] ?? 0, those[(pair * 7 + 3) % those.length] ?? 0))
    }
    return sum / 5760
  }
  /** How much changes around a place, upright or level. */
  const printAt = (place: number) => Math.max(change(place - 1, place + 1), change(place - width, place + width))

  /** @param cuts how many of its sides are the picture's border @param lines 0 to 1, how good its sides are as lines */
  return (given: Corners, cuts: number, lines: number): Evidence => {
    let map = squareToQuad(given)
    const [up, right, down, left] = sidesOf(given)
    const [high, wide] = [(right + left) / 2, (up + down) / 2]
    const diagonal = Math.hypot(high, wide)
    /** The place of a point of the document, given as shares of its sides; -1 out of the picture, or on its border. */
    const placeOf = (u: number, v: number) => {
      const { x, y } = project(map, u, v)
      return x > 0.5 && y > 0.5 && x < width - 1.5 && y < height - 1.5 ? Math.round(y) * width + Math.round(x) : -1
    }
    /** The place so far along a side, as the clock goes, and so far in. */
    const at = (side: number, way: number, depth: number) => {
      const [u, v] = side > 1 ? [1 - way, 1 - depth] : [way, depth]
      return side % 2 ? placeOf(1 - v, u) : placeOf(u, v)
    }
    /** A pixel, as a share of the way from a side to the opposite one. */
    const pixelOf = (side: number) => 1 / (side % 2 ? wide : high)
    /** How much changes from out to in, 0 to 1; nothing where the picture has ended. */
    const edgeAt = (side: number, way: number, depth: number) => {
      const inner = at(side, way, depth + pixelOf(side))
      const outer = at(side, way, depth - pixelOf(side))
      return Math.min(inner, outer) < 0 ? 0 : weigh(change(inner, outer))
    }
    // the picture's border is no side to be looked at
    const sides = [0, 1, 2, 3].filter((side) => !cuts || at(side, 0.5, -2 * pixelOf(side)) >= 0)

    const reach = Math.min(8, Math.round(3 + 0.006 * diagonal))
    const row = 2 * reach + 1
    const moves = [0, 0, 0, 0, 0, 0, 0, 0]
    for (const side of sides) {
      const edges: number[] = []
      for (let index = 0; index < places * row; index++) {
        edges.push(edgeAt(side, alongOf(Math.floor(index / row)), ((index % row) - reach) * pixelOf(side)))
      }
      let best = -1
      for (let from = 0; from < row; from++) {
        for (let to = 0; to < row; to++) {
          // what lies as far off as the reach must be better by a hundredth for each end
          let sum = (-0.24 * (Math.abs(from - reach) + Math.abs(to - reach))) / reach
          for (let place = 0; place < places; place++) {
            sum += edges[place * row + Math.round(from + ((to - from) * (place + 0.5)) / places)] as number
          }
          if (sum > best) {
            best = sum
            moves[side * 2] = (from - reach) * pixelOf(side)
            moves[side * 2 + 1] = (to - reach) * pixelOf(side)
          }
        }
      }
    }
    // where two moved sides meet, to the first order: they move by a hundredth
    const [a, b, c, d, e, f, g, h] = moves as [number, number, number, number, number, number, number, number]
    const corners: Corners = [project(map, h, a), project(map, 1 - c, b), project(map, 1 - d, 1 - e), project(map, g, 1 - f)]
    map = squareToQuad(corners)

    const insides: number[] = []
    const outsides: number[] = []
    const changes: number[] = []
    const beyonds: number[] = []
    for (const side of sides) {
      const depth = (2 + 0.008 * diagonal) * pixelOf(side)
      for (let place = 0; place < places; place++) {
        const inner = at(side, alongOf(place), depth)
        const outer = at(side, alongOf(place), -depth)
        if (Math.min(inner, outer) < 0) continue
        insides.push(inner)
        outsides.push(outer)
        changes.push(change(inner, outer))
      }
      for (let more = 0.02; more < 0.17; more += 0.02) {
        for (const way of [-more, 1 + more]) if (at(side, way, 0) >= 0) beyonds.push(edgeAt(side, way, 0))
      }
    }
    const prints: number[] = []
    for (let index = 0; index < 289; index++) {
      const place = placeOf(0.1 + (index % 17) / 20, 0.1 + Math.floor(index / 17) / 20)
      if (place >= 0) prints.push(printAt(place))
    }
    const ring: number[] = []
    for (const depth of [-0.06, -0.12, -0.2]) {
      for (let index = 0; index < 4 * places; index++) {
        const place = at(index % 4, depth + ((1 - 2 * depth) * (Math.floor(index / 4) + 0.5)) / places, depth)
        if (place >= 0) ring.push(printAt(place))
      }
    }
    const ends = [0, 1, 2, 3].map((side) => at(side, 0.008, 0.011)).filter((place) => place >= 0)
    const toInside = between(ends, insides)

    const pose = poseOf(corners, width, height)
    return {
      measures: [
        shareOver(changes, 12),
        meanOf(beyonds),
        between(insides, insides),
        between(insides, outsides),
        meanOf(prints, weigh),
        shareOver(prints, 10),
        meanOf(ring, weigh),
        ring.length / (12 * places),
        Math.max(0.4, toInside / (toInside + between(ends, outsides) + 0.07)),
        Math.log2((high * wide) / (width * height)),
        pose.tiltDegrees,
        cuts ? 0 : 1 - aspectFit(pose, shape),
        lines,
        Number(cuts > 0),
      ],
      corners,
    }
  }
}
