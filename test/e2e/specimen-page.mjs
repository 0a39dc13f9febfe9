// What runs inside of the page: a specimen document on a table as a camera sees it, with coloured marks on the document.
import { cornersOf, project, shapes, toHomography } from '../../bench/quality/geometry.mjs'
import { planScene } from '../../bench/quality/plan.mjs'
import { renderScene } from '../../bench/quality/scene.mjs'

const seed = 1000
const markMillimetres = 4.4
const markInset = 5.2

/** Of a front and of a back: as different as two sides are. */
const kinds = { front: 'identity-mint', back: 'back-zone-sand', passport: 'passport-sky', table: null }

/**
 * @param {{ show: keyof typeof kinds, width: number, height: number, documentWidth: number, rise: number,
 *   scale: number, colours: string[], sideColour: string }} wish `documentWidth` in pixels of the picture, `rise` likewise,
 *   above its middle; drawn at `scale` of its size
 */
async function renderSpecimen({ show, width, height, documentWidth, rise, scale, colours, sideColour }) {
  const picture = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const shape = show === 'passport' ? 'passport' : 'card'
  const focal = Math.max(picture.width, picture.height) * 0.9
  const size = shapes[shape]
  const distance = (focal * size.width) / (documentWidth * scale)
  const pose = { ...picture, focal, distance, yaw: 2, pitch: 3, roll: 1.5, x: 0, y: (-rise * scale * distance) / focal }
  const planned = planScene({ seed, condition: 'good' })
  const scene = {
    ...planned,
    picture: { ...picture, focal },
    pose,
    shape,
    kind: kinds[show],
    ground: 'coloured-table',
    turn: 0,
    grip: null,
    things: 0,
    subject: kinds[show] ? null : 'nothing',
    isSpread: false,
    glare: null,
    light: { ...planned.light, shade: null, sheen: 0, slope: 0.1, tint: [1, 1, 1], secondTint: [1, 1, 1] },
    blur: { kind: 'disc', radius: 0 },
    noise: 1.5,
    chromaNoise: 0.5,
    exposure: { mean: 0.58 },
  }
  const { image } = renderScene(scene)
  const drawn = new OffscreenCanvas(picture.width, picture.height)
  const context = drawn.getContext('2d')
  context.putImageData(image, 0, 0)
  if (kinds[show]) {
    const flat = toHomography(pose)
    const mark = (x, y, colour) => {
      const corners = cornersOf({ width: markMillimetres, height: markMillimetres })
      context.fillStyle = colour
      context.beginPath()
      for (const corner of corners) {
        const { x: px, y: py } = project(flat, { x: corner.x + x, y: corner.y + y })
        context.lineTo(px, py)
      }
      context.fill()
    }
    const [x, y] = [size.width / 2 - markInset, size.height / 2 - markInset]
    ;[[-x, -y], [x, -y], [x, y], [-x, y]].forEach(([left, top], at) => mark(left, top, colours[at]))
    mark(0, -y, sideColour)
  }
  const canvas = new OffscreenCanvas(width, height)
  const whole = canvas.getContext('2d')
  whole.imageSmoothingQuality = 'high'
  whole.drawImage(drawn, 0, 0, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  const reader = new FileReader()
  await new Promise((resolve) => {
    reader.onload = resolve
    reader.readAsDataURL(blob)
  })
  return reader.result.slice(reader.result.indexOf(',') + 1)
}

Object.assign(globalThis, { renderSpecimen })
