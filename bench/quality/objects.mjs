// Things that lie about, drawn around the origin in millimetres, with a soft shadow.
import { printLines } from './texture.mjs'
import { roundedBox } from './print.mjs'

/** Makes what is drawn next throw a soft shadow; lengths in millimetres. */
export function shadowed(context, { blur = 5, shift = 2, alpha = 0.4 } = {}) {
  const { a, b } = context.getTransform()
  const scale = Math.hypot(a, b)
  context.shadowColor = `rgb(0 0 0 / ${alpha})`
  context.shadowBlur = blur * scale
  context.shadowOffsetX = context.shadowOffsetY = shift * scale
}

function slab(context, width, height, radius, colour, shadow) {
  context.save()
  shadowed(context, shadow)
  context.fillStyle = colour
  roundedBox(context, -width / 2, -height / 2, width, height, radius)
  context.fill()
  context.restore()
}

/** A sheet of paper with print on it. */
export function sheet(context, random, { width = 210, height = 297 } = {}) {
  slab(context, width, height, 0.3, random.pick(['#f7f6f2', '#fdfdfb', '#f1efe6']), { blur: 3, shift: 1, alpha: 0.3 })
  let y = -height / 2 + height * 0.1
  context.fillStyle = '#2c2f33'
  context.font = `700 ${width * 0.035}px sans-serif`
  context.textAlign = 'left'
  context.fillText('Minutes of the meeting', -width * 0.4, y)
  while (y < height * 0.4) {
    const lines = random.integer(4, 10)
    const size = width * 0.018
    printLines(context, random, { x: -width * 0.4, y: y + size * 3, width: width * 0.8, lines, size })
    y += (lines + 3) * size * 1.35
    if (random.chance(0.3)) {
      context.strokeStyle = '#777'
      context.lineWidth = 0.3
      context.strokeRect(-width * 0.4, y, width * 0.8, height * 0.12)
      for (const share of [0.25, 0.5, 0.75]) context.strokeRect(-width * 0.4, y + height * 0.12 * share, width * 0.8, 0.01)
      y += height * 0.14
    }
  }
}

function phone(context, random) {
  slab(context, 74, 152, 9, random.pick(['#101114', '#23262b', '#d8d9dc', '#3c4658']))
  const isOn = random.chance(0.5)
  const screen = context.createLinearGradient(-30, -70, 30, 70)
  screen.addColorStop(0, isOn ? random.pick(['#3f6fb5', '#8a4f9e', '#2f8a78']) : '#0b0c0e')
  screen.addColorStop(1, isOn ? random.pick(['#d58a52', '#1e2a52', '#c3d9e8']) : '#17191d')
  context.fillStyle = screen
  roundedBox(context, -34.5, -73, 69, 146, 7)
  context.fill()
  if (!isOn) return
  for (let at = 0; at < 20; at++) {
    context.fillStyle = random.pick(['#f4f4f6', '#f0b23e', '#57b46a', '#4f8fe0', '#dd5a5a'])
    roundedBox(context, -28 + (at % 4) * 15, -60 + Math.floor(at / 4) * 20, 10, 10, 2.4)
    context.fill()
  }
}

function mug(context, random) {
  context.save()
  shadowed(context, { blur: 12, shift: 6 })
  const colour = random.pick(['#e9e6df', '#a33a32', '#2f4f6d', '#33363a', '#d9b24c'])
  context.strokeStyle = colour
  context.lineWidth = 9
  context.beginPath()
  context.ellipse(46, 6, 15, 12, 0.3, 0, 2 * Math.PI)
  context.stroke()
  context.fillStyle = colour
  context.beginPath()
  context.arc(0, 0, 42, 0, 2 * Math.PI)
  context.fill()
  context.restore()
  const inside = context.createRadialGradient(-8, -8, 6, 0, 0, 37)
  inside.addColorStop(0, '#5b3520')
  inside.addColorStop(0.85, '#2b170d')
  inside.addColorStop(1, '#d8d4ca')
  context.fillStyle = inside
  context.beginPath()
  context.arc(0, 0, 37, 0, 2 * Math.PI)
  context.fill()
}

function pen(context, random) {
  const colour = random.pick(['#1d3f8f', '#1a1a1c', '#b02a2a', '#c9ccd1', '#e0b83a'])
  slab(context, 9, 120, 4.5, colour, { blur: 3, shift: 1.5 })
  context.fillStyle = 'rgb(255 255 255 / 0.35)'
  context.fillRect(-2.6, -56, 1.5, 112)
  context.fillStyle = '#b8bcc2'
  context.fillRect(-1, -58, 3.2, 40)
  context.beginPath()
  context.moveTo(-4.5, 58)
  context.lineTo(0, 72)
  context.lineTo(4.5, 58)
  context.fill()
}

function book(context, random) {
  const colour = random.pick(['#7b2d26', '#27455c', '#d8c7a0', '#34553d', '#e8e4da', '#3a2f4a'])
  const [width, height] = [random.between(110, 160), random.between(170, 230)]
  slab(context, width, height, 1.5, colour, { blur: 9, shift: 4 })
  context.fillStyle = random.pick(['#f0e9d6', '#c9a24a', '#e5e5e5', '#1c1c1c'])
  context.font = `700 ${width * 0.11}px serif`
  context.textAlign = 'center'
  context.fillText(random.pick(['THE LONG ROAD', 'HARBOUR', 'SALT & STONE', 'A WINTER']), 0, -height * 0.2, width * 0.85)
  context.font = `${width * 0.06}px serif`
  context.fillText(random.pick(['A. WRITER', 'J. NOBODY']), 0, height * 0.36)
  context.fillRect(-width * 0.3, -height * 0.02, width * 0.6, height * 0.2)
  context.fillStyle = 'rgb(0 0 0 / 0.22)'
  context.fillRect(-width / 2 + 5, -height / 2, 2, height)
}

function coin(context, random) {
  const radius = random.between(9, 13)
  context.save()
  shadowed(context, { blur: 2, shift: 1 })
  const metal = context.createRadialGradient(-3, -3, 1, 0, 0, radius)
  metal.addColorStop(0, random.pick(['#f3e0a6', '#eef0f2']))
  metal.addColorStop(1, random.pick(['#a3823e', '#8e9499']))
  context.fillStyle = metal
  context.beginPath()
  context.arc(0, 0, radius, 0, 2 * Math.PI)
  context.fill()
  context.restore()
  context.strokeStyle = 'rgb(60 45 10 / 0.5)'
  context.lineWidth = 0.6
  context.beginPath()
  context.arc(0, 0, radius * 0.82, 0, 2 * Math.PI)
  context.stroke()
}

function cable(context, random) {
  context.save()
  shadowed(context, { blur: 3, shift: 1.4 })
  context.strokeStyle = random.pick(['#f3f3f3', '#1b1b1d', '#77797c'])
  context.lineWidth = 3.4
  context.beginPath()
  context.moveTo(-120, random.between(-40, 40))
  for (let at = -80; at <= 120; at += 40)
    context.quadraticCurveTo(at - 20, random.between(-60, 60), at, random.between(-30, 30))
  context.stroke()
  context.restore()
}

function keys(context, random) {
  for (let at = 0; at < 3; at++) {
    context.save()
    context.rotate(at * 0.7 + random.between(-0.2, 0.2))
    context.translate(0, 26)
    slab(context, 8, 40, 1, random.pick(['#b9a468', '#b4b8bd']), { blur: 2, shift: 1 })
    context.translate(0, -24)
    slab(context, 22, 20, 9, random.pick(['#26282c', '#b9a468', '#b4b8bd']), { blur: 2, shift: 1 })
    context.restore()
  }
}

function receipt(context, random) {
  sheet(context, random, { width: 80, height: random.between(130, 220) })
}

function envelope(context, random) {
  slab(context, 220, 110, 1, random.pick(['#efece3', '#d9c39a', '#fbfbfa']), { blur: 4, shift: 1.5 })
  context.strokeStyle = 'rgb(0 0 0 / 0.18)'
  context.lineWidth = 0.7
  context.beginPath()
  context.moveTo(-110, -55)
  context.lineTo(0, 12)
  context.lineTo(110, -55)
  context.stroke()
}

/** Every kind of thing that may lie about. */
export const objects = { phone, mug, pen, book, coin, cable, keys, receipt, envelope, sheet }

/** What a document may lie on. */
export const isFlat = new Set(['book', 'receipt', 'envelope', 'sheet'])

/** How far the others reach from their middle, in millimetres. */
export const reaches = { phone: 84, mug: 62, pen: 72, coin: 14, cable: 60, keys: 60 }

/** Draws one thing somewhere, turned. */
export function place(context, random, draw, { x, y, turn = random.between(0, 6.3), size = 1 }) {
  context.save()
  context.translate(x, y)
  context.rotate(turn)
  context.scale(size, size)
  draw(context, random)
  context.restore()
}
