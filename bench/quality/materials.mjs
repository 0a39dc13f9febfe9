// What grounds are made of. Each paints an area in millimetres from a seed.
import { fill, layTile, noiseTile, roughen } from './texture.mjs'

/** Boards or one plank, with grain. */
export const wood = (tones) => (context, random, area) => {
  const tone = random.pick(tones)
  fill(context, area, tone)
  const turn = random.pick([0, 90]) + random.between(-6, 6)
  const dark = noiseTile(random, { octaves: [1, 2, 4, 9, 22], colour: [40, 20, 5], contrast: 2 })
  const light = noiseTile(random, { octaves: [1, 3, 8, 30], colour: [255, 225, 180], contrast: 1.8 })
  layTile(context, dark, area, { width: 3.6, height: 0.22, alpha: 0.5, turn })
  layTile(context, light, area, { width: 5, height: 0.5, alpha: 0.22, turn })
  layTile(context, dark, area, { width: 9, height: 1.6, alpha: 0.3, turn })
  if (!random.chance(0.55)) return
  // Boards
  context.save()
  context.rotate((turn * Math.PI) / 180)
  const board = random.between(70, 140)
  const reach = Math.hypot(area.width, area.height)
  for (let at = -reach; at < reach; at += board) {
    context.fillStyle = `rgb(${random.chance(0.5) ? '0 0 0' : '255 240 210'} / ${random.between(0, 0.12)})`
    context.fillRect(-reach, at, 2 * reach, board)
    context.fillStyle = 'rgb(15 8 2 / 0.7)'
    context.fillRect(-reach, at, 2 * reach, random.between(0.5, 1.4))
  }
  context.restore()
}

/** A surface of one colour. */
export const table = (tones) => (context, random, area) => {
  fill(context, area, random.pick(tones))
  roughen(context, random, area, { grain: random.between(0.2, 0.9), strength: random.between(0.015, 0.06) })
}

/** Woven threads, not quite flat. */
export const cloth = (tones, { thread = 0.8, strength = 0.3 } = {}) => (context, random, area) => {
  fill(context, area, random.pick(tones))
  const weave = new OffscreenCanvas(8, 8)
  const stitch = weave.getContext('2d')
  stitch.fillStyle = 'rgb(0 0 0 / 0.75)'
  stitch.fillRect(0, 0, 4, 1.4)
  stitch.fillRect(4, 4, 4, 1.4)
  stitch.fillRect(0, 4, 1.2, 4)
  stitch.fillRect(4, 0, 1.2, 4)
  stitch.fillStyle = 'rgb(255 255 255 / 0.5)'
  stitch.fillRect(1, 2, 3, 1.4)
  stitch.fillRect(5, 6, 3, 1.4)
  layTile(context, weave, area, { width: thread / 4, alpha: strength, turn: random.between(-20, 20) })
  roughen(context, random, area, { grain: 0.35, strength: strength * 0.35 })
  folds(context, random, area, 0.18)
}

/** Soft valleys and ridges, as of a cloth that is not quite flat. */
export function folds(context, random, area, strength) {
  const count = random.integer(2, 6)
  const reach = Math.hypot(area.width, area.height)
  for (let at = 0; at < count; at++) {
    context.save()
    context.translate(area.left + area.width * random.next(), area.top + area.height * random.next())
    context.rotate(random.between(0, 6.3))
    const width = random.between(12, 60)
    const fold = context.createLinearGradient(0, -width, 0, width)
    const depth = strength * random.between(0.5, 1.4)
    const stops = [[0, '0 0 0', 0], [0.36, '0 0 0', depth], [0.52, '255 255 255', depth * 0.6], [0.75, '255 255 255', depth * 0.2], [1, '255 255 255', 0]]
    for (const [share, tone, alpha] of stops) fold.addColorStop(share, `rgb(${tone} / ${alpha})`)
    context.fillStyle = fold
    context.fillRect(-reach, -width, 2 * reach, 2 * width)
    context.restore()
  }
}

/** A light cloth with soft folds. */
export function bedsheet(context, random, area) {
  fill(context, area, random.pick(['#e8e9ec', '#d8dee6', '#efe8de', '#c9b8c4', '#b7c7c0']))
  roughen(context, random, area, { grain: 0.25, strength: 0.03 })
  for (let layer = 0; layer < 3; layer++) folds(context, random, area, 0.2)
}

/** Flecks of some colours. */
export const stone = (tones, flecks) => (context, random, area) => {
  fill(context, area, random.pick(tones))
  for (const colour of flecks)
    layTile(context, noiseTile(random, { octaves: [1, 2, 3], colour, contrast: 3.2 }), area, { width: random.between(0.5, 1.3), alpha: random.between(0.2, 0.55), turn: random.between(0, 90) })
  layTile(context, noiseTile(random, { octaves: [20, 40], colour: [0, 0, 0], contrast: 1.5 }), area, { width: 1.8, alpha: 0.2 })
}

/** Clouds and veins. */
export function marble(context, random, area) {
  const isDark = random.chance(0.3)
  fill(context, area, isDark ? '#2a2c30' : random.pick(['#e9e7e3', '#dcdad8', '#efe9df']))
  layTile(context, noiseTile(random, { octaves: [12, 30, 64], colour: isDark ? [90, 92, 98] : [120, 122, 128], contrast: 2 }), area, { width: 2.2, alpha: 0.4 })
  context.lineCap = context.lineJoin = 'round'
  for (let at = 0; at < 12; at++) {
    let [x, y, turn] = [area.left + area.width * random.next(), area.top + area.height * random.next(), random.between(0, 6.3)]
    const tone = isDark ? '220 220 225' : '90 92 100'
    const points = Array.from({ length: 60 }, () => {
      turn += random.between(-0.45, 0.45)
      x += Math.cos(turn) * 4
      y += Math.sin(turn) * 4
      return [x + random.between(-0.5, 0.5), y + random.between(-0.5, 0.5)]
    })
    for (const [thickness, alpha] of [[random.between(2, 6), 0.07], [random.between(0.6, 1.6), 0.16], [0.3, 0.3]]) {
      context.strokeStyle = `rgb(${tone} / ${alpha})`
      context.lineWidth = thickness
      context.beginPath()
      for (const [px, py] of points) context.lineTo(px, py)
      context.stroke()
    }
  }
}
