// What all documents are laid out with.
import { guilloche, rosette } from './print.mjs'

const sans = "'Inter', 'DejaVu Sans', Arial, sans-serif"

/** One line of words. */
export const text = (context, words, x, y, size, { colour, weight = 400, align = 'left', font = sans }) => {
  context.fillStyle = colour
  context.textAlign = align
  context.font = `${weight} ${size}px ${font}`
  context.fillText(words, x, y)
}

/** Fills the paper with a gradient of some colours. */
function paper(context, { width, height }, colours, slant = 0.3) {
  const wash = context.createLinearGradient(0, 0, width, height * slant)
  colours.forEach((colour, at) => wash.addColorStop(colours.length === 1 ? 0 : at / (colours.length - 1), colour))
  context.fillStyle = wash
  context.fillRect(0, 0, width, height)
}

/** Small captions above larger values, one below the other. */
export function fields(context, rows, { x, y, step, small, large, caption, ink, weight = 600 }) {
  rows.forEach(([label, value], at) => {
    text(context, label, x, y + at * step, small, { colour: caption })
    text(context, value, x, y + at * step + large * 1.08, large, { colour: ink, weight })
  })
}

/** What a document tells of a person, captions and values. */
export const fieldsOf = (person) => [
  ['1. Surname / Apelido', person.family],
  ['2. Given names / Nomes', person.given],
  ['3. Date of birth / Nascimento', `${person.born}   ${person.sex}`],
  ['4. Place of birth / Local', person.place],
  ['5. Document no. / Número', person.number],
  ['6. Expires / Validade', person.expires],
]

/** A scribble. */
export function signature(context, random, { x, y, width, colour }) {
  context.strokeStyle = colour
  context.lineWidth = 4
  context.beginPath()
  context.moveTo(x, y)
  for (let at = 1; at <= 7; at++) {
    const step = width / 7
    context.bezierCurveTo(
      x + (at - 0.7) * step, y - random.between(0, 70), x + (at - 0.2) * step, y + random.between(0, 45), x + at * step,
      y - random.between(0, 22),
    )
  }
  context.stroke()
}

/** Colours that go together: paper, fine lines, header, words. */
export const looks = {
  mint: { wash: ['#d9ecdf', '#eef3e2', '#cfe3e6'], lines: ['#7fb79a', '#d59aa5', '#7ba6c4'], band: '#1f5b48', title: '#f4fbf6', ink: '#17201c', caption: '#4a6a5c' },
  navy: { wash: ['#14243f', '#1d3a5c', '#0f1c33'], lines: ['#41689b', '#2f8a94', '#5a5f9e'], band: '#0b1526', title: '#e4c77a', ink: '#f2f4f8', caption: '#a9bcd6' },
  white: { wash: ['#fbfbf9', '#f4f5f5'], lines: ['#d5dde2', '#e2dcd2'], band: '#fbfbf9', title: '#33404c', ink: '#1c2126', caption: '#77828c' },
  sand: { wash: ['#f4e3c3', '#f7efd9', '#ecc9a4'], lines: ['#cf9450', '#b5647a', '#7e9a5e'], band: '#a3481f', title: '#fff4e4', ink: '#2a1c12', caption: '#7d5a3c' },
  rose: { wash: ['#f5d9de', '#f7eae6', '#e9d3e6'], lines: ['#d6788c', '#9a86c0', '#e0a070'], band: '#f5d9de', title: '#6d2038', ink: '#231a1e', caption: '#8a5765' },
  sky: { wash: ['#cfe2f3', '#e8f1f8', '#bcd3ea'], lines: ['#6b9bc9', '#79b8b0', '#b08fc4'], band: '#244f86', title: '#f2f7fc', ink: '#141c26', caption: '#4d6a8a' },
  graphite: { wash: ['#2d2f33', '#3d4046', '#24262a'], lines: ['#6b7078', '#8a7448', '#596a70'], band: '#1a1b1e', title: '#d9b96a', ink: '#ecebe6', caption: '#b0b2b5' },
  forest: { wash: ['#2f5a43', '#4b7a58', '#28503f'], lines: ['#8ab98f', '#c7b66a', '#5f9c92'], band: '#1c3a2b', title: '#f0e4b2', ink: '#f4f6ee', caption: '#c4d8c6' },
}

/** Paper with fine lines all over. */
export function ground(context, random, size, look, { alpha = 0.42, rosettes = 2 } = {}) {
  paper(context, size, look.wash, random.between(0.1, 1))
  guilloche(context, random, { x: 0, y: 0, ...size, colours: look.lines, alpha })
  for (let at = 0; at < rosettes; at++)
    rosette(context, random, {
      x: size.width * random.between(0.3, 0.95), y: size.height * random.between(0.35, 0.9),
      radius: size.height * random.between(0.18, 0.34), colour: random.pick(look.lines), alpha: alpha * 0.8,
    })
}
