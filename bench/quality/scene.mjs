// A document on a ground as a camera sees it, with what is really to be seen in the picture as labels.
import { paintGround, planGrip, subjects } from './backgrounds.mjs'
import { drawDocument } from './documents.mjs'
import { distanceToRounded, invert, project, shapes, toHomography } from './geometry.mjs'
import { planGlareLight } from './glare.mjs'
import { blurByDisc, blurByMotion, decode, develop, encode, soften } from './optics.mjs'
import { printLines } from './texture.mjs'
import { createRandom } from './random.mjs'

const light = Float32Array.from({ length: 4082 }, (_, at) => decode(at / 4080))

/** The part of the ground that the picture shows, in millimetres, within reason where it goes to the horizon. */
function visibleArea(back, { width, height }, reach) {
  const points = []
  for (const x of [0, 0.25, 0.5, 0.75, 1])
    for (const y of [0, 0.25, 0.5, 0.75, 1]) points.push(project(back, { x: x * width, y: y * height }))
  const clamp = (value) => Math.max(-reach, Math.min(reach, value))
  const [xs, ys] = [points.map(({ x }) => clamp(x)), points.map(({ y }) => clamp(y))]
  const [left, top] = [Math.min(...xs) - 2, Math.min(...ys) - 2]
  return { left, top, width: Math.max(...xs) + 2 - left, height: Math.max(...ys) + 2 - top }
}

/** The page across the spine of an open passport, above the data page. */
function paintOtherPage(context, random, { width, height, radius }) {
  context.fillStyle = random.pick(['#efe9dc', '#e3ebe6', '#ece2e4'])
  context.beginPath()
  context.roundRect(-width / 2, -height * 1.5, width, height, radius)
  context.fill()
  printLines(context, random, { x: -width * 0.42, y: -height * 1.3, width: width * 0.84, lines: 9, size: 3.2, colour: '#7a7f86' })
  const spine = context.createLinearGradient(0, -height / 2 - 9, 0, -height / 2)
  spine.addColorStop(0, 'rgb(0 0 0 / 0)')
  spine.addColorStop(1, 'rgb(0 0 0 / 0.4)')
  context.fillStyle = spine
  context.fillRect(-width / 2, -height / 2 - 9, width, 9)
}

/** A page that is not quite flat: its middle pushed down, its left and right ends where they were. */
function bent(specimen, bend, size) {
  const perMillimetre = specimen.width / size.width
  const room = Math.ceil(Math.abs(bend) * perMillimetre) + 1
  const canvas = new OffscreenCanvas(specimen.width, specimen.height + 2 * room)
  const context = canvas.getContext('2d')
  const step = 10
  for (let x = 0; x < specimen.width; x += step) {
    const share = (2 * (x + step / 2)) / specimen.width - 1
    context.drawImage(specimen, x, 0, step, specimen.height, x, room + bend * perMillimetre * (1 - share * share), step, specimen.height)
  }
  return { canvas, room: room / perMillimetre }
}

/** Everything that lies on the ground, seen from straight above, so many pixels for a millimetre. */
function paintFlat(scene, area, part, perMillimetre, specimen) {
  const canvas = new OffscreenCanvas(Math.ceil(part.width * perMillimetre), Math.ceil(part.height * perMillimetre))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context.imageSmoothingQuality = 'high'
  context.setTransform(perMillimetre, 0, 0, perMillimetre, -part.left * perMillimetre, -part.top * perMillimetre)
  const random = createRandom(scene.paintSeed)
  const size = shapes[scene.shape]
  paintGround(context, scene.ground, random.fork(), area, scene.things)
  if (scene.subject) subjects[scene.subject](context, random.fork())
  const [onTop, fingers] = [random.fork(), random.fork()]
  if (specimen) {
    const hand = scene.grip && planGrip(fingers, size, scene.grip)
    hand?.below(context)
    if (scene.isSpread) paintOtherPage(context, onTop, size)
    context.save()
    if (scene.ground !== 'room') {
      context.shadowColor = `rgb(0 0 0 / ${scene.cast.alpha})`
      context.shadowBlur = scene.cast.blur * perMillimetre
      context.shadowOffsetX = scene.cast.x * perMillimetre
      context.shadowOffsetY = scene.cast.y * perMillimetre
    }
    const { canvas: page, room } = scene.bend ? bent(specimen, scene.bend, size) : { canvas: specimen, room: 0 }
    context.drawImage(page, -size.width / 2, -size.height / 2 - room, size.width, size.height + 2 * room)
    context.restore()
    if (scene.isSpread) {
      const spine = context.createLinearGradient(0, -size.height / 2, 0, -size.height / 2 + 7)
      spine.addColorStop(0, 'rgb(0 0 0 / 0.3)')
      spine.addColorStop(1, 'rgb(0 0 0 / 0)')
      context.fillStyle = spine
      context.fillRect(-size.width / 2, -size.height / 2, size.width, 7)
    }
    hand?.above(context)
  }
  return canvas
}

/** A drawing with its halves, quarters and eighths where they are asked for, to be read at any size without flicker. */
function toLevels(canvas, part, perMillimetre) {
  const levels = []
  let source = canvas
  const add = () => {
    const { width, height } = source
    const { data } = source.getContext('2d').getImageData(0, 0, width, height)
    levels.push({ data, width, height, scale: perMillimetre / 2 ** levels.length, left: part.left, top: part.top })
  }
  add()
  return (wanted) => {
    while (levels.length <= wanted) {
      const half = new OffscreenCanvas(Math.max(2, source.width >> 1), Math.max(2, source.height >> 1))
      const context = half.getContext('2d', { willReadFrequently: true })
      context.imageSmoothingQuality = 'high'
      context.drawImage(source, 0, 0, half.width, half.height)
      source = half
      add()
    }
    return levels[wanted]
  }
}

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

/** The smallest area that holds all of these. */
function union(areas) {
  const [left, top] = [Math.min(...areas.map((area) => area.left)), Math.min(...areas.map((area) => area.top))]
  return {
    left,
    top,
    width: Math.max(...areas.map((area) => area.left + area.width)) - left,
    height: Math.max(...areas.map((area) => area.top + area.height)) - top,
  }
}

/**
 * Paints all that will be seen from some poses: coarsely all over, and once more finely around the document where that
 * is not enough.
 */
export function layOut(scene, poses) {
  const specimen = scene.kind ? drawDocument(scene.kind, createRandom(scene.paintSeed + 1)) : null
  const size = shapes[scene.shape]
  const area = union(poses.map((pose) => visibleArea(invert(toHomography(pose)), scene.picture, size.width * 7)))
  const wanted = Math.max(...poses.map(({ focal, distance }) => focal / (distance - size.width * 0.3))) * 1.05
  const coarse = Math.min(wanted, Math.sqrt(7e6 / (area.width * area.height)))
  const layers = [toLevels(paintFlat(scene, area, area, coarse, specimen), area, coarse)]
  const near = { left: -size.width * 0.56, top: -size.height * 0.56, width: size.width * 1.12, height: size.height * 1.12 }
  if (specimen && coarse < wanted * 0.9) {
    const fine = Math.min(wanted, Math.sqrt(9e6 / (near.width * near.height)))
    layers.push(toLevels(paintFlat(scene, area, near, fine, specimen), near, fine))
  }
  return { layers, near, hasDocument: Boolean(specimen) }
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

const lumaOf = ([red, green, blue], at, gain) =>
  (0.299 * encode(red.values[at] * gain) + 0.587 * encode(green.values[at] * gain) + 0.114 * encode(blue.values[at] * gain)) / 255

/** Every so manieth pixel of the document, or of the picture when there is none. */
function samplesOf({ planes, places }) {
  const picked = []
  for (let at = 0; at < planes[0].values.length; at += 37) if (!places || places[at * 2] === places[at * 2]) picked.push(at)
  return picked
}

const meanOf = (list) => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length)

/** Halves the interval until `isTooMuch` is on the edge. */
function search(low, high, isTooMuch) {
  for (let step = 0; step < 18; step++) {
    const middle = Math.sqrt(low * high)
    if (isTooMuch(middle)) high = middle
    else low = middle
  }
  return low
}

const shareOf = (samples, isSo) => samples.filter(isSo).length / Math.max(1, samples.length)

/** How much light the sensor takes. */
function chooseGain(planes, samples, { exposure }, isDocument) {
  const mean = (gain) => meanOf(samples.map((at) => lumaOf(planes, at, gain)))
  const lighter = (gain, than) => shareOf(samples, (at) => lumaOf(planes, at, gain) > than)
  const washed = (gain) => lighter(gain, 0.965)
  /** Until a tenth is lighter than that. */
  const lightest = (than) => search(0.0005, 60, (gain) => lighter(gain, than) > 0.1)
  if (exposure.mean) return Math.min(lightest(0.42), search(0.0005, 50, (gain) => mean(gain) > exposure.mean))
  if (exposure.over) return Math.max(lightest(0.98) * exposure.over, search(0.2, 60, (gain) => washed(gain) > 0.4))
  const all = planes[1].values
  let sum = 0
  for (let at = 0; at < all.length; at += 101) sum += all[at]
  const metered = exposure.meter / (sum / Math.ceil(all.length / 101))
  if (!isDocument) return Math.min(metered, search(0.05, 50, (gain) => mean(gain) > 0.82))
  const least = Math.max(lightest(0.55), search(0.01, 50, (gain) => mean(gain) > 0.3))
  const most = Math.min(search(0.01, 50, (gain) => mean(gain) > 0.8), search(0.01, 50, (gain) => washed(gain) > 0.015))
  return Math.min(most, Math.max(least, metered))
}

/** Stray light in the lens: what is far too bright lies over everything. */
function addVeil(planes, share, gain) {
  for (const { values } of planes) {
    let sum = 0
    for (let at = 0; at < values.length; at += 101) sum += Math.min(4 / gain, values[at])
    const stray = (share * sum) / Math.ceil(values.length / 101)
    for (let at = 0; at < values.length; at++) values[at] += stray
  }
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

/** Adds the mirrored lights and finds out how much light the sensor takes. */
export function meter(scene, { planes, places }, fixedGain = null) {
  const samples = samplesOf({ planes, places })
  const gain = fixedGain ?? chooseGain(planes, samples, scene, Boolean(places))
  if (scene.exposure.veil) addVeil(planes, scene.exposure.veil, gain)
  const isGlossy = places && samples.length > 0 && (scene.glare || scene.light.sheen)
  const glare = isGlossy ? planGlareLight(scene, { planes, places, samples, gain }) : 0
  return { samples, gain, glare }
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
