/** A picture as a canvas gives it: red, green, blue, alpha, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** One number for each pixel, row by row. */
export interface Plane {
  readonly values: Float32Array
  readonly width: number
  readonly height: number
}

/** What the eye tells apart: lightness, and two differences of colour, all on a scale of 256 steps. */
export interface Planes {
  readonly width: number
  readonly height: number
  /** Lightness, red less green, yellow less blue. */
  readonly colours: readonly [Float32Array, Float32Array, Float32Array]
}

/** Room for planes of a size. */
export function createPlanes(width: number, height: number): Planes {
  const create = () => new Float32Array(width * height)
  return { width, height, colours: [create(), create(), create()] }
}

/** How many pixels of a side become one, so that the long side is at most about `longSide`. */
export const shrinkFactor = ({ width, height }: Pixels, longSide: number) =>
  Math.max(1, Math.round(Math.max(width, height) / longSide))

/** Splits a picture into planes, each of their pixels the mean of `factor` × `factor` of the picture's. */
export function splitColours({ data, width }: Pixels, factor: number, planes: Planes) {
  const [light, redGreen, yellowBlue] = planes.colours
  const share = 1 / (factor * factor)
  let to = 0
  for (let row = 0; row < planes.height; row++) {
    for (let column = 0; column < planes.width; column++, to++) {
      let red = 0
      let green = 0
      let blue = 0
      for (let y = 0; y < factor; y++) {
        let from = ((row * factor + y) * width + column * factor) * 4
        for (let x = 0; x < factor; x++, from += 4) {
          red += data[from] as number
          green += data[from + 1] as number
          blue += data[from + 2] as number
        }
      }
      light[to] = (red * 0.3 + green * 0.59 + blue * 0.11) * share
      redGreen[to] = (red - green) * share
      yellowBlue[to] = ((red + green) / 2 - blue) * share
    }
  }
}

/** Softens a plane in place with the weights 1, 2, 1 both ways (a Gaussian of 0.7 pixels), its border left as it is. */
export function soften(values: Float32Array, width: number, height: number) {
  for (let y = 0; y < height; y++) {
    let before = values[y * width] as number
    for (let at = y * width + 1; at < y * width + width - 1; at++) {
      const here = values[at] as number
      values[at] = (before + here + here + (values[at + 1] as number)) / 4
      before = here
    }
  }
  for (let x = 0; x < width; x++) {
    let before = values[x] as number
    for (let at = x + width; at < width * (height - 1); at += width) {
      const here = values[at] as number
      values[at] = (before + here + here + (values[at + width] as number)) / 4
      before = here
    }
  }
}

/** Lightness of a pixel by the place of its red, 0 to 255: nearly as the eye has it. */
export const toneAt = (data: Uint8ClampedArray, at: number) =>
  ((data[at] as number) + 2 * (data[at + 1] as number) + (data[at + 2] as number)) / 4
