// What documents are printed with: fine lines, silhouettes, machine-readable zones, codes. All lengths are pixels of
// the drawing, all of it is made up.

/** @param {OffscreenCanvasRenderingContext2D} context */
export function roundedBox(context, x, y, width, height, radius) {
  context.beginPath()
  context.roundRect(x, y, width, height, radius)
}

/** Bands of fine interlaced waves over a box. */
export function guilloche(context, random, { x, y, width, height, colours, lines = 46, line = 1.6, alpha = 0.5 }) {
  context.save()
  context.beginPath()
  context.rect(x, y, width, height)
  context.clip()
  context.globalAlpha = alpha
  context.lineWidth = line
  for (const colour of colours) {
    const [waves, swing] = [random.between(1, 3.5), height * random.between(0.05, 0.22)]
    const [phase, slope, wobble] = [random.between(0, 6.3), random.between(-0.3, 0.3), random.between(4, 11)]
    context.strokeStyle = colour
    for (let at = -8; at < lines + 8; at++) {
      context.beginPath()
      for (let step = 0; step <= width; step += 12) {
        const turn = (step / width) * 2 * Math.PI
        const bend = Math.sin(turn * waves + phase + at * 0.045) * swing + Math.sin(turn * wobble + at * 0.3) * swing * 0.12
        context.lineTo(x + step, y + (at / lines) * height + bend + slope * step * 0.3)
      }
      context.stroke()
    }
  }
  context.restore()
}

/** A rosette of turning ellipses. */
export function rosette(context, random, { x, y, radius, colour, alpha = 0.5, line = 1.5 }) {
  const [petals, depth] = [random.integer(7, 17), random.between(0.25, 0.6)]
  context.save()
  context.globalAlpha = alpha
  context.strokeStyle = colour
  context.lineWidth = line
  for (let ring = 0; ring < 9; ring++) {
    context.beginPath()
    for (let step = 0; step <= 260; step++) {
      const turn = (step / 260) * 2 * Math.PI
      const reach = radius * (0.35 + 0.07 * ring) * (1 + depth * 0.5 * Math.sin(turn * petals + ring * 0.35))
      context.lineTo(x + Math.cos(turn) * reach, y + Math.sin(turn) * reach)
    }
    context.closePath()
    context.stroke()
  }
  context.restore()
}

/** A head and shoulders without a face, as nobody's picture. */
export function silhouette(context, random, { x, y, width, height, isGhost = false }) {
  const skin = random.pick(['#c99b7a', '#8d5f42', '#e3bd9f', '#6d4630', '#b98560', '#d8ae8c'])
  const hair = random.pick(['#2b211c', '#4a3222', '#7a6a58', '#161413', '#93683f'])
  const clothes = random.pick(['#26324a', '#59323a', '#3c4a3a', '#808488', '#1d1f24', '#8a7a55'])
  context.save()
  if (isGhost) context.globalAlpha = 0.33
  roundedBox(context, x, y, width, height, width * 0.03)
  context.clip()
  if (!isGhost) {
    const wall = context.createLinearGradient(x, y, x + width, y + height)
    wall.addColorStop(0, random.pick(['#e9edf0', '#d5dde4', '#f1efe9']))
    wall.addColorStop(1, random.pick(['#c8d0d6', '#b9c6cf', '#dedad0']))
    context.fillStyle = wall
    context.fillRect(x, y, width, height)
  }
  const [cx, head] = [x + width * random.between(0.47, 0.53), width * random.between(0.21, 0.25)]
  const hy = y + height * random.between(0.4, 0.44)
  const ellipse = (ex, ey, rx, ry, colour) => {
    context.fillStyle = colour
    context.beginPath()
    context.ellipse(ex, ey, rx, ry, 0, 0, 2 * Math.PI)
    context.fill()
  }
  const isLong = random.chance(0.5)
  ellipse(cx, hy - head * 0.25, head * 1.22, head * (isLong ? 1.75 : 1.35), hair)
  if (isLong) ellipse(cx, hy + head * 0.9, head * 1.25, head * 1.4, hair)
  ellipse(cx, y + height * 1.02, width * 0.46, height * 0.29, clothes)
  context.fillStyle = skin
  context.fillRect(cx - head * 0.42, hy + head * 0.6, head * 0.84, head * 1.3)
  ellipse(cx, hy, head, head * 1.32, skin)
  const shade = context.createLinearGradient(cx - head, 0, cx + head, 0)
  shade.addColorStop(0, 'rgb(255 255 255 / 0.16)')
  shade.addColorStop(1, 'rgb(0 0 0 / 0.28)')
  ellipse(cx, hy, head, head * 1.32, shade)
  context.fillStyle = hair
  context.beginPath()
  context.ellipse(cx, hy - head * 0.72, head * 1.04, head * 0.72, 0, Math.PI, 2 * Math.PI)
  context.fill()
  for (const side of [-1, 1]) {
    ellipse(cx + side * head * 0.38, hy - head * 0.05, head * 0.13, head * 0.07, 'rgb(30 22 18 / 0.75)')
    ellipse(cx + side * head * 0.38, hy - head * 0.25, head * 0.2, head * 0.045, 'rgb(30 22 18 / 0.6)')
  }
  ellipse(cx, hy + head * 0.68, head * 0.3, head * 0.06, 'rgb(120 50 45 / 0.7)')
  ellipse(cx, hy + head * 0.32, head * 0.1, head * 0.06, 'rgb(60 30 20 / 0.35)')
  context.restore()
}

/** A coat of arms that belongs to nobody. */
export function emblem(context, random, { x, y, size, colour }) {
  context.save()
  context.translate(x, y)
  context.fillStyle = colour
  context.strokeStyle = colour
  context.lineWidth = size * 0.05
  const rays = random.integer(5, 12)
  context.beginPath()
  for (let at = 0; at < rays * 2; at++) {
    const [turn, reach] = [(at / rays) * Math.PI, size * (at % 2 ? 0.22 : 0.42)]
    context.lineTo(Math.cos(turn) * reach, Math.sin(turn) * reach)
  }
  context.closePath()
  context.fill()
  context.beginPath()
  context.arc(0, 0, size * 0.48, 0, 2 * Math.PI)
  context.stroke()
  context.restore()
}

/** Lines of a machine-readable zone in a box, spread over its width. */
export function zone(context, lines, { x, y, width, pitch, colour = '#16181c' }) {
  const step = width / lines[0].length
  context.save()
  context.fillStyle = colour
  context.font = `600 ${Math.round(step / 0.6)}px 'DejaVu Sans Mono', monospace`
  context.textBaseline = 'middle'
  context.textAlign = 'center'
  lines.forEach((line, row) => [...line].forEach((sign, at) => context.fillText(sign, x + (at + 0.5) * step, y + row * pitch)))
  context.restore()
}

/** Bars of changing width. */
export function barcode(context, random, { x, y, width, height, bar = 4 }) {
  context.fillStyle = '#15161a'
  for (let at = 0; at < width; ) {
    const [ink, space] = [bar * random.integer(1, 4), bar * random.integer(1, 3)]
    context.fillRect(x + at, y, Math.min(ink, width - at), height)
    at += ink + space
  }
}

/** Rows of small blocks: a stacked code when they are flat, a matrix when they are square. */
export function blocks(context, random, { x, y, columns, rows, cell, cellHeight = cell, paper = '#f6f5f0' }) {
  context.fillStyle = paper
  context.fillRect(x - 2 * cell, y - 2 * cell, (columns + 4) * cell, rows * cellHeight + 4 * cell)
  context.fillStyle = '#15161a'
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < columns; at++)
      if (random.chance(0.5)) context.fillRect(x + at * cell, y + row * cellHeight, cell + 0.4, cellHeight + 0.4)
}

/** The contacts of a chip. */
export function chip(context, { x, y, width, height }) {
  const gold = context.createLinearGradient(x, y, x + width, y + height)
  gold.addColorStop(0, '#e6cf8c')
  gold.addColorStop(0.5, '#c2a04c')
  gold.addColorStop(1, '#efe0ad')
  context.fillStyle = gold
  roundedBox(context, x, y, width, height, width * 0.14)
  context.fill()
  context.strokeStyle = 'rgb(70 50 10 / 0.75)'
  context.lineWidth = 3
  context.stroke()
  context.beginPath()
  for (const share of [0.33, 0.67]) {
    context.moveTo(x, y + height * share)
    context.lineTo(x + width * 0.35, y + height * share)
    context.moveTo(x + width * 0.65, y + height * share)
    context.lineTo(x + width, y + height * share)
  }
  context.moveTo(x + width * 0.35, y)
  context.lineTo(x + width * 0.35, y + height)
  context.moveTo(x + width * 0.65, y)
  context.lineTo(x + width * 0.65, y + height)
  context.stroke()
}

/** A patch that shines in several colours. */
export function hologram(context, random, { x, y, radius }) {
  context.save()
  context.globalAlpha = random.between(0.2, 0.45)
  const shine = context.createConicGradient(random.between(0, 6), x, y)
  const colours = ['#9fe8d8', '#e8b8ee', '#f4f0a8', '#a8c8f8', '#f6c8a8', '#9fe8d8']
  colours.forEach((colour, at) => shine.addColorStop(at / 5, colour))
  context.fillStyle = shine
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
  context.restore()
  rosette(context, random, { x, y, radius: radius * 0.9, colour: '#ffffff', alpha: 0.45 })
}

/** Words over the picture's middle, as specimens carry them. */
export function overprint(context, random, { width, height, colour, alpha }) {
  context.save()
  context.translate(width * random.between(0.45, 0.62), height * random.between(0.45, 0.6))
  context.rotate(-random.between(0.12, 0.5))
  context.globalAlpha = alpha
  context.fillStyle = colour
  context.textAlign = 'center'
  context.font = `800 ${Math.round(height * random.between(0.13, 0.19))}px 'Inter', 'DejaVu Sans', sans-serif`
  context.fillText('SPECIMEN', 0, 0)
  context.restore()
}
