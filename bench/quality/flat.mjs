// All that lies on the ground, painted as seen from straight above.
import { paintGround } from './backgrounds.mjs'
import { drawDocument } from './documents.mjs'
import { invert, project, shapes, toHomography } from './geometry.mjs'
import { planGrip } from './hands.mjs'
import { createRandom } from './random.mjs'
import { subjects } from './subjects.mjs'
import { printLines } from './texture.mjs'

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
