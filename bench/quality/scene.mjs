// A document on a ground as a camera sees it, with what is really to be seen in the picture as labels.
import { lumaOf, meanOf, meter } from './exposure.mjs'
import { layOut } from './flat.mjs'
import { distanceToRounded, invert, shapes, toHomography } from './geometry.mjs'
import { blurByDisc, blurByMotion, decode, develop, soften } from './optics.mjs'
import { createRandom } from './random.mjs'

const light = Float32Array.from({ length: 4082 }, (_, at) => decode(at / 4080))

function contains(part, x, y) {
  return x > part.left && y > part.top && x < part.left + part.width && y < part.top + part.height
}

/** Reads a level at a place in millimetres into `into`, as light. Called for every pixel: no allocation. */
function read({ data, width, height, scale, left, top }, x, y, into) {
  const tx = Math.min(width - 1.001, Math.max(0, (x - left) * scale - 0.5))
  const ty = Math.min(height - 1.001, Math.max(0, (y - top) * scale - 0.5))
  const x0 = tx | 0
  const y0 = ty | 0
  const fx = tx - x0
  const fy = ty - y0
  const at = (y0 * width + x0) * 4
  const below = at + width * 4
  const a = (1 - fx) * (1 - fy) * 16
  const b = fx * (1 - fy) * 16
  const c = (1 - fx) * fy * 16
  const d = fx * fy * 16
  into[0] = light[(data[at] * a + data[at + 4] * b + data[below] * c + data[below + 4] * d) | 0]
  into[1] = light[(data[at + 1] * a + data[at + 5] * b + data[below + 1] * c + data[below + 5] * d) | 0]
  into[2] = light[(data[at + 2] * a + data[at + 6] * b + data[below + 2] * c + data[below + 6] * d) | 0]
}

/** Falls of light over the picture, as factors on a coarse grid of one point each 32 pixels. */
function lightGrid({ picture: { width, height }, light: plan }) {
  const [columns, rows] = [Math.ceil(width / 32) + 2, Math.ceil(height / 32) + 2]
  const grids = [0, 1, 2].map(() => new Float32Array(columns * rows))
  const turn = (plan.slopeAngle * Math.PI) / 180
  const diagonal = Math.hypot(width, height) / 2
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = [(column * 32 - width / 2) / diagonal, (row * 32 - height / 2) / diagonal]
      const along = x * Math.cos(turn) + y * Math.sin(turn)
      let factor = (1 + plan.slope * along) * (1 - plan.vignette * (x * x + y * y))
      if (plan.shade) {
        const angle = (plan.shade.angle * Math.PI) / 180
        const beyond = (x * Math.cos(angle) + y * Math.sin(angle) - plan.shade.at) / plan.shade.softness
        factor *= 1 - plan.shade.depth / (1 + Math.exp(-3 * beyond))
      }
      grids.forEach((grid, colour) => {
        const mixed = plan.tint[colour] * (1 + (plan.secondTint[colour] - 1) * along)
        grid[row * columns + column] = factor * mixed
      })
    }
  return { grids, columns }
}

/** The light that falls on the sensor at a pose, as planes, and which pixels are the document's. */
export function expose(scene, { layers, near, hasDocument }, pose) {
  const { width, height, focal } = scene.picture
  const size = shapes[scene.shape]
  const forth = toHomography(pose)
  const back = invert(forth)
  const { grids, columns } = lightGrid(scene)
  const planes = grids.map(() => ({ values: new Float32Array(width * height), width, height }))
  /** Where on the document a pixel lies, in millimetres; NaN off it. */
  const places = hasDocument ? new Float32Array(width * height * 2).fill(NaN) : null
  const colour = [0, 0, 0]
  for (let py = 0; py < height; py++) {
    const gridRow = py / 32
    const g0 = (gridRow | 0) * columns
    const gy = gridRow - (gridRow | 0)
    for (let px = 0, at = py * width; px < width; px++, at++) {
      const w = back[6] * (px + 0.5) + back[7] * (py + 0.5) + back[8]
      const x = (back[0] * (px + 0.5) + back[1] * (py + 0.5) + back[2]) / w
      const y = (back[3] * (px + 0.5) + back[4] * (py + 0.5) + back[5]) / w
      const depth = forth[6] * x + forth[7] * y + forth[8]
      const layer = layers.length > 1 && contains(near, x, y) ? layers[1] : layers[0]
      const minified = (layer(0).scale * depth) / focal
      read(layer(minified < 1.5 ? 0 : minified < 3 ? 1 : minified < 6 ? 2 : 3), x, y, colour)
      if (places && Math.abs(x) * 2 < size.width && Math.abs(y) * 2 < size.height && distanceToRounded(x, y, size) < 0) {
        places[at * 2] = x
        places[at * 2 + 1] = y
      }
      const step = (px / 32) | 0
      const gx = px / 32 - step
      const cell = g0 + step
      for (let index = 0; index < 3; index++) {
        const grid = grids[index]
        const upper = grid[cell] * (1 - gx) + grid[cell + 1] * gx
        const lower = grid[cell + columns] * (1 - gx) + grid[cell + columns + 1] * gx
        planes[index].values[at] = colour[index] * (upper * (1 - gy) + lower * gy)
      }
    }
  }
  return { planes, places }
}

/** What the lens makes of the light. */
export function focus(planes, { blur, softness }) {
  return planes.map((plane) => {
    const moved = blur.kind === 'motion' ? blurByMotion(plane, blur) : plane
    const blurred = blurByDisc(moved, blur.radius)
    soften(blurred, softness)
    return blurred
  })
}

/**
 * Renders a planned scene.
 * @returns {{ image: ImageData, measured: { brightness: number, washed: number, glare: number } }} measured on the
 *   document: mean lightness, share that is nearly white, share that glare alone burnt out; all 0 to 1
 */
export function renderScene(scene) {
  const seenLight = expose(scene, layOut(scene, [scene.pose]), scene.pose)
  const { samples, gain, glare } = meter(scene, seenLight)
  const seen = focus(seenLight.planes, scene)
  const measured = {
    brightness: meanOf(samples.map((at) => lumaOf(seen, at, gain))),
    washed: meanOf(samples.map((at) => (lumaOf(seen, at, gain) > 0.965 ? 1 : 0))),
    glare,
  }
  return { image: develop(seen, { ...scene, gain, random: createRandom(scene.seed + 7) }), measured }
}
