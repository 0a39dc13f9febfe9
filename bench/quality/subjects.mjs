// What may be in front of the camera instead of a document, in millimetres around the origin.
import { hand } from './hands.mjs'
import { objects, place, sheet } from './objects.mjs'

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
