import { type Edges, noEdge } from './edges.ts'

/** A straight line over the whole picture: the points whose `x * normalX + y * normalY` is `offset`. */
export interface Line {
  normalX: number
  normalY: number
  offset: number
  /** How many steps of the way along the line, up to each of its places, lie on an edge that runs its way. */
  readonly covered: Float32Array
  /** The same, but steps where it gets darker are taken off: an outline mostly gets darker, or lighter, all along. */
  readonly balance: Float32Array
  /** The part of the line that lies in the picture, as places in those two. */
  first: number
  last: number
}

/** Straight lines of a picture, strongest first; the first `count` are good. */
export interface Lines {
  readonly items: readonly Line[]
  /** Added to a point's `y * normalX - x * normalY` to get its place in `covered`. */
  readonly reach: number
  count: number
}

/** Directions are told apart in steps of 2 degrees, over a full turn, as an outline mostly gets darker, or lighter, all along. */
const directions = 180
/** Side of the fields in which edge pixels are counted. */
const cell = 8
const halfTurn = directions / 2
/** How far the direction of an edge pixel may lie off that of its line, in those steps: soft and noisy edges waver. */
const slack = 6

/** A line that shares more than the rest of its edge pixels with stronger ones is one of those again. */
const leastFresh = 0.4

const cosines = Float32Array.from({ length: directions }, (_, angle) => Math.cos((angle * 2 * Math.PI) / directions))
const sines = Float32Array.from({ length: directions }, (_, angle) => Math.sin((angle * 2 * Math.PI) / directions))

/** Makes a finder of the `mostLines` best lines of pictures of one size. Its result is overwritten by the next call. */
export function createLineFinder(width: number, height: number, mostLines: number) {
  const reach = Math.ceil(Math.hypot(width, height)) + 2
  const columns = 2 * reach + 1
  // two more rows on either end repeat those of the other end, so that a peak there has neighbours
  const votes = new Float32Array((directions + 4) * columns)
  // most peaks stand for lines of their own, some for one that another peak has given already
  const mostPeaks = mostLines * 3
  const peaks = new Float32Array(mostPeaks)
  const peakPlaces = new Int32Array(mostPeaks)
  const taken = new Uint8Array(width * height)
  const items = Array.from({ length: mostLines }, () => ({
    normalX: 0,
    normalY: 0,
    offset: 0,
    covered: new Float32Array(columns),
    balance: new Float32Array(columns),
    first: 0,
    last: 0,
  }))
  const cellColumns = Math.ceil(width / cell) + 2
  const crowds = new Float32Array(cellColumns * (Math.ceil(height / cell) + 2))
  const lines: Lines = { reach, items, count: 0 }

  /** Edge pixels in the nine fields around a place; one line through it gives about 24. */
  function crowdAround(place: number) {
    let sum = 0
    for (let row = -cellColumns; row <= cellColumns; row += cellColumns) {
      sum += (crowds[place + row - 1] as number) + (crowds[place + row] as number) + (crowds[place + row + 1] as number)
    }
    return sum
  }

  /** Every edge pixel votes for the lines through it that run its way (Hough, with the gradient's direction). */
  function vote({ angles, places, count, strengths }: Edges) {
    votes.fill(0)
    crowds.fill(0)
    for (let index = 0; index < count; index++) {
      const at = places[index] as number
      const place = (Math.floor(at / width / cell) + 1) * cellColumns + Math.floor((at % width) / cell) + 1
      crowds[place] = (crowds[place] as number) + 1
    }
    for (let index = 0; index < count; index++) {
      const at = places[index] as number
      const x = at % width
      const y = (at - x) / width
      const middle = angles[at] as number
      // a strong edge counts for more than a faint one, but by far not for as much more as it is stronger
      const crowd = crowdAround((Math.floor(y / cell) + 1) * cellColumns + Math.floor(x / cell) + 1)
      const weight = (1 - 12 / (12 + (strengths[at] as number))) * 40 / (40 + crowd)
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
  function isPeak(place: number, value: number) {
    for (let row = -2; row <= 2; row++) {
      for (let column = -2; column <= 2; column++) {
        const step = row * columns + column
        const other = votes[place + step] as number
        if (other > value || (other === value && step < 0)) return false
      }
    }
    return true
  }

  /** Keeps the places with most votes. */
  function findPeaks() {
    const least = 1
    let found = 0
    for (let place = columns * 2 + 2; place < (directions + 2) * columns - 2; place++) {
      const value = votes[place] as number
      if (value < least || (found === mostPeaks && value <= (peaks[found - 1] as number)) || !isPeak(place, value)) continue
      let to = found < mostPeaks ? found++ : found - 1
      for (; to > 0 && (peaks[to - 1] as number) < value; to--) {
        peaks[to] = peaks[to - 1] as number
        peakPlaces[to] = peakPlaces[to - 1] as number
      }
      peaks[to] = value
      peakPlaces[to] = place
    }
    return found
  }

  /**
   * Walks along a line, fits it to the edge pixels that lie within `band` pixels, and notes where there are some.
   * @returns the share of them that no line before had
   */
  function follow(line: Line, angles: Uint8Array, band: number, take: boolean) {
    const { normalX, normalY, offset, covered, balance } = line
    const wanted = Math.round((Math.atan2(normalY, normalX) / Math.PI) * halfTurn) - halfTurn * 2
    let count = 0
    let net = 0
    let fresh = 0
    line.first = columns
    line.last = 0
    let sumAlong = 0
    let sumOff = 0
    let sumAlongAlong = 0
    let sumAlongOff = 0
    for (let index = 0; index < columns; index++) {
      const along = index - reach
      const x = offset * normalX - along * normalY
      const y = offset * normalY + along * normalX
      if (x >= -band && y >= -band && x < width + band && y < height + band) {
        let nearest = band + 1
        let sign = 0
        let at = 0
        line.first = Math.min(line.first, index)
        line.last = index
        for (let off = -band; off <= band; off++) {
          const column = Math.round(x + off * normalX)
          const row = Math.round(y + off * normalY)
          if (column < 0 || row < 0 || column >= width || row >= height) continue
          const place = row * width + column
          const angle = angles[place] as number
          if (angle === noEdge || Math.abs(off) >= Math.abs(nearest)) continue
          const difference = (angle - wanted) % halfTurn
          if (Math.min(difference, halfTurn - difference) <= slack) {
            sign = (angle - wanted + slack) % 180 <= 2 * slack ? 1 : -1
            at = place
            nearest = (column - x) * normalX + (row - y) * normalY
          }
        }
        if (nearest <= band) {
          count++
          net += sign
          if (!taken[at]) fresh++
          if (take) taken[at] = 1
          sumAlong += along
          sumOff += nearest
          sumAlongAlong += along * along
          sumAlongOff += along * nearest
        }
      }
      covered[index] = count
      balance[index] = net
    }
    const spread = count * sumAlongAlong - sumAlong * sumAlong
    if (spread <= 0) return 0
    const slope = (count * sumAlongOff - sumAlong * sumOff) / spread
    const shift = (sumOff - slope * sumAlong) / count
    // the point moved off by `shift` at `along` 0, the direction turned by the slope
    const length = Math.hypot(1, slope)
    const turnedX = (normalX + slope * normalY) / length
    const turnedY = (normalY - slope * normalX) / length
    line.offset = (offset + shift) * (normalX * turnedX + normalY * turnedY)
    line.normalX = turnedX
    line.normalY = turnedY
    return fresh / count
  }

  return (edges: Edges): Lines => {
    vote(edges)
    taken.fill(0)
    const peakCount = findPeaks()
    lines.count = 0
    for (let index = 0; index < peakCount && lines.count < mostLines; index++) {
      const line = items[lines.count] as Line
      const place = peakPlaces[index] as number
      const direction = Math.floor(place / columns) - 2
      line.normalX = cosines[direction] as number
      line.normalY = sines[direction] as number
      line.offset = (place % columns) - reach
      if (follow(line, edges.angles, 2, false) < leastFresh) continue
      follow(line, edges.angles, 2, true)
      lines.count++
    }
    return lines
  }
}
