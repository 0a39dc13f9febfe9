// Which clips there are and how the camera moves in each.
import { cornersOf, project, shapes, toHomography } from './geometry.mjs'
import { planScene } from './plan.mjs'
import { createRandom } from './random.mjs'

/**
 * Where the widget's guide lies in the frame of a tall and of a wide camera: its width, and how far its middle is from
 * the frame's, all as shares of the frame's own width or height.
 * @typedef {{ width: number, x: number, y: number }} GuidePlace
 * @typedef {{ tall: GuidePlace, wide: GuidePlace }} Guide
 */

/** @type {Guide} */
export const defaultGuide = { tall: { width: 0.88, x: 0, y: 0 }, wide: { width: 0.6, x: 0, y: 0 } }

/** How frames come: drawn this many times a second, and each played twice, as Chromium films a file 30 times a second. */
export const clipRate = { drawn: 15, repeats: 2 }

const settling = ['far', 'side', 'unfocused', 'dark', 'far', 'tilted', 'side', 'unfocused', 'turned', 'near', 'empty']
const never = [
  'nothing', 'nothing', 'cut-off', 'cut-off', 'motion', 'motion', 'far', 'blurry', 'phone', 'book', 'sheet', 'hand', 'face',
  'clutter', 'tilted', 'glare', 'dark',
]

/**
 * Every clip. `settleFrame` is the first drawn frame in which all is well, until the end; `null` where that never is.
 * @returns {{ name: string, seed: number, isTall: boolean, approach: string | null, trouble: string | null,
 *   frames: number, settleFrame: number | null }[]}
 */
export function planClips() {
  const clip = (seed, approach, trouble) => {
    const random = createRandom(seed)
    const settleFrame = trouble ? null : Math.round(random.between(1.2, 2.4) * clipRate.drawn)
    const frames = trouble ? 4 * clipRate.drawn : settleFrame + Math.round(3.2 * clipRate.drawn)
    return { name: `${trouble ? 'never' : 'settles'}-${trouble ?? approach}-${seed}`, seed, isTall: random.chance(0.6), approach, trouble, frames, settleFrame }
  }
  return [
    ...Array.from({ length: 22 }, (_, at) => clip(50_000 + at, settling[at % settling.length], null)),
    ...never.map((trouble, at) => clip(60_000 + at, null, trouble)),
  ]
}

const subjects = ['nothing', 'phone', 'book', 'sheet', 'hand', 'face', 'clutter']

/** The distance at which a document in the middle, seen from straight above, is so many pixels wide. */
const distanceFor = (focal, millimetres, pixels) => (focal * millimetres) / pixels

/**
 * What a clip shows: a scene, and for each frame its pose, blur and light.
 * @param {ReturnType<typeof planClips>[number]} clip
 * @param {Guide} guide what the document settles in
 */
export function planClip({ seed, isTall, approach, trouble, frames, settleFrame }, guide = defaultGuide) {
  const random = createRandom(seed + 1)
  const isEmpty = subjects.includes(trouble)
  const condition = isEmpty ? 'no-document' : trouble === 'glare' ? 'glare' : 'good'
  const base = planScene({ seed, condition })
  const [width, height] = isTall ? [720, 1280] : [1280, 720]
  const picture = { width, height, focal: 1280 * random.between(0.78, 0.95) }
  const size = shapes[base.shape]
  const place = isTall ? guide.tall : guide.wide
  const guideWidth = width * place.width
  const distance = distanceFor(picture.focal, size.width, guideWidth * random.between(0.84, 0.98))
  const settled = {
    distance,
    yaw: random.between(-6, 6),
    pitch: random.between(-7, 7),
    roll: random.between(-4, 4),
    x: random.between(-0.025, 0.025) * size.width + (place.x * width * distance) / picture.focal,
    y: random.between(-0.025, 0.025) * size.height + (place.y * height * distance) / picture.focal,
  }
  const from = { ...settled, radius: 0, light: 1 }
  const long = size.width
  if (approach === 'far') Object.assign(from, { distance: settled.distance * random.between(2.2, 3), x: random.signed(10, 40), y: random.signed(10, 30) })
  if (approach === 'near') Object.assign(from, { distance: settled.distance * 0.6, x: random.signed(15, 30) })
  if (approach === 'side') Object.assign(from, { x: random.signed(0.7, 1.1) * long, y: random.between(-30, 30), roll: random.signed(5, 20) })
  if (approach === 'empty') Object.assign(from, { x: random.signed(1.8, 2.2) * long, y: random.signed(0.3, 0.8) * long })
  if (approach === 'unfocused') Object.assign(from, { radius: guideWidth * random.between(0.012, 0.02), distance: settled.distance * 1.15 })
  if (approach === 'dark') from.light = random.between(0.02, 0.05)
  if (approach === 'tilted') Object.assign(from, { pitch: random.signed(42, 50), distance: settled.distance * 1.2 })
  if (approach === 'turned') Object.assign(from, { roll: random.signed(35, 60), distance: settled.distance * 1.25 })
  const stay = { ...settled, radius: 0, light: 1 }
  if (trouble === 'far') stay.distance *= random.between(2.6, 3.4)
  if (trouble === 'blurry') stay.radius = guideWidth * random.between(0.009, 0.014)
  if (trouble === 'tilted') Object.assign(stay, { pitch: random.signed(42, 48), distance: settled.distance * 1.1 })
  if (trouble === 'dark') stay.light = random.between(0.015, 0.03)
  if (trouble === 'cut-off') {
    if (random.chance(0.5)) stay.distance *= 0.72
    const missing = (width / picture.focal) * stay.distance * 0.5 - long * 0.5
    stay.x = (missing + long * random.between(0.12, 0.25)) * (random.chance(0.5) ? 1 : -1)
  }
  // A hand's tremor: slow swaying and a fast small part, in shares of the document.
  const sway = Array.from({ length: 6 }, () => ({ phase: random.between(0, 6.3), hertz: random.between(0.25, 0.7), fast: random.between(5, 8) }))
  const tremor = (at, axis) => {
    const { phase, hertz, fast } = sway[axis]
    const seconds = at / clipRate.drawn
    return Math.sin(phase + 6.28 * hertz * seconds) + 0.22 * Math.sin(phase * 3 + 6.28 * fast * seconds)
  }
  const swing = { reach: random.between(0.3, 0.5) * long, hertz: random.between(0.9, 1.5) }
  const moves = trouble === 'motion' || trouble === 'hand'
  const shots = Array.from({ length: frames }, (_, at) => {
    const share = settleFrame ? Math.min(1, at / settleFrame) : 1
    // Slow, fast, slow
    const eased = share * share * (3 - 2 * share)
    const mixed = Object.fromEntries(Object.keys(stay).map((name) => [name, from[name] + (stay[name] - from[name]) * eased]))
    const seconds = at / clipRate.drawn
    const { radius, light, ...view } = mixed
    const pose = {
      ...picture,
      ...view,
      distance: view.distance * (1 + 0.004 * tremor(at, 0)),
      x: view.x + 0.0045 * long * tremor(at, 1) + (moves ? swing.reach * Math.sin(6.28 * swing.hertz * seconds) : 0),
      y: view.y + 0.0045 * long * tremor(at, 2) + (moves ? 0.4 * swing.reach * Math.cos(6.28 * 0.8 * swing.hertz * seconds) : 0),
      yaw: view.yaw + 0.35 * tremor(at, 3),
      pitch: view.pitch + 0.35 * tremor(at, 4),
      roll: view.roll + 0.3 * tremor(at, 5),
    }
    return { pose, radius, light, number: at }
  })
  // What moves while the shutter is open is smeared: a third of the way to the next frame.
  const middle = (pose) => project(toHomography(pose), cornersOf({ width: long * 0.5, height: long * 0.3 })[0])
  shots.forEach((shot, at) => {
    const next = shots[Math.min(at + 1, shots.length - 1)]
    const [a, b] = [middle(shot.pose), middle(next.pose)]
    shot.smear = { length: Math.hypot(b.x - a.x, b.y - a.y) * 0.33, angle: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI }
  })
  const scene = {
    ...base,
    picture,
    subject: isEmpty ? trouble : null,
    turn: 0,
    grip: trouble || approach === 'empty' ? null : base.grip,
    quality: 0.8,
    noise: Math.min(base.noise, 2.5),
  }
  return { scene, shots }
}

/**
 * The first drawn frame from which it would be no mistake to take the picture: the document is sharp, lit and within a
 * twentieth of its width of where it settles, though the hand still moves a little. `null` where that never is.
 */
export function calmFrameOf(clip, guide = defaultGuide) {
  if (clip.settleFrame === null) return null
  const { scene, shots } = planClip(clip, guide)
  const size = shapes[scene.shape]
  const cornersAt = ({ pose }) => cornersOf(size).map((corner) => project(toHomography(pose), corner))
  const goal = cornersAt(shots[clip.settleFrame])
  const width = Math.hypot(goal[1].x - goal[0].x, goal[1].y - goal[0].y)
  const isCalm = (shot) =>
    shot.radius < width * 0.003 &&
    shot.light > 0.6 &&
    cornersAt(shot).every(({ x, y }, at) => Math.hypot(x - goal[at].x, y - goal[at].y) < width / 20)
  return shots.slice(0, clip.settleFrame + 1).findLastIndex((shot) => !isCalm(shot)) + 1
}
