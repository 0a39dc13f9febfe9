// What a document may lie on, or be seen without: painted in millimetres around the origin, from a seed.
import { finger, hand, isFlat, objects, place, reaches, sheet } from './objects.mjs'
import { roundedBox } from './print.mjs'
import { fill, layTile, noiseTile, printLines, roughen } from './texture.mjs'

const wood = (tones) => (context, random, area) => {
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

const table = (tones) => (context, random, area) => {
  fill(context, area, random.pick(tones))
  roughen(context, random, area, { grain: random.between(0.2, 0.9), strength: random.between(0.015, 0.06) })
}

const cloth = (tones, { thread = 0.8, strength = 0.3 } = {}) => (context, random, area) => {
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
function folds(context, random, area, strength) {
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

function bedsheet(context, random, area) {
  fill(context, area, random.pick(['#e8e9ec', '#d8dee6', '#efe8de', '#c9b8c4', '#b7c7c0']))
  roughen(context, random, area, { grain: 0.25, strength: 0.03 })
  for (let layer = 0; layer < 3; layer++) folds(context, random, area, 0.2)
}

const stone = (tones, flecks) => (context, random, area) => {
  fill(context, area, random.pick(tones))
  for (const colour of flecks)
    layTile(context, noiseTile(random, { octaves: [1, 2, 3], colour, contrast: 3.2 }), area, { width: random.between(0.5, 1.3), alpha: random.between(0.2, 0.55), turn: random.between(0, 90) })
  layTile(context, noiseTile(random, { octaves: [20, 40], colour: [0, 0, 0], contrast: 1.5 }), area, { width: 1.8, alpha: 0.2 })
}

function marble(context, random, area) {
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

function tiles(context, random, area) {
  const [size, joint] = [random.pick([50, 100, 150, 200]), random.between(1.5, 4)]
  fill(context, area, random.pick(['#8f8b84', '#d5d2cb', '#4f4d4a']))
  const tone = random.pick(['#e6e3dc', '#b9a58c', '#7d8a92', '#d7c3ad', '#3d4144'])
  context.save()
  context.rotate(random.between(-0.4, 0.4))
  const reach = Math.ceil(Math.hypot(area.width, area.height) / size) * size
  for (let x = -reach; x < reach; x += size)
    for (let y = -reach; y < reach; y += size) {
      context.fillStyle = tone
      context.fillRect(x, y, size - joint, size - joint)
      context.fillStyle = `rgb(0 0 0 / ${random.between(0, 0.1)})`
      context.fillRect(x, y, size - joint, size - joint)
    }
  context.restore()
  roughen(context, random, area, { grain: 0.8, strength: 0.06 })
}

function checked(context, random, area) {
  fill(context, area, random.pick(['#f4f1ea', '#e8e2d2']))
  const [size, tone] = [random.between(9, 26), random.pick(['178 34 40', '36 70 140', '40 110 70', '60 60 66'])]
  context.save()
  context.rotate(random.between(-0.5, 0.5))
  const reach = Math.hypot(area.width, area.height)
  context.fillStyle = `rgb(${tone} / 0.55)`
  for (let at = -reach; at < reach; at += size * 2) {
    context.fillRect(at, -reach, size, 2 * reach)
    context.fillRect(-reach, at, 2 * reach, size)
  }
  context.restore()
  roughen(context, random, area, { grain: 0.3, strength: 0.07 })
  folds(context, random, area, 0.12)
}

function keyboard(context, random, area) {
  const isDark = random.chance(0.6)
  fill(context, area, isDark ? '#202225' : '#c9ccd0')
  context.save()
  context.rotate(random.between(-0.15, 0.15))
  context.textAlign = 'center'
  context.font = '4.6px sans-serif'
  const [pitch, letters] = [19, 'QWERTYUIOPASDFGHJKLZXCVBNM1234567890']
  const reach = Math.ceil(Math.hypot(area.width, area.height) / pitch)
  for (let row = -reach; row < reach; row++)
    for (let column = -reach; column < reach; column++) {
      const [x, y] = [column * pitch + (row % 3) * 5, row * pitch]
      context.fillStyle = isDark ? '#0c0d0f' : '#8f9499'
      roundedBox(context, x, y + 0.8, 16.6, 16.6, 2)
      context.fill()
      context.fillStyle = isDark ? '#34373c' : '#f2f3f4'
      roundedBox(context, x + 0.8, y, 15, 15.4, 2)
      context.fill()
      context.fillStyle = isDark ? '#d5d7da' : '#43474d'
      context.fillText(random.pick([...letters]), x + 8.2, y + 9.5)
    }
  context.restore()
}

function newspaper(context, random, area) {
  fill(context, area, random.pick(['#e4dfd2', '#efece4', '#dcd8d0']))
  context.save()
  context.rotate(random.between(-0.35, 0.35))
  const column = random.between(48, 66)
  const reach = Math.max(area.width, area.height) * 0.75
  for (let x = -reach; x < reach; x += column + 6) {
    for (let y = -reach; y < reach; ) {
      if (random.chance(0.2)) {
        const height = random.between(30, 60)
        context.fillStyle = random.pick(['#8d8a85', '#5d6670', '#a39b8c', '#474441'])
        context.fillRect(x, y, column, height)
        context.fillStyle = 'rgb(255 255 255 / 0.25)'
        context.fillRect(x + column * 0.2, y + height * 0.3, column * 0.4, height * 0.7)
        y += height + 8
        continue
      }
      const size = random.chance(0.25) ? 7 : 2.7
      const lines = size > 3 ? 2 : random.integer(8, 22)
      printLines(context, random, { x, y: y + size, width: column, lines, size })
      y += lines * size * 1.35 + 6
    }
  }
  context.restore()
  roughen(context, random, area, { grain: 0.3, strength: 0.04 })
}

function carpet(context, random, area) {
  fill(context, area, random.pick(['#6d5f52', '#4b5560', '#8c8478', '#5e3b3a', '#3f4a3c']))
  roughen(context, random, area, { grain: random.between(0.6, 1.2), strength: random.between(0.25, 0.45) })
}

function gradient(context, random, area) {
  const [x, y] = [area.left + area.width / 2, area.top + area.height / 2]
  const wash = context.createLinearGradient(area.left, area.top, x + random.between(0, area.width / 2), y + area.height / 2)
  const tones = ['#d7c9b5', '#566270', '#a7b2ad', '#2f3136', '#e6e4df', '#84705c', '#a65a48']
  for (const share of [0, 0.5, 1]) wash.addColorStop(share, random.pick(tones))
  fill(context, area, wash)
  roughen(context, random, area, { grain: 0.5, strength: 0.03 })
}

function screen(context, random, area) {
  fill(context, area, '#0e1013')
  context.save()
  context.translate(random.between(-30, 30), random.between(-30, 30))
  fill(context, { left: -260, top: -150, width: 520, height: 290 }, random.pick(['#f2f4f7', '#1e2430', '#e8eef5']))
  for (let at = 0; at < 7; at++) {
    context.fillStyle = random.pick(['#3568b8', '#d7dde6', '#aab4c2', '#5a9c78', '#ffffff', '#c9524a'])
    context.fillRect(-240 + random.between(0, 300), -130 + random.between(0, 200), random.between(30, 180), random.between(10, 90))
  }
  printLines(context, random, { x: -230, y: -100, width: 190, lines: 22, size: 4.2, font: 'sans-serif', colour: '#6a7480' })
  context.restore()
  fill(context, area, 'rgb(120 140 170 / 0.05)')
}

/** A room far behind, out of focus: for what is held in a hand. */
function room(context, random, area) {
  fill(context, area, random.pick(['#8f8577', '#6c7178', '#b5aa9c', '#4b4641', '#c8c4bd']))
  const { a } = context.getTransform()
  context.save()
  context.filter = `blur(${Math.round(a * random.between(5, 12))}px)`
  for (let at = 0; at < 14; at++) {
    context.fillStyle = random.pick(['#d9d3c7', '#3a3835', '#7d5f47', '#93a3ad', '#e9e6df', '#59655a', '#20242c', '#a5493c'])
    const [width, height] = [random.between(20, 130), random.between(20, 160)]
    context.fillRect(area.left + area.width * random.next() - width / 2, area.top + area.height * random.next() - height / 2, width, height)
  }
  context.restore()
}

/** Every kind of ground. */
export const grounds = {
  'wood-light': wood(['#c79a66', '#d8b384', '#b98a58', '#e0c49c']),
  'wood-dark': wood(['#4a2f1d', '#5b3a22', '#3a2519']),
  'wood-red': wood(['#8a4a2c', '#7a3b22', '#9a5c38']),
  'wood-grey': wood(['#8c8074', '#a3978a', '#6f665c']),
  'light-table': table(['#d9d6cf', '#cfc8bb', '#c2c8cc', '#e0d9c8']),
  'white-table': table(['#f1f1ef', '#e9ebec', '#f6f4ef']),
  'black-table': table(['#17181a', '#222326', '#1c1a1a']),
  'coloured-table': table(['#a33f3a', '#3f6a8a', '#5e7f52', '#c79a3a', '#6b5580']),
  'cloth-dark': cloth(['#1e2230', '#2a2422', '#16181a', '#31243a']),
  'cloth-light': cloth(['#b8ac9a', '#8f9aa3', '#a7a19a'], { thread: 1.2 }),
  denim: cloth(['#33507a', '#27406a', '#4a6a94'], { thread: 0.6, strength: 0.4 }),
  bedsheet,
  granite: stone(['#8b8784', '#5f5d5c', '#a59c92'], [[20, 20, 22], [235, 232, 228], [110, 80, 66]]),
  concrete: stone(['#a8a6a1', '#93918d', '#bdb9b2'], [[120, 118, 114], [200, 198, 194]]),
  marble,
  tiles,
  checked,
  keyboard,
  newspaper,
  carpet,
  gradient,
  screen,
  room,
}

/**
 * Paints a ground and, at times, things that lie about.
 * @param {keyof typeof grounds} kind
 * @param {{ left: number, top: number, width: number, height: number }} area in millimetres
 * @param {number} things how many
 */
export function paintGround(context, kind, random, area, things) {
  context.save()
  grounds[kind](context, random.fork(), area)
  context.restore()
  const names = Object.keys(objects)
  for (let at = 0; at < things; at++) {
    const turn = random.between(0, 6.3)
    const name = random.pick(names)
    // What is flat may lie under the document, the rest beside it.
    const reach = isFlat.has(name) ? random.between(60, 150) : random.between(58, 120) + reaches[name]
    place(context, random.fork(), objects[name], { x: Math.cos(turn) * reach, y: Math.sin(turn) * reach })
  }
}

/** What may be in front of the camera instead of a document; each fills a good part of some 150 mm. */
export const subjects = {
  nothing: () => {},
  sheet: (context, random) => place(context, random, sheet, { x: random.between(-30, 30), y: random.between(-60, 60), turn: random.between(-0.3, 0.3), size: random.between(0.5, 1.1) }),
  hand: (context, random) => place(context, random, hand, { x: random.between(-20, 20), y: random.between(10, 50), turn: random.between(-0.6, 0.6), size: random.between(0.7, 1.1) }),
  mug: (context, random) => place(context, random, objects.mug, { x: random.between(-15, 15), y: random.between(-20, 20), size: random.between(0.9, 1.4) }),
  phone: (context, random) => place(context, random, objects.phone, { x: random.between(-15, 15), y: random.between(-15, 15), size: random.between(0.8, 1.1) }),
  book: (context, random) => place(context, random, objects.book, { x: random.between(-25, 25), y: random.between(-25, 25), turn: random.between(-0.4, 0.4), size: random.between(0.6, 1) }),
  envelope: (context, random) => place(context, random, objects.envelope, { x: 0, y: random.between(-20, 20), turn: random.between(-0.3, 0.3), size: random.between(0.5, 0.9) }),
  clutter: (context, random) => {
    const names = Object.keys(objects)
    for (let at = 0; at < 6; at++) place(context, random.fork(), objects[random.pick(names)], { x: random.between(-90, 90), y: random.between(-110, 110) })
  },
  face: (context, random) => {
    const skin = random.pick(['#e2b797', '#b9835c', '#7d523a', '#f0cdb2'])
    const hair = random.pick(['#241b16', '#5a3d28', '#8f8b86', '#a8763e'])
    const ellipse = (x, y, rx, ry, colour) => {
      context.fillStyle = colour
      context.beginPath()
      context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI)
      context.fill()
    }
    ellipse(0, 140, 110, 75, random.pick(['#39485e', '#7d3b3b', '#d9d5cc']))
    ellipse(0, -14, 58, 72, hair)
    const cheeks = context.createRadialGradient(-16, -8, 8, 0, 6, 72)
    cheeks.addColorStop(0, `color-mix(in srgb, ${skin}, white 12%)`)
    cheeks.addColorStop(1, `color-mix(in srgb, ${skin}, black 30%)`)
    context.fillStyle = cheeks
    context.fillRect(-20, 40, 40, 50)
    ellipse(0, 8, 47, 62, cheeks)
    for (const side of [-1, 1]) {
      ellipse(side * 19, 0, 8, 4, '#f3efe9')
      ellipse(side * 19, 0, 3.6, 3.8, '#2c2420')
      ellipse(side * 19, -11, 11, 2, hair)
    }
    ellipse(0, 38, 14, 3.4, '#9c4f4a')
    ellipse(0, 20, 6, 3, 'rgb(90 45 30 / 0.4)')
  },
}

/** Where a hand holds a document of that size: the tip of its thumb, and the way the thumb points. */
function holdsOf(random, { width, height }, grip) {
  const over = random.between(3, 9)
  const left = { x: -width / 2 + over, y: height * random.between(-0.05, 0.4), turn: random.between(-0.8, 0.05) }
  if (grip === 'thumb') return [left]
  if (grip === 'pinch') return [left, { x: width / 2 - over, y: height * random.between(-0.05, 0.4), turn: Math.PI + random.between(-0.05, 0.8) }]
  return [{ x: width * random.between(-0.35, 0.35), y: height / 2 - over, turn: -Math.PI / 2 + random.between(-0.4, 0.4) }]
}

/**
 * A hand that holds a document of that size: what of it is below the document, and the thumb above.
 * @returns {{ below: (context) => void, above: (context) => void }}
 */
export function planGrip(random, size, grip) {
  const skin = random.pick(['#e8bf9f', '#c98f69', '#8a5a3c', '#5c3a28', '#d9a781', '#f0cdb2'])
  const sleeve = random.pick(['#2b3442', '#7a7f86', '#5b3036', '#d9d4c8', '#1d1e20', skin])
  const thickness = random.between(18, 23)
  const holds = holdsOf(random, size, grip)
  const shades = random.fork()
  const at = ({ x, y, turn }, context, draw) => {
    context.save()
    context.translate(x, y)
    context.rotate(turn)
    draw()
    context.restore()
  }
  const tone = (share) => `color-mix(in srgb, ${skin}, black ${share}%)`
  return {
    below: (context) => holds.forEach((hold) => at(hold, context, () => {
      const isLeft = Math.cos(hold.turn) > 0 ? 1 : -1
      // Arm, ball of the thumb, and the fingers that carry the card from below.
      context.fillStyle = sleeve
      context.fillRect(-420, -36, 300, 72)
      const skinOf = (y, reach) => {
        const round = context.createLinearGradient(0, y - reach, 0, y + reach)
        round.addColorStop(0, tone(34))
        round.addColorStop(0.4, tone(4))
        round.addColorStop(1, tone(42))
        return round
      }
      context.fillStyle = skinOf(0, 34)
      context.beginPath()
      context.roundRect(-150, -31, 110, 62, 22)
      context.fill()
      context.beginPath()
      context.ellipse(-58, 6 * isLeft, 44, 37, 0, 0, 2 * Math.PI)
      context.fill()
      for (const [across, reach] of [[26, 20], [44, 12], [60, 0]]) {
        context.save()
        context.translate(reach, across * isLeft)
        context.fillStyle = skinOf(0, 10)
        context.beginPath()
        context.roundRect(-95, -9.5, 95, 19, 9)
        context.fill()
        context.restore()
      }
    })),
    above: (context) => holds.forEach((hold) => at(hold, context, () => finger(context, shades, { skin, thickness, length: 62 }))),
  }
}
