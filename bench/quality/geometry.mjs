/** A point of the picture (pixels) or of the ground (millimetres); x to the right, y down. @typedef {{ x: number, y: number }} Point */
/** Nine numbers, row by row: ground in millimetres to picture in pixels. @typedef {number[]} Homography */

/** Outer measures in millimetres and the radius of the corners: ISO/IEC 7810 ID-1, and a page of ID-3. */
export const shapes = {
  card: { width: 85.6, height: 54, radius: 3.18 },
  passport: { width: 125, height: 88, radius: 3 },
}

const radians = (degrees) => (degrees * Math.PI) / 180

/**
 * What a camera makes of a flat ground: turned around the point it looks at, then seen from a distance.
 * @param {{ width: number, height: number, focal: number, distance: number, yaw: number, pitch: number, roll: number,
 *   x: number, y: number }} pose picture and focal length in pixels, distance and offset (x, y) in millimetres, angles in
 *   degrees
 * @returns {Homography}
 */
export function toHomography({ width, height, focal, distance, yaw, pitch, roll, x, y }) {
  const [a, b, c] = [radians(yaw), radians(pitch), radians(roll)]
  // Roll is in the plane of the document, then yaw around the upright and pitch around the level axis.
  const first = [Math.cos(c), Math.sin(c), 0]
  const second = [-Math.sin(c), Math.cos(c), 0]
  const turn = ([px, py, pz]) => {
    const [qx, qz] = [px * Math.cos(a) + pz * Math.sin(a), -px * Math.sin(a) + pz * Math.cos(a)]
    return [qx, py * Math.cos(b) - qz * Math.sin(b), py * Math.sin(b) + qz * Math.cos(b)]
  }
  const [u, v] = [turn(first), turn(second)]
  const row = (axis, offset, centre) =>
    [u[axis] * focal + u[2] * centre, v[axis] * focal + v[2] * centre, offset * focal + distance * centre]
  return [...row(0, x, width / 2), ...row(1, y, height / 2), u[2], v[2], distance]
}

/** @param {Homography} h @returns {Point} */
export function project(h, { x, y }) {
  const w = h[6] * x + h[7] * y + h[8]
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w }
}

/** The way back, up to a factor. @param {Homography} h @returns {Homography} */
export function invert([a, b, c, d, e, f, g, h, i]) {
  return [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ]
}

/** The four corners of a rectangle around the origin, clockwise from the upper left. */
export function cornersOf({ width, height }) {
  const [x, y] = [width / 2, height / 2]
  return [{ x: -x, y: -y }, { x, y: -y }, { x, y }, { x: -x, y }]
}

const gap = (a, b) => Math.hypot(a.x - b.x, a.y - b.y)

/** Lengths of the four sides: upper, right, lower, left. @param {Point[]} corners */
export const sidesOf = (corners) => corners.map((corner, at) => gap(corner, corners[(at + 1) % 4]))

/** The longer of the two mean lengths of opposite sides. @param {Point[]} corners */
export function longSideOf(corners) {
  const [upper, right, lower, left] = sidesOf(corners)
  return Math.max((upper + lower) / 2, (left + right) / 2)
}

/** Shorter over longer of the opposite sides, the worse pair: 1 when seen from straight above. */
export function sideRatioOf(corners) {
  const [upper, right, lower, left] = sidesOf(corners)
  return Math.min(upper / lower, lower / upper, left / right, right / left)
}

/** @param {Point[]} polygon */
export function areaOf(polygon) {
  return Math.abs(polygon.reduce((sum, { x, y }, at) => {
    const next = polygon[(at + 1) % polygon.length]
    return sum + x * next.y - next.x * y
  }, 0)) / 2
}

/** What of a polygon lies within edges, each of them a function that is at least 0 inside. */
const clipBy = (polygon, edges) =>
  edges.reduce((points, inside) => points.flatMap((point, at) => {
    const before = points.at(at - 1)
    const [from, to] = [inside(before), inside(point)]
    const share = from / (from - to)
    const crossing = { x: before.x + (point.x - before.x) * share, y: before.y + (point.y - before.y) * share }
    if (to >= 0) return from >= 0 ? [point] : [crossing, point]
    return from >= 0 ? [crossing] : []
  }), polygon)

/** What of a polygon lies in the picture. @param {Point[]} polygon */
export const clipTo = (polygon, { width, height }) =>
  clipBy(polygon, [(p) => p.x, (p) => width - p.x, (p) => p.y, (p) => height - p.y])

/** How much two convex polygons, both clockwise, overlap: what they share of what they cover together, 0 to 1. */
export function overlapOf(one, other) {
  const edges = one.map((a, at) => {
    const b = one[(at + 1) % one.length]
    return ({ x, y }) => (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
  })
  const shared = areaOf(clipBy(other, edges))
  return shared / (areaOf(one) + areaOf(other) - shared)
}

/** Share of the corners' quadrilateral that is out of the picture, 0 to 1. @param {Point[]} corners */
export const missingShare = (corners, picture) => 1 - areaOf(clipTo(corners, picture)) / areaOf(corners)

/**
 * The same corners in the order in which the picture shows them: from the upper left one clockwise.
 * @param {Point[]} corners
 * @returns {Point[]}
 */
export function asInPicture(corners) {
  // The upper side is the one that, clockwise, points most to the right.
  const rightwards = corners.map((corner, at) => {
    const next = corners[(at + 1) % 4]
    return (next.x - corner.x) / gap(corner, next)
  })
  const first = rightwards.indexOf(Math.max(...rightwards))
  return corners.map((_, at) => corners[(first + at) % 4])
}

/** Distance of a point to a rounded rectangle around the origin, negative inside, in the same unit. */
export function distanceToRounded(x, y, { width, height, radius }) {
  const dx = Math.abs(x) - width / 2 + radius
  const dy = Math.abs(y) - height / 2 + radius
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}
