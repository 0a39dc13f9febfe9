// Specimen documents of states that do not exist, drawn from a seed: 20 pixels for a millimetre.
import { shapes } from './geometry.mjs'
import { inventPerson } from './person.mjs'
import { barcode, blocks, chip, emblem, hologram, overprint, roundedBox, silhouette, zone } from './print.mjs'
import { fields, fieldsOf, ground, looks, signature, text } from './stationery.mjs'

const perMillimetre = 20
/** Front of an identity card: band, picture on one side, fields on the other. */
const identity = (name, { photoAt, bandHeight = 0.17, hasChip = false, alpha }) => (context, random, size) => {
  const look = looks[name]
  const person = inventPerson(random)
  const { width, height } = size
  ground(context, random, size, look, { alpha })
  const band = height * bandHeight
  context.fillStyle = look.band
  context.fillRect(0, 0, width, band)
  const isLeft = photoAt === 'left'
  emblem(context, random, { x: isLeft ? width * 0.07 : width * 0.93, y: band * 0.53, size: band * 0.75, colour: look.title })
  const titleAt = isLeft ? width * 0.13 : width * 0.05
  text(context, `REPUBLIC OF ${person.state}`, titleAt, band * 0.48, band * 0.36, { colour: look.title, weight: 700 })
  text(context, 'IDENTITY CARD  ·  CARTÃO DE IDENTIDADE', titleAt, band * 0.82, band * 0.22, { colour: look.title })
  const photo = { width: width * 0.27, height: height * 0.6, y: height * 0.235, x: isLeft ? width * 0.045 : width * 0.685 }
  silhouette(context, random, photo)
  const x = isLeft ? width * 0.36 : width * 0.05
  fields(context, fieldsOf(person), { x, y: height * 0.25, step: height * 0.117, small: 26, large: 46, caption: look.caption, ink: look.ink })
  if (hasChip) chip(context, { x: isLeft ? width * 0.8 : width * 0.45, y: height * 0.34, width: 190, height: 165 })
  else silhouette(context, random, { x: isLeft ? width * 0.82 : width * 0.5, y: height * 0.56, width: width * 0.13, height: height * 0.28, isGhost: true })
  signature(context, random, { x: isLeft ? width * 0.4 : width * 0.1, y: height * 0.95, width: width * 0.24, colour: look.ink })
  hologram(context, random, { x: photo.x + photo.width * (isLeft ? 0.95 : 0.1), y: height * 0.72, radius: height * 0.11 })
  overprint(context, random, { ...size, colour: look.band === look.wash[0] ? look.title : look.band, alpha: random.between(0.16, 0.4) })
}

/** A plain card, nearly all of it white, with small print. */
const plain = (context, random, size) => {
  const look = looks.white
  const person = inventPerson(random)
  const { width, height } = size
  ground(context, random, size, look, { alpha: 0.5, rosettes: 1 })
  text(context, person.state, width * 0.05, height * 0.13, 74, { colour: look.title, weight: 800 })
  text(context, 'RESIDENT PERMIT / PERMISO', width * 0.05, height * 0.19, 30, { colour: look.caption })
  context.fillStyle = random.pick(['#b83a3a', '#2d6fae', '#3a8a5a'])
  context.fillRect(width * 0.05, height * 0.215, width * 0.9, 7)
  silhouette(context, random, { x: width * 0.05, y: height * 0.28, width: width * 0.24, height: height * 0.56 })
  fields(context, fieldsOf(person).slice(0, 5), { x: width * 0.34, y: height * 0.32, step: height * 0.125, small: 24, large: 42, caption: look.caption, ink: look.ink, weight: 500 })
  chip(context, { x: width * 0.8, y: height * 0.45, width: 170, height: 150 })
  text(context, person.number, width * 0.05, height * 0.93, 40, { colour: look.ink, weight: 600 })
  overprint(context, random, { ...size, colour: '#8b949c', alpha: 0.3 })
}

/** A driver's licence: numbered fields, title above without a band. */
const licence = (name) => (context, random, size) => {
  const look = looks[name]
  const person = inventPerson(random)
  const { width, height } = size
  ground(context, random, size, look)
  text(context, `${person.code}  DRIVING LICENCE`, width * 0.3, height * 0.12, 76, { colour: look.title, weight: 800 })
  text(context, `State of ${person.state}  Carta de condução`, width * 0.3, height * 0.175, 30, { colour: look.caption })
  context.fillStyle = look.title
  roundedBox(context, width * 0.04, height * 0.05, width * 0.2, height * 0.17, 20)
  context.fill()
  text(context, person.code, width * 0.14, height * 0.165, 96, { colour: look.wash[0], weight: 800, align: 'center' })
  silhouette(context, random, { x: width * 0.04, y: height * 0.29, width: width * 0.25, height: height * 0.52 })
  const rows = [
    ['1.', person.family], ['2.', person.given], ['3.', `${person.born}  ${person.place}`], ['4a.', `${person.issued}   4b. ${person.expires}`],
    ['5.', person.number], ['8.', `${person.place} ${random.integer(2, 190)}`], ['9.', 'AM / B1 / B'],
  ]
  rows.forEach(([label, value], at) => {
    text(context, label, width * 0.32, height * (0.27 + at * 0.088), 34, { colour: look.caption })
    text(context, value, width * 0.37, height * (0.27 + at * 0.088), 46, { colour: look.ink, weight: 600 })
  })
  signature(context, random, { x: width * 0.06, y: height * 0.92, width: width * 0.2, colour: look.ink })
  silhouette(context, random, { x: width * 0.83, y: height * 0.6, width: width * 0.13, height: height * 0.3, isGhost: true })
  overprint(context, random, { ...size, colour: look.title, alpha: 0.25 })
}

/** The back of a driver's licence: a table of classes, a barcode. */
const licenceBack = (context, random, size) => {
  const look = random.pick([looks.rose, looks.sky, looks.white])
  const { width, height } = size
  ground(context, random, size, look, { alpha: 0.35 })
  const [left, top, row] = [width * 0.3, height * 0.08, height * 0.062]
  context.strokeStyle = look.ink
  context.lineWidth = 3
  for (let at = 0; at <= 12; at++) {
    context.strokeRect(left, top, width * 0.62, at * row)
    if (at === 12) break
    const label = ['9.', 'AM', 'A1', 'A2', 'A', 'B1', 'B', 'C1', 'C', 'D', 'BE', 'T'][at]
    text(context, label, left + 20, top + (at + 0.72) * row, 36, { colour: look.ink, weight: 700 })
    if (at && random.chance(0.5)) text(context, `${random.integer(10, 28)}.0${random.integer(1, 9)}.${random.integer(10, 23)}`, left + width * 0.22, top + (at + 0.72) * row, 34, { colour: look.ink })
  }
  for (const share of [0.1, 0.2, 0.36, 0.5]) context.strokeRect(left + width * share, top, 0.1, 12 * row)
  barcode(context, random, { x: width * 0.3, y: height * 0.86, width: width * 0.62, height: height * 0.1, bar: 4 })
  context.save()
  context.translate(width * 0.1, height * 0.9)
  context.rotate(-Math.PI / 2)
  text(context, `1. Name  2. Given  3. Birth  4a. Issued  4b. Expires`, 0, 0, 28, { colour: look.caption })
  text(context, `SPECIMEN  ${random.digits(10)}`, 0, 90, 50, { colour: look.ink, weight: 700 })
  context.restore()
}

/** The back of a card with three machine-readable lines. */
const backWithZone = (name) => (context, random, size) => {
  const look = looks[name]
  const person = inventPerson(random)
  const { width, height } = size
  ground(context, random, size, look, { alpha: 0.38 })
  const rows = [['Address / Endereço', `${person.place}, ${random.integer(3, 400)}`], ['Personal no.', person.personal], ['Issued', person.issued], ['Authority', `${person.state} 0${random.integer(1, 9)}`]]
  fields(context, rows, { x: width * 0.34, y: height * 0.09, step: height * 0.12, small: 26, large: 42, caption: look.caption, ink: look.ink })
  if (random.chance(0.5)) chip(context, { x: width * 0.06, y: height * 0.12, width: 210, height: 185 })
  else blocks(context, random, { x: width * 0.06, y: height * 0.1, columns: 29, rows: 29, cell: 11 })
  silhouette(context, random, { x: width * 0.82, y: height * 0.1, width: width * 0.13, height: height * 0.3, isGhost: true })
  text(context, 'SPECIMEN', width * 0.5, height * 0.58, 92, { colour: look.caption, weight: 800, align: 'center' })
  context.fillStyle = 'rgb(250 250 247 / 0.82)'
  context.fillRect(0, height * 0.63, width, height * 0.37)
  zone(context, person.card, { x: width * 0.055, y: height * 0.705, width: width * 0.89, pitch: height * 0.108 })
}

/** The back of a card with a magnetic stripe and a stacked code. */
const backWithStripe = (context, random, size) => {
  const look = random.pick([looks.white, looks.sky, looks.sand])
  const person = inventPerson(random)
  const { width, height } = size
  ground(context, random, size, look, { alpha: 0.4 })
  context.fillStyle = random.pick(['#17181a', '#2b2320'])
  context.fillRect(0, height * 0.07, width, height * 0.22)
  blocks(context, random, { x: width * 0.08, y: height * 0.4, columns: 120, rows: 13, cell: 8, cellHeight: 20 })
  fields(context, [['Audit no.', person.number], ['Class', 'SPECIMEN'], ['Issued', person.issued]], { x: width * 0.7, y: height * 0.39, step: height * 0.13, small: 24, large: 40, caption: look.caption, ink: look.ink })
  for (let at = 0; at < 6; at++)
    text(context, 'This drawing is a specimen; it proves nothing and belongs to nobody. Return it to its maker.', width * 0.08, height * (0.74 + at * 0.034), 24, { colour: look.caption })
  text(context, person.personal, width * 0.7, height * 0.93, 46, { colour: look.ink, weight: 700 })
}

/** The page of a passport with the picture and two machine-readable lines. */
const passport = (name) => (context, random, size) => {
  const look = looks[name]
  const person = inventPerson(random)
  const { width, height } = size
  ground(context, random, size, look, { alpha: 0.4, rosettes: 3 })
  text(context, `REPUBLIC OF ${person.state}`, width * 0.06, height * 0.085, 72, { colour: look.caption, weight: 700 })
  text(context, 'PASSPORT  PASSAPORTE  PASSEPORT', width * 0.52, height * 0.082, 50, { colour: look.ink, weight: 500 })
  silhouette(context, random, { x: width * 0.05, y: height * 0.16, width: width * 0.28, height: height * 0.49 })
  const rows = [['Type / Tipo', `P      ${person.code}      ${person.number}`], ...fieldsOf(person).slice(0, 4), ['7. Issued / Emissão', person.issued], ['8. Expires / Validade', person.expires]]
  fields(context, rows, { x: width * 0.37, y: height * 0.145, step: height * 0.083, small: 30, large: 58, caption: look.caption, ink: look.ink })
  silhouette(context, random, { x: width * 0.8, y: height * 0.42, width: width * 0.14, height: height * 0.26, isGhost: true })
  signature(context, random, { x: width * 0.62, y: height * 0.7, width: width * 0.18, colour: look.ink })
  hologram(context, random, { x: width * 0.34, y: height * 0.6, radius: height * 0.1 })
  overprint(context, random, { width, height: height * 0.9, colour: look.caption, alpha: random.between(0.15, 0.35) })
  context.fillStyle = 'rgb(252 251 248 / 0.7)'
  context.fillRect(0, height * 0.76, width, height * 0.24)
  zone(context, person.passport, { x: width * 0.04, y: height * 0.83, width: width * 0.92, pitch: height * 0.085 })
}

/** Every kind of document: its outline and the function that draws it. */
export const documentKinds = {
  'identity-mint': { shape: 'card', draw: identity('mint', { photoAt: 'left' }) },
  'identity-navy': { shape: 'card', draw: identity('navy', { photoAt: 'right', alpha: 0.5 }) },
  'identity-sand': { shape: 'card', draw: identity('sand', { photoAt: 'right', bandHeight: 0.15 }) },
  'identity-graphite': { shape: 'card', draw: identity('graphite', { photoAt: 'left', hasChip: true }) },
  'identity-forest': { shape: 'card', draw: identity('forest', { photoAt: 'right', hasChip: true }) },
  'identity-sky': { shape: 'card', draw: identity('sky', { photoAt: 'left', bandHeight: 0.13, hasChip: true }) },
  'permit-white': { shape: 'card', draw: plain },
  'licence-rose': { shape: 'card', draw: licence('rose') },
  'licence-sky': { shape: 'card', draw: licence('sky') },
  'licence-back': { shape: 'card', draw: licenceBack },
  'back-zone-mint': { shape: 'card', draw: backWithZone('mint') },
  'back-zone-sand': { shape: 'card', draw: backWithZone('sand') },
  'back-zone-white': { shape: 'card', draw: backWithZone('white') },
  'back-stripe': { shape: 'card', draw: backWithStripe },
  'passport-sky': { shape: 'passport', draw: passport('sky') },
  'passport-rose': { shape: 'passport', draw: passport('rose') },
  'passport-mint': { shape: 'passport', draw: passport('mint') },
  'passport-white': { shape: 'passport', draw: passport('white') },
}

/**
 * Draws a document at 20 pixels for a millimetre, transparent outside of its rounded corners.
 * @param {keyof typeof documentKinds} kind
 */
export function drawDocument(kind, random) {
  const { shape, draw } = documentKinds[kind]
  const { width, height, radius } = shapes[shape]
  const canvas = new OffscreenCanvas(Math.round(width * perMillimetre), Math.round(height * perMillimetre))
  const context = canvas.getContext('2d')
  roundedBox(context, 0, 0, canvas.width, canvas.height, radius * perMillimetre)
  context.clip()
  draw(context, random, { width: canvas.width, height: canvas.height })
  // The cut edge of the plastic
  context.strokeStyle = 'rgb(0 0 0 / 0.25)'
  context.lineWidth = 3
  roundedBox(context, 0, 0, canvas.width, canvas.height, radius * perMillimetre)
  context.stroke()
  return canvas
}
