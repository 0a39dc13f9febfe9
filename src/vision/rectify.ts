import type { Corners } from '../core/quality.ts'
import type { Pixels } from './pixels.ts'
import { squareToQuad } from './pose.ts'

/** A document as if laid flat and upright under the camera: three bytes a pixel, red, green, blue. */
export interface Flat {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
  /** The strongest of the three colours. */
  readonly strongest: Float32Array
  /** The weakest of the three colours. */
  readonly weakest: Float32Array
}

/** Lays the document at these corners flat, without a rim of `inset` of its sides; from the four pixels around each. */
export function rectify({ data, width, height }: Pixels, corners: Corners, size: { width: number; height: number }, inset = 0): Flat {
  const [a, b, c, d, e, f, g, h] = squareToQuad(corners)
  const count = size.width * size.height
  const flat = { ...size, light: new Float32Array(count), strongest: new Float32Array(count), weakest: new Float32Array(count) }
  let to = 0
  for (let row = 0; row < size.height; row++) {
    const v = inset + ((row + 0.5) / size.height) * (1 - 2 * inset)
    for (let column = 0; column < size.width; column++, to++) {
      const u = inset + ((column + 0.5) / size.width) * (1 - 2 * inset)
      const depth = g * u + h * v + 1
      const x = Math.max(0, Math.min(width - 1.001, (a * u + b * v + c) / depth))
      const y = Math.max(0, Math.min(height - 1.001, (d * u + e * v + f) / depth))
      const left = Math.floor(x)
      const top = Math.floor(y)
      const right = x - left
      const low = y - top
      const at = (top * width + left) * 4
      const next = left + 1 < width ? 4 : 0
      const below = top + 1 < height ? width * 4 : 0
      const mix = (colour: number) =>
        ((data[at + colour] as number) * (1 - right) + (data[at + next + colour] as number) * right) * (1 - low) +
        ((data[at + below + colour] as number) * (1 - right) + (data[at + below + next + colour] as number) * right) * low
      const red = mix(0)
      const green = mix(1)
      const blue = mix(2)
      flat.light[to] = red * 0.3 + green * 0.59 + blue * 0.11
      flat.strongest[to] = Math.max(red, green, blue)
      flat.weakest[to] = Math.min(red, green, blue)
    }
  }
  return flat
}

/** The corners of a whole picture. */
export const wholePicture = ({ width, height }: { width: number; height: number }): Corners => [
  { x: 0, y: 0 },
  { x: width - 1, y: 0 },
  { x: width - 1, y: height - 1 },
  { x: 0, y: height - 1 },
]

/** Lengths of the four sides, the upper one first. */
export const sidesOf = (corners: Corners) =>
  corners.map((corner, index) => {
    const next = corners[(index + 1) % 4] as { x: number; y: number }
    return Math.hypot(next.x - corner.x, next.y - corner.y)
  }) as [number, number, number, number]
