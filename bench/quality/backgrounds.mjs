// What a document may lie on: painted in millimetres around the origin, from a seed.
import { bedsheet, cloth, folds, marble, stone, table, wood } from './materials.mjs'
import { isFlat, objects, place, reaches } from './objects.mjs'
import { roundedBox } from './print.mjs'
import { fill, printLines, roughen } from './texture.mjs'

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
