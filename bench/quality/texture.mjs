// Textures for grounds. Contexts are scaled so that one unit is a millimetre.

/** What of the ground is to be painted, in millimetres. @typedef {{ left: number, top: number, width: number, height: number }} Area */

/** A tile of cloudy noise, seamless, as a canvas whose transparency is the noise. */
export function noiseTile(random, { size = 256, octaves = [1, 2, 4], colour = [0, 0, 0], contrast = 1 }) {
  const values = new Float32Array(size * size)
  let total = 0
  for (const cell of octaves) {
    const cells = Math.max(1, Math.round(size / cell))
    const grid = Float32Array.from({ length: cells * cells }, () => random.next() - 0.5)
    const weight = Math.sqrt(cell)
    total += weight
    for (let y = 0; y < size; y++) {
      const gy = (y * cells) / size
      const [y0, fy] = [Math.floor(gy), gy - Math.floor(gy)]
      const [row, below] = [(y0 % cells) * cells, ((y0 + 1) % cells) * cells]
      for (let x = 0; x < size; x++) {
        const gx = (x * cells) / size
        const [x0, fx] = [Math.floor(gx), gx - Math.floor(gx)]
        const [a, b] = [x0 % cells, (x0 + 1) % cells]
        const upper = grid[row + a] * (1 - fx) + grid[row + b] * fx
        const lower = grid[below + a] * (1 - fx) + grid[below + b] * fx
        values[y * size + x] += (upper * (1 - fy) + lower * fy) * weight
      }
    }
  }
  const image = new ImageData(size, size)
  for (let at = 0; at < values.length; at++) {
    image.data.set(colour, at * 4)
    image.data[at * 4 + 3] = Math.max(0, Math.min(1, 0.5 + (values[at] / total) * contrast * 2)) * 255
  }
  const canvas = new OffscreenCanvas(size, size)
  canvas.getContext('2d').putImageData(image, 0, 0)
  return canvas
}

/** Lays a tile over the area; a pixel of it is so many millimetres wide and high. */
export function layTile(context, tile, area, { width, height = width, alpha = 1, turn = 0, operation = 'source-over' }) {
  const pattern = context.createPattern(tile, 'repeat')
  pattern.setTransform(new DOMMatrix().rotate(turn).scale(width, height))
  context.save()
  context.globalAlpha = alpha
  context.globalCompositeOperation = operation
  context.fillStyle = pattern
  context.fillRect(area.left, area.top, area.width, area.height)
  context.restore()
}

export function fill(context, { left, top, width, height }, colour) {
  context.fillStyle = colour
  context.fillRect(left, top, width, height)
}

/** Light and dark noise of a grain of so many millimetres. */
export function roughen(context, random, area, { grain, strength, stretch = 1, turn = 0 }) {
  for (const colour of [[0, 0, 0], [255, 255, 255]]) {
    const tile = noiseTile(random, { colour, octaves: [1, 2, 5, 16], contrast: 1.6 })
    layTile(context, tile, area, { width: grain * stretch, height: grain, alpha: strength, turn })
  }
}

/** Words that say nothing, in lines; for print seen from afar. */
export function printLines(context, random, { x, y, width, lines, size, colour = '#2b2b2b', font = 'serif' }) {
  context.fillStyle = colour
  context.font = `${size}px ${font}`
  context.textAlign = 'left'
  const syllables = ['lo', 'rem', 'ta', 'vi', 'num', 'esta', 'quo', 'pro', 'mar', 'den', 'os', 'al', 'ter', 'ni', 'que', 'sol']
  for (let line = 0; line < lines; line++) {
    let words = ''
    const share = line % 7 === 6 ? random.between(0.3, 0.8) : 1
    while (words.length * size * 0.46 < width * share)
      words += Array.from({ length: random.integer(1, 4) }, () => random.pick(syllables)).join('') + ' '
    context.fillText(words, x, y + line * size * 1.35, width)
  }
}
