import type { Corners } from '../core/quality.ts'
import type { Pixels } from './pixels.ts'
import { squareToQuad } from './pose.ts'

/** A document as if laid flat under the camera, its lightness and its weakest colour on a scale of 0 to 255. */
export interface Flat {
  readonly width: number
  readonly height: number
  readonly light: Float32Array
  readonly weakest: Float32Array
}

/** Room for a flat document. */
export function createFlat(width: number, height: number): Flat {
  return { width, height, light: new Float32Array(width * height), weakest: new Float32Array(width * height) }
}

/** Share of a document's sides that is left out: its rounded corners, and what the outline is off. */
const rim = 0.04

/** Lays the document at these corners flat, each place mixed from the four pixels around it. */
export function rectify({ data, width, height }: Pixels, corners: Corners, flat: Flat) {
  const [a, b, c, d, e, f, g, h] = squareToQuad(corners)
  let to = 0
  for (let row = 0; row < flat.height; row++) {
    const v = rim + ((row + 0.5) / flat.height) * (1 - 2 * rim)
    for (let column = 0; column < flat.width; column++, to++) {
      const u = rim + ((column + 0.5) / flat.width) * (1 - 2 * rim)
      const depth = g * u + h * v + 1
      const x = Math.max(0, Math.min(width - 1, (a * u + b * v + c) / depth))
      const y = Math.max(0, Math.min(height - 1, (d * u + e * v + f) / depth))
      const left = Math.floor(x)
      const top = Math.floor(y)
      const right = x - left
      const low = y - top
      const at = (top * width + left) * 4
      const next = right > 0 ? 4 : 0
      const below = low > 0 ? width * 4 : 0
      const share0 = (1 - right) * (1 - low)
      const share1 = right * (1 - low)
      const share2 = (1 - right) * low
      const share3 = right * low
      let light = 0
      let weakest = 255
      for (let colour = 0; colour < 3; colour++) {
        const from = at + colour
        const value =
          (data[from] as number) * share0 +
          (data[from + next] as number) * share1 +
          (data[from + below] as number) * share2 +
          (data[from + below + next] as number) * share3
        light += value * (colour === 0 ? 0.3 : colour === 1 ? 0.59 : 0.11)
        if (value < weakest) weakest = value
      }
      flat.light[to] = light
      flat.weakest[to] = weakest
    }
  }
}
