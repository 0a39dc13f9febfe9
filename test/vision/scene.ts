import type { Corners, Point } from '../../src/core/quality.ts'
import type { Pixels } from '../../src/vision/pixels.ts'
import { squareToQuad } from '../../src/vision/pose.ts'

/** What a picture of a made-up document shows. */
export interface Scene {
  width?: number
  height?: number
  /** Where the document lies; `null` for a bare table. */
  corners?: Corners | null
  ground?: number
  paper?: number
  ink?: number
  /** Which print is on it. */
  side?: number
  /** Times that the picture is softened, or smeared along its rows. */
  blur?: number
  smear?: number
  /** A reflection in the middle of the document. */
  glare?: boolean
  /** Multiplies, then adds to, all light. */
  gain?: number
  lift?: number
}

/** A card's corners: its middle and long side in pixels, turned, and seen from above by an angle, in degrees. */
export function cardAt(x: number, y: number, long: number, turn = 0, tilt = 0, aspect = 85.6 / 54): Corners {
  const focal = 640
  const place = (u: number, v: number): Point => {
    const a = (turn * Math.PI) / 180
    const flatX = long * (u * Math.cos(a) - (v / aspect) * Math.sin(a))
    const flatY = long * (u * Math.sin(a) + (v / aspect) * Math.cos(a))
    const depth = 1 + (flatY * Math.sin((tilt * Math.PI) / 180)) / focal
    return { x: x + flatX / depth, y: y + (flatY * Math.cos((tilt * Math.PI) / 180)) / depth }
  }
  return [place(-0.5, -0.5), place(0.5, -0.5), place(0.5, 0.5), place(-0.5, 0.5)]
}

const chance = (a: number, b: number, c: number) => {
  const value = Math.sin(a * 127.1 + b * 311.7 + c * 74.7) * 43758.5453
  return value - Math.floor(value)
}

/** Whether there is ink at a place of the document: a portrait, and letters in rows. */
function isInk(u: number, v: number, side: number) {
  const mirrored = side % 2 ? 1 - u : u
  if (mirrored > 0.06 && mirrored < 0.3 && v > 0.25 && v < 0.8) {
    return Math.hypot(mirrored - 0.18, (v - 0.45) * 0.63) < 0.07 || v > 0.66
  }
  if (mirrored < 0.36 || mirrored > 0.94 || v < 0.1 || v > 0.9) return false
  const row = Math.floor(v * 11)
  const inRow = v * 11 - row
  if (inRow < 0.3 || inRow > 0.75) return false
  const letter = Math.floor(mirrored * 60)
  const stroke = Math.floor((mirrored * 60 - letter) * 3)
  return chance(letter, row, side) > 0.25 && chance(letter * 3 + stroke, row * 4 + Math.floor(inRow * 5), side) > 0.45
}

function soften(values: Float32Array, width: number, height: number, isAcross: boolean) {
  const copy = values.slice()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const sum = (a: number, b: number) => copy[at]! * 0.5 + (a + b) / 4
      if (isAcross) values[at] = sum(copy[at - (x > 0 ? 1 : 0)]!, copy[at + (x < width - 1 ? 1 : 0)]!)
      else values[at] = sum(copy[at - (y > 0 ? width : 0)]!, copy[at + (y < height - 1 ? width : 0)]!)
    }
  }
}

/** Draws it, with some noise, in slightly warm light. */
export function draw(scene: Scene): Pixels {
  const { width = 640, height = 480, ground = 70, paper = 205, ink = 60, side = 0, gain = 1, lift = 0 } = scene
  const corners = scene.corners === undefined ? cardAt(width / 2, height / 2, width * 0.7, 3, 5) : scene.corners
  const values = new Float32Array(width * height).fill(ground)
  if (corners) {
    const [a, b, c, d, e, f, g, h] = squareToQuad(corners)
    // the inverse of the map, by its cofactors
    const inverse = [e - f * h, c * h - b, b * f - c * e, f * g - d, a - c * g, c * d - a * f, d * h - e * g, b * g - a * h, a * e - b * d]
    for (let at = 0; at < values.length; at++) {
      let light = 0
      for (let part = 0; part < 4; part++) {
        const x = (at % width) + (part % 2) * 0.5 - 0.25
        const y = Math.floor(at / width) + (part > 1 ? 0.5 : 0) - 0.25
        const depth = inverse[6]! * x + inverse[7]! * y + inverse[8]!
        const u = (inverse[0]! * x + inverse[1]! * y + inverse[2]!) / depth
        const v = (inverse[3]! * x + inverse[4]! * y + inverse[5]!) / depth
        const isOn = u > 0 && v > 0 && u < 1 && v < 1
        const shine = scene.glare && isOn ? 400 * Math.exp(-((u - 0.6) ** 2 + ((v - 0.5) * 0.63) ** 2) * 60) : 0
        light += (isOn ? (isInk(u, v, side) ? ink : paper) + shine : ground) / 4
      }
      values[at] = light
    }
  }
  for (let times = 0; times < (scene.blur ?? 0); times++) {
    soften(values, width, height, true)
    soften(values, width, height, false)
  }
  for (let times = 0; times < (scene.smear ?? 0); times++) soften(values, width, height, true)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < values.length; at++) {
    const light = values[at]! * gain + lift + (chance(at % 991, at % 613, 5) - 0.5) * 5
    data.set([light + 3, light, light - 8, 255], at * 4)
  }
  return { data, width, height }
}

/** The farthest that one of some corners is from those that it should be, as a share of the diagonal. */
export function cornerError(found: Corners | null, wanted: Corners) {
  if (!found) return Infinity
  const diagonal = Math.hypot(wanted[2].x - wanted[0].x, wanted[2].y - wanted[0].y)
  return Math.max(...found.map(({ x, y }, index) => Math.hypot(x - wanted[index]!.x, y - wanted[index]!.y))) / diagonal
}
