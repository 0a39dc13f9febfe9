import { type Planes, soften } from './pixels.ts'

/** Thin edges of a picture: where colour or lightness changes most across, and which way. */
export interface Edges {
  /** For each pixel 255 where there is no edge, or else the direction of its gradient in steps of 2 degrees. */
  readonly angles: Uint8Array
  /** Places of the edge pixels; the first `count` are good. */
  readonly places: Int32Array
  /** How much changes from one pixel to the next, on a scale of 256 steps. */
  readonly strengths: Float32Array
  count: number
}

/** Stands for "no edge here". */
export const noEdge = 255

/**
 * The least change from one pixel to the next that counts as an edge. A white card on a white table shows itself by a
 * shadow of five to ten steps, spread over two or three pixels.
 */
const weakestEdge = 1.2

/**
 * Makes a finder of edges for pictures of one size, by colour only where print and shadows of the ground are to be left
 * out. It softens the planes, and its result is overwritten by the next call.
 */
export function createEdgeFinder(width: number, height: number) {
  const size = width * height
  const across = new Float32Array(size)
  const down = new Float32Array(size)
  const edges: Edges = {
    angles: new Uint8Array(size),
    places: new Int32Array(size),
    strengths: new Float32Array(size),
    count: 0,
  }
  const { strengths, angles, places } = edges

  /** Gradient of one plane (Sobel); of several planes the strongest one counts, as colours may differ and lightness not. */
  function addGradients(values: Float32Array, isFirst: boolean) {
    for (let y = 1; y < height - 1; y++) {
      // of the column before and of this one: its sum, and what changes down it; the row's ends are never asked for
      let sum0 = 0
      let sum1 = 0
      let rise0 = 0
      let rise1 = 0
      for (let at = y * width - 1, end = at + width; at < end; at++) {
        const up = values[at + 1 - width] as number
        const low = values[at + 1 + width] as number
        const sum2 = up + 2 * (values[at + 1] as number) + low
        const rise2 = low - up
        const byX = sum2 - sum0
        const byY = rise0 + 2 * rise1 + rise2
        const strength = byX * byX + byY * byY
        if (isFirst || strength > (strengths[at] as number)) {
          strengths[at] = strength
          across[at] = byX
          down[at] = byY
        }
        sum0 = sum1
        sum1 = sum2
        rise0 = rise1
        rise1 = rise2
      }
    }
  }

  return ({ colours }: Planes, isColourOnly = false): Edges => {
    angles.fill(noEdge)
    colours.slice(Number(isColourOnly)).forEach((values, index) => {
      soften(values, width, height)
      addGradients(values, index === 0)
    })
    const least = (weakestEdge * 8) ** 2
    edges.count = 0
    for (let y = 2; y < height - 2; y++) {
      for (let at = y * width + 2, end = at + width - 4; at < end; at++) {
        const strength = strengths[at] as number
        if (strength < least) continue
        const x = across[at] as number
        const z = down[at] as number
        const wide = Math.abs(x)
        const high = Math.abs(z)
        // the neighbours across the edge: to the sides, above and below, or on one of the two diagonals
        const step =
          high < wide * 0.4142 ? 1 : wide < high * 0.4142 ? width : x > 0 === z > 0 ? width + 1 : width - 1
        if (strength < (strengths[at - step] as number) || strength <= (strengths[at + step] as number)) continue
        angles[at] = Math.round(((Math.atan2(z, x) / Math.PI + 2) % 2) * 90) % 180
        places[edges.count++] = at
      }
    }
    for (let index = 0; index < edges.count; index++) {
      const at = places[index] as number
      // only edge pixels are asked for their strength from here on
      strengths[at] = Math.sqrt(strengths[at] as number) / 8
    }
    return edges
  }
}
