// Lamps and windows mirrored by a glossy document.
import { shapes } from './geometry.mjs'
import { createRandom } from './random.mjs'

const smooth = (edge, softness) => 1 / (1 + Math.exp(Math.min(60, edge / softness)))

/** How bright the mirrored light is at a place of the document, in millimetres; 1 in its core. */
function toShape({ kind, softness, halo, x, y, turn, seed }, size) {
  const random = createRandom(seed)
  const [cx, cy, angle] = [x * size.width, y * size.height, (turn * Math.PI) / 180]
  const [wave, phase, swing] = [random.between(0.05, 0.16), random.between(0, 6.3), random.between(0, 0.18)]
  const stretch = random.between(1, 1.9)
  const spots = Array.from({ length: kind === 'lamps' ? random.integer(2, 3) : 1 }, (_, at) =>
    at ? { x: random.between(-0.35, 0.35) * size.width, y: random.between(-0.35, 0.35) * size.height } : { x: cx, y: cy })
  /** Distance to the edge of the light, in units of its size: negative inside. */
  const edge = (u, v) => {
    if (kind === 'streak') return Math.max(Math.abs(v) * 3.2 - 1, (Math.abs(u) - 3.4) * 0.7)
    if (kind === 'window') {
      const pane = Math.max(Math.abs(u) - 1.15, Math.abs(v) - 1.5)
      return Math.max(pane, 0.07 - Math.abs(u), 0.07 - Math.abs(v + 0.3))
    }
    return Math.hypot(u / stretch, v) - 1
  }
  return (px, py, scale) => spots.reduce((sum, spot) => {
    const [dx, dy] = [px - spot.x, py - spot.y]
    // Laminate is never flat
    const bent = swing * scale * Math.sin(wave * (px + py) + phase)
    const [u, v] = [(dx * Math.cos(angle) + dy * Math.sin(angle) + bent) / scale, (dy * Math.cos(angle) - dx * Math.sin(angle) + bent) / scale]
    const away = edge(u, v)
    const soft = kind === 'broad' ? 0.5 : softness * 0.22
    return sum + smooth(away, soft) + halo * Math.exp(-Math.max(0, away) * 0.8)
  }, 0)
}

/**
 * Adds the mirrored light to the planes, as large as it has to be for the planned share.
 * @returns {number} the share of the document that it burnt out
 */
export function planGlareLight(scene, { planes, places, samples, gain }) {
  const size = shapes[scene.shape]
  const { sheen, slopeAngle } = scene.light
  const turn = (slopeAngle * Math.PI) / 180
  const { glare } = scene
  const shape = glare && toShape(glare, size)
  const [red, green, blue] = planes.map(({ values }) => values)
  const darkest = (at) => Math.min(red[at], green[at], blue[at]) * gain
  const strength = glare ? glare.strength : 0
  const burnt = (scale) => samples.filter((at) => {
    const before = darkest(at)
    return before < 0.93 && before + strength * shape(places[at * 2], places[at * 2 + 1], scale) >= 1
  }).length / samples.length
  let [low, high] = [0.2, size.width]
  for (let step = 0; glare && step < 14; step++) {
    const middle = Math.sqrt(low * high)
    if (burnt(middle) > glare.share) high = middle
    else low = middle
  }
  const share = glare ? burnt(low) : 0
  // A sheen is a part of the light that there is: in the dark it is dark too.
  const veilLight = (sheen * samples.reduce((sum, at) => sum + Math.min(1, green[at] * gain), 0)) / samples.length / 0.35
  for (let at = 0; at < red.length; at++) {
    const [x, y] = [places[at * 2], places[at * 2 + 1]]
    if (x !== x) continue
    const along = (x * Math.cos(turn) + y * Math.sin(turn)) / size.width
    const veil = veilLight * Math.exp(-((along - 0.15) ** 2) * 14)
    const added = (veil + (glare ? strength * shape(x, y, low) : 0)) / gain
    red[at] += added
    green[at] += added
    blue[at] += added * 0.97
  }
  return share
}
