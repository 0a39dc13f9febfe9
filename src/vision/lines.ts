import { type Edges, noEdge } from './edges.ts'

/** A straight line over the whole picture: the points whose `x * across + y * down` is `offset`. */
export interface Line {
  across: number
  down: number
  offset: number
  /** How many steps of the way along the line, up to each of its places, lie on an edge that runs its way. */
  readonly covered: Float32Array
  /** The part of the line that lies in the picture, as places in `covered`. */
  first: number
  last: number
}

/** A line with room for so many places along it. */
export const lineOf = (across: number, down: number, offset: number, places = 0): Line => ({
  across, down, offset, covered: new Float32Array(places), first: 0, last: 0,
})

/** Straight lines of a picture, strongest first; the first `count` are good. */
export interface Lines {
  readonly items: readonly Line[]
  /** Added to a point's `y * across - x * down` to get its place in `covered`. */
  readonly reach: number
  count: number
}

/** Directions are told apart in steps of 2 degrees, over a full turn, as an outline mostly gets darker, or lighter, all along. */
const directions = 180
const halfTurn = directions / 2
/** How far the direction of an edge pixel may lie off that of its line, in those steps: soft and noisy edges waver. */
const slack = 6

/** A line that shares more than the rest of its edge pixels with stronger ones is one of those again. */
const leastFresh = 0.4
/** What less than about ten pixels give is no line. */
const leastVotes = 4
/** How far off a line its edge pixels may lie, in pixels. */
const band = 2

const cosines = Float32Array.from({ length: directions }, (_, angle) => Math.cos((angle * 2 * Math.PI) / directions))
const sines = Float32Array.from({ length: directions }, (_, angle) => Math.sin((angle * 2 * Math.PI) / directions))

/** Makes a finder of the `mostLines` best lines of pictures of one size. Its result is overwritten by the next call. */
export function createLineFinder(width: number, height: number, mostLines: number) {
  const reach = Math.ceil(Math.hypot(width, height)) + 2
  const columns = 2 * reach + 1
  // two more rows on either end repeat those of the other end, so that a peak there has neighbours
  const votes = new Float32Array((directions + 4) * columns)
  const peaks: number[] = []
  const taken = new Uint8Array(width * height)
  const items = Array.from({ length: mostLines }, () => lineOf(0, 0, 0, columns))
  const lines: Lines = { reach, items, count: 0 }

  /** Every edge pixel votes for the lines through it that run its way (Hough, with the gradient's direction). */
  function vote({ angles, places, count, strengths }: Edges) {
    votes.fill(0)
    for (let index = 0; index < count; index++) {
      const at = places[index] as number
      const x = at % width
      const y = (at - x) / width
      const middle = angles[at] as number
      // a strong edge counts for more than a faint one, but by far not for as much more as it is stronger
      const weight = (1 - 12 / (12 + (strengths[at] as number)))
      for (let angle = middle - 2; angle <= middle + 2; angle++) {
        const direction = (angle + directions) % directions
        const offset = x * (cosines[direction] as number) + y * (sines[direction] as number)
        const place = (direction + 2) * columns + Math.round(offset) + reach
        votes[place] = (votes[place] as number) + weight
      }
    }
    votes.copyWithin(0, directions * columns, (directions + 2) * columns)
    votes.copyWithin((directions + 2) * columns, 2 * columns, 4 * columns)
  }

  /** Whether no place around has more votes; of equal ones the first is taken. */
  function isPeak(place: number) {
    const value = votes[place] as number
    for (let row = -2; row <= 2; row++) {
      for (let column = -2; column <= 2; column++) {
        const step = row * columns + column
        const other = votes[place + step] as number
        if (other > value || (other === value && step < 0)) return false
      }
    }
    return true
  }

  /** The places with most votes, the first one having most. */
  function findPeaks() {
    peaks.length = 0
    for (let place = columns * 2 + 2; place < (directions + 2) * columns - 2; place++) {
      if ((votes[place] as number) > leastVotes && isPeak(place)) peaks.push(place)
    }
    return peaks.sort((a, b) => (votes[b] as number) - (votes[a] as number)).slice(0, mostLines * 2)
  }

  /**
   * Walks along a line, fits it to the edge pixels that lie near it, and notes where there are some.
   * @returns the share of them that no line before had
   */
  function follow(line: Line, angles: Uint8Array, take = false) {
    const { across, down, offset, covered } = line
    const wanted = Math.round((Math.atan2(down, across) / Math.PI) * halfTurn) - halfTurn * 2
    let count = 0
    let fresh = 0
    line.first = columns
    line.last = 0
    let sumAlong = 0
    let sumOff = 0
    let sumAlongAlong = 0
    let sumAlongOff = 0
    for (let index = 0; index < columns; index++) {
      const along = index - reach
      const x = offset * across - along * down
      const y = offset * down + along * across
      if (x >= -band && y >= -band && x < width + band && y < height + band) {
        let nearest = band + 1
        let at = 0
        line.first = Math.min(line.first, index)
        line.last = index
        for (let off = -band; off <= band; off++) {
          const column = Math.round(x + off * across)
          const row = Math.round(y + off * down)
          if (column < 0 || row < 0 || column >= width || row >= height) continue
          const place = row * width + column
          const angle = angles[place] as number
          if (angle === noEdge || Math.abs(off) >= Math.abs(nearest)) continue
          const difference = (angle - wanted) % halfTurn
          if (Math.min(difference, halfTurn - difference) <= slack) {
            at = place
            nearest = (column - x) * across + (row - y) * down
          }
        }
        if (nearest <= band) {
          count++
          if (!taken[at]) fresh++
          if (take) taken[at] = 1
          sumAlong += along
          sumOff += nearest
          sumAlongAlong += along * along
          sumAlongOff += along * nearest
        }
      }
      covered[index] = count
    }
    const spread = count * sumAlongAlong - sumAlong * sumAlong
    if (spread <= 0) return 0
    const slope = (count * sumAlongOff - sumAlong * sumOff) / spread
    const shift = (sumOff - slope * sumAlong) / count
    // the point moved off by `shift` at `along` 0, the direction turned by the slope
    const length = Math.hypot(1, slope)
    const turnedX = (across + slope * down) / length
    const turnedY = (down - slope * across) / length
    line.offset = (offset + shift) * (across * turnedX + down * turnedY)
    line.across = turnedX
    line.down = turnedY
    return fresh / count
  }

  return (edges: Edges): Lines => {
    vote(edges)
    taken.fill(0)
    lines.count = 0
    // most peaks stand for lines of their own, some for one that another peak has given already
    for (const place of findPeaks()) {
      const line = items[lines.count]
      if (!line) break
      const direction = Math.floor(place / columns) - 2
      line.across = cosines[direction] as number
      line.down = sines[direction] as number
      line.offset = (place % columns) - reach
      if (follow(line, edges.angles) < leastFresh) continue
      follow(line, edges.angles, true)
      lines.count++
    }
    return lines
  }
}
