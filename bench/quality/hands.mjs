// Hands, in millimetres.
import { shadowed } from './objects.mjs'
import { roundedBox } from './print.mjs'

const skins = ['#e8bf9f', '#c98f69', '#8a5a3c', '#5c3a28', '#d9a781', '#f0cdb2']

/** A finger or thumb that points to the right, its tip at the origin. */
export function finger(context, random, { skin = random.pick(skins), thickness = random.between(15, 20), length = 90 }) {
  context.save()
  shadowed(context, { blur: 4, shift: 1.5, alpha: 0.35 })
  const round = context.createLinearGradient(0, -thickness / 2, 0, thickness / 2)
  const tone = (share, colour) => round.addColorStop(share, `color-mix(in srgb, ${skin}, ${colour})`)
  tone(0, 'black 28%')
  tone(0.28, 'white 10%')
  tone(0.6, 'black 3%')
  tone(1, 'black 38%')
  context.fillStyle = round
  context.beginPath()
  context.moveTo(-length, -thickness * 0.56)
  context.bezierCurveTo(-length * 0.5, -thickness * 0.6, -thickness * 0.7, -thickness * 0.48, -thickness * 0.34, -thickness * 0.4)
  context.bezierCurveTo(thickness * 0.1, -thickness * 0.3, thickness * 0.1, thickness * 0.3, -thickness * 0.34, thickness * 0.4)
  context.bezierCurveTo(-thickness * 0.7, thickness * 0.48, -length * 0.5, thickness * 0.6, -length, thickness * 0.58)
  context.fill()
  context.restore()
  context.fillStyle = `color-mix(in srgb, ${skin}, #f6dfd8 55%)`
  roundedBox(context, -thickness * 0.62, -thickness * 0.25, thickness * 0.56, thickness * 0.5, thickness * 0.22)
  context.fill()
  context.strokeStyle = 'rgb(60 20 10 / 0.22)'
  context.lineWidth = 0.5
  for (const at of [1.5, 1.62, 3.2, 3.3]) {
    context.beginPath()
    context.moveTo(-thickness * at, -thickness * 0.35)
    context.lineTo(-thickness * (at + 0.05), thickness * 0.35)
    context.stroke()
  }
}

/** A whole hand with the palm at the origin, fingers upwards. */
export function hand(context, random, skin = random.pick(skins)) {
  const tone = (share) => `color-mix(in srgb, ${skin}, black ${share}%)`
  context.save()
  shadowed(context, { blur: 8, shift: 4 })
  const palm = context.createRadialGradient(-5, -10, 8, 0, 10, 85)
  palm.addColorStop(0, skin)
  palm.addColorStop(1, tone(30))
  context.fillStyle = palm
  context.beginPath()
  context.ellipse(0, 0, 43, 52, 0, 0, 2 * Math.PI)
  context.fill()
  context.fillRect(-30, 20, 60, 190)
  context.restore()
  const fingers = [[-32, -30, -1.85, 82], [-12, -44, -1.65, 95], [10, -44, -1.5, 90], [30, -34, -1.32, 74], [42, 4, -0.55, 70]]
  for (const [x, y, turn, length] of fingers) {
    context.save()
    const [turned, reach] = [turn + random.between(-0.06, 0.06), length]
    context.translate(x + Math.cos(turned) * reach * 0.95, y + Math.sin(turned) * reach * 0.95)
    context.rotate(turned)
    finger(context, random, { skin, thickness: 19, length: reach * 1.2 })
    context.restore()
  }
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
  const skin = random.pick(skins)
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
