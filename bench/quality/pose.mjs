// From where a camera sees a document.
import { asInPicture, cornersOf, missingShare, project, shapes, toHomography } from './geometry.mjs'

/** The largest share of the picture's measures that points take. */
const fillOf = (points, { width, height }) => {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  return Math.max((Math.max(...xs) - Math.min(...xs)) / width, (Math.max(...ys) - Math.min(...ys)) / height)
}

/** Finds the distance at which the document fills that much, and an offset that suits. */
export function findPose(random, condition, picture, view, shape, turn) {
  const isCut = condition.includes('cut-off')
  const isUpright = !condition.includes('tilted')
  const flat = cornersOf(shapes[shape])
  for (let attempt = 0; attempt < 400; attempt++) {
    const fill = isCut ? view.fill : view.fill * (1 - (isUpright ? 0.08 : 0.25) * (attempt / 400))
    const base = { ...picture, ...view, roll: view.roll + turn, x: 0, y: 0 }
    let [near, far] = [60, 6000]
    for (let step = 0; step < 40; step++) {
      const distance = Math.sqrt(near * far)
      const points = flat.map((point) => project(toHomography({ ...base, distance }), point))
      if (fillOf(points, picture) > fill) near = distance
      else far = distance
    }
    const distance = far
    const reach = isCut ? 0.75 : Math.min(1, attempt ? 1 : 0.6)
    const swing = (size, other) => (isCut ? size * reach : Math.max(0, size - other) / 2) * random.between(-1, 1)
    const points = flat.map((point) => project(toHomography({ ...base, distance }), point))
    const wide = Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x))
    const high = Math.max(...points.map(({ y }) => y)) - Math.min(...points.map(({ y }) => y))
    // A tilted one off the middle would look less tilted than it is.
    const calm = isCut ? 1 : isUpright ? 0.75 : 0.3
    const pose = {
      ...base,
      distance,
      x: (swing(picture.width, wide) * calm * distance) / picture.focal,
      y: (swing(picture.height, high) * calm * distance) / picture.focal,
    }
    const corners = asInPicture(flat.map((point) => project(toHomography(pose), point)))
    const missing = missingShare(corners, picture)
    const inner = 0.012 * Math.min(picture.width, picture.height)
    const isInside = corners.every(({ x, y }) => x > inner && y > inner && x < picture.width - inner && y < picture.height - inner)
    if (isCut ? missing > 0.06 && missing < 0.4 : isInside) return { pose, corners, missing }
  }
  throw new Error(`no pose found for ${condition}`)
}
