// What lens and sensor do to a picture. Planes are Float32Arrays of linear light, one for each colour.
import { createRandom } from './random.mjs'

/** A plane of numbers. @typedef {{ values: Float32Array, width: number, height: number }} Plane */

const encoded = new Float32Array(4097)
for (let at = 0; at <= 4096; at++) {
  const light = at / 4096
  encoded[at] = 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055)
}

/** Light, 0 to 1 and beyond, to the sRGB value, 0 to 255. */
export const encode = (light) => encoded[light >= 1 ? 4096 : light > 0 ? (light * 4096 + 0.5) | 0 : 0]

/** The sRGB value, 0 to 1, to light. */
export const decode = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)

/** Half the size, each pixel the mean of four. @param {Plane} plane @returns {Plane} */
function halve({ values, width, height }) {
  const [w, h] = [width >> 1, height >> 1]
  const half = new Float32Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x
      half[y * w + x] = (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4
    }
  return { values: half, width: w, height: h }
}

/** @param {Plane} plane @returns {Plane} */
function enlarge({ values, width, height }, toWidth, toHeight) {
  const large = new Float32Array(toWidth * toHeight)
  for (let y = 0; y < toHeight; y++) {
    const sy = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / toHeight - 0.5))
    const y0 = sy | 0
    const fy = sy - y0
    const row = y0 * width
    const below = Math.min(height - 1, y0 + 1) * width
    for (let x = 0; x < toWidth; x++) {
      const sx = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / toWidth - 0.5))
      const x0 = sx | 0
      const fx = sx - x0
      const x1 = Math.min(width - 1, x0 + 1)
      const upper = values[row + x0] * (1 - fx) + values[row + x1] * fx
      large[y * toWidth + x] = upper * (1 - fy) + (values[below + x0] * (1 - fx) + values[below + x1] * fx) * fy
    }
  }
  return { values: large, width: toWidth, height: toHeight }
}

/** The mean over a disc: a lens out of focus. Large ones are worked on at half the size. @param {Plane} plane @returns {Plane} */
export function blurByDisc(plane, radius) {
  if (radius < 0.6) return plane
  const { values, width, height } = plane
  if (radius > 7) return enlarge(blurByDisc(halve(plane), radius / 2), width, height)
  const reach = Math.ceil(radius)
  // A row of the disc is a run; its ends count in part, so that the radius need not be whole.
  const runs = []
  let total = 0
  for (let dy = -reach; dy <= reach; dy++) {
    const half = Math.sqrt(Math.max(0, (radius + 0.5) ** 2 - dy * dy)) - 0.5
    if (half < 0) continue
    const whole = Math.floor(half)
    runs.push({ dy, whole, part: half - whole })
    total += 1 + 2 * half
  }
  const pad = reach + 2
  const stride = width + 2 * pad + 1
  const sums = new Float64Array(stride * height)
  for (let y = 0; y < height; y++) {
    let sum = 0
    for (let x = -pad; x < width + pad; x++) {
      sum += values[y * width + (x < 0 ? 0 : x >= width ? width - 1 : x)]
      sums[y * stride + x + pad + 1] = sum
    }
  }
  const blurred = new Float32Array(width * height)
  for (const { dy, whole, part } of runs)
    for (let y = 0; y < height; y++) {
      const row = Math.min(height - 1, Math.max(0, y + dy)) * stride + pad
      for (let x = 0, at = y * width; x < width; x++, at++) {
        const left = row + x - whole
        const right = row + x + whole + 1
        const inner = sums[right] - sums[left]
        blurred[at] += inner + part * (sums[right + 1] - sums[left - 1] - inner)
      }
    }
  for (let at = 0; at < blurred.length; at++) blurred[at] /= total
  return { values: blurred, width, height }
}

/** The mean along a bent line: a hand that moved while the picture was taken. @param {Plane} plane @returns {Plane} */
export function blurByMotion(plane, { length, angle, bend }) {
  const { values, width, height } = plane
  if (length > 22) return enlarge(blurByMotion(halve(plane), { length: length / 2, angle, bend }), width, height)
  const turn = (angle * Math.PI) / 180
  const steps = Math.max(2, Math.ceil(length))
  const seen = new Map()
  for (let step = 0; step <= steps; step++) {
    const [along, across] = [(step / steps - 0.5) * length, bend * length * ((step / steps - 0.5) ** 2 * 4 - 0.33) * 0.5]
    const dx = Math.round(along * Math.cos(turn) - across * Math.sin(turn))
    const dy = Math.round(along * Math.sin(turn) + across * Math.cos(turn))
    seen.set(`${dx} ${dy}`, { dx, dy, weight: (seen.get(`${dx} ${dy}`)?.weight ?? 0) + 1 / (steps + 1) })
  }
  const blurred = new Float32Array(width * height)
  for (const { dx, dy, weight } of seen.values())
    for (let y = 0; y < height; y++) {
      const row = Math.min(height - 1, Math.max(0, y + dy)) * width
      const [from, to] = [Math.max(0, -dx), Math.min(width, width - dx)]
      for (let x = 0; x < from; x++) blurred[y * width + x] += values[row] * weight
      for (let x = from; x < to; x++) blurred[y * width + x] += values[row + x + dx] * weight
      for (let x = to; x < width; x++) blurred[y * width + x] += values[row + width - 1] * weight
    }
  return { values: blurred, width, height }
}

/** A light softening, in place: what every lens and every mosaic of a sensor does. @param {Plane} plane */
export function soften({ values, width, height }, sigma) {
  const side = Math.exp(-1 / (2 * sigma * sigma))
  const [centre, edge] = [1 / (1 + 2 * side), side / (1 + 2 * side)]
  for (let y = 0; y < height; y++) {
    let before = values[y * width]
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const now = values[at]
      values[at] = before * edge + now * centre + (x + 1 < width ? values[at + 1] : now) * edge
      before = now
    }
  }
  const above = values.slice(0, width)
  for (let y = 0; y < height; y++)
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const now = values[at]
      values[at] = above[x] * edge + now * centre + (y + 1 < height ? values[at + width] : now) * edge
      above[x] = now
    }
}

const bell = (() => {
  const random = createRandom(1)
  return Float32Array.from({ length: 65536 }, () => random.normal())
})()

/** A field's value between four of its points. */
const between = (field, corner, stride, fx, fy) =>
  (field[corner] * (1 - fx) + field[corner + 1] * fx) * (1 - fy) +
  (field[corner + stride] * (1 - fx) + field[corner + stride + 1] * fx) * fy

/**
 * Planes of light to an image: exposure, noise, sharpening, sRGB.
 * @param {Plane[]} planes red, green, blue
 */
export function develop(planes, { gain, noise, chromaNoise, sharpening, random }) {
  const { width, height } = planes[0]
  const [coarseWidth, coarseHeight] = [Math.ceil(width / 3) + 2, Math.ceil(height / 3) + 2]
  const blotches = [0, 1].map(() => Float32Array.from({ length: coarseWidth * coarseHeight }, () => bell[random.integer(0, 65535)] * chromaNoise))
  let state = random.integer(1, 2 ** 31)
  const [red, green, blue] = planes.map(({ values }) => {
    const line = new Float32Array(values.length)
    for (let at = 0; at < values.length; at++) line[at] = encode(values[at] * gain)
    return line
  })
  const luma = new Float32Array(red.length)
  for (let at = 0; at < luma.length; at++) luma[at] = 0.3 * red[at] + 0.59 * green[at] + 0.11 * blue[at]
  const image = new ImageData(width, height)
  const pixels = image.data
  for (let y = 0; y < height; y++) {
    const cy = (y / 3) | 0
    const fy = y / 3 - cy
    for (let x = 0, at = y * width; x < width; x++, at++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const lightness = luma[at]
      // The darker, the more of it shows; next to white it is clipped away.
      const grain = bell[state & 65535] * noise * (1.25 - lightness / 255)
      const cx = (x / 3) | 0
      const fx = x / 3 - cx
      const corner = cy * coarseWidth + cx
      const fade = 1.2 - lightness / 255
      const reddish = fade * between(blotches[0], corner, coarseWidth, fx, fy)
      const bluish = fade * between(blotches[1], corner, coarseWidth, fx, fy)
      let edge = 0
      if (sharpening && x && y && x < width - 1 && y < height - 1)
        edge = sharpening * (lightness - (luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width]) / 4)
      pixels[at * 4] = red[at] + grain + reddish + edge
      pixels[at * 4 + 1] = green[at] + grain - 0.5 * reddish - 0.2 * bluish + edge
      pixels[at * 4 + 2] = blue[at] + grain + bluish + edge
      pixels[at * 4 + 3] = 255
    }
  }
  return image
}
