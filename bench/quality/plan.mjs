// Which frames the set has, and what each shows: decided from seeds alone, so that it can be known without drawing.
import { longSideOf, sideRatioOf } from './geometry.mjs'
import { findPose } from './pose.mjs'
import { createRandom } from './random.mjs'

const cards = [
  'identity-mint', 'identity-navy', 'identity-sand', 'identity-graphite', 'identity-forest', 'identity-sky', 'permit-white',
  'licence-rose', 'licence-sky', 'licence-back', 'back-zone-mint', 'back-zone-sand', 'back-zone-white', 'back-stripe',
]
const passports = ['passport-sky', 'passport-rose', 'passport-mint', 'passport-white']
const darkKinds = ['identity-navy', 'identity-graphite', 'identity-forest']

const groundKinds = [
  'wood-light', 'wood-dark', 'wood-red', 'wood-grey', 'light-table', 'white-table', 'black-table', 'coloured-table',
  'cloth-dark', 'cloth-light', 'denim', 'bedsheet', 'granite', 'concrete', 'marble', 'tiles', 'checked', 'keyboard',
  'newspaper', 'carpet', 'gradient', 'screen', 'room',
]
const subjectKinds = ['nothing', 'sheet', 'hand', 'mug', 'phone', 'book', 'envelope', 'clutter', 'face']

/** Shares of the picture's and the document's measures from which an issue is really there. */
export const limits = {
  /** Long side of the document to the picture's. */
  far: 0.32,
  /** Of the document's area out of the picture. */
  cut: 0.02,
  /** Shorter to longer of two opposite sides. */
  sideRatio: 0.72,
  /** Pixels of the document's long side. */
  small: 500,
  /** Mean lightness of the document as the picture has it, 0 to 1. */
  dark: 0.22,
}

/** How many frames of each condition each half has at least; a combination is written with a plus. */
export const quota = {
  good: 150,
  'no-document': 44,
  'too-far': 38,
  'cut-off': 38,
  tilted: 38,
  blurry: 38,
  glare: 38,
  dark: 38,
  bright: 38,
  'too-small': 36,
  'dark+blurry': 6,
  'too-far+tilted': 6,
  'dark+too-far': 4,
  'cut-off+blurry': 6,
  'cut-off+glare': 4,
  'tilted+blurry': 6,
  'tilted+dark': 4,
  'glare+tilted': 6,
}
/** The half to tune on has more frames, most of them of what is hard to tell apart: that many times the quota, or twice it. */
const moreToTune = {
  good: 1.6, 'no-document': 4, 'too-far': 4, 'cut-off': 4, tilted: 1, blurry: 0.5, glare: 2, dark: 0.5, bright: 1, 'too-small': 3,
}
/** Some tens of frames would not tell 86 % from 92: that many times the quota. What is no document has most shapes. */
const timesToReport = {
  'no-document': 3, 'too-far': 2, 'cut-off': 2, tilted: 2, blurry: 2, glare: 2, dark: 1, bright: 2, 'too-small': 2,
}
/** From where the seeds are counted, from the thousand of their condition on. */
const moreFrom = 400
/** What an earlier half to report on began with; its figures have been looked at, and it is to tune on since. */
const reportedFrom = 700
const timesReported = { 'no-document': 3 }
const reportFrom = 30_000

/** Whether a frame shows what it is to be drawn for, and a good one is well away from being too small. */
function isAsWanted(frame) {
  const { labels, corners } = planScene(frame)
  return frame.condition === 'good'
    ? longSideOf(corners) > limits.small * 1.1
    : frame.condition.split('+').every((issue) => labels.includes(issue))
}

/**
 * Every frame of the set, in an order that mixes conditions. Values are chosen, and what to mend next is decided, by frames
 * to tune on. Whoever decides by the report half draws another one, by another `reportFrom`.
 * @returns {{ seed: number, condition: string, half: 'tune' | 'report' }[]}
 */
export function planSet() {
  const frames = Object.entries(quota).flatMap(([condition, count], row) => {
    const some = (half, from, length) => {
      const drawn = []
      for (let seed = 1000 * (row + 1) + from; drawn.length < length; seed++)
        if (isAsWanted({ seed, condition })) drawn.push({ seed, condition, half })
      return drawn
    }
    const more = Math.round(count * (moreToTune[condition] ?? 2))
    return [
      ...some('tune', 0, count),
      ...some('tune', moreFrom, more),
      ...some('tune', reportedFrom, count * (timesReported[condition] ?? 1)),
      ...some('report', reportFrom, count * (timesToReport[condition] ?? 1)),
    ]
  })
  const order = new Map(frames.map(({ seed }) => [seed, createRandom(seed).next()]))
  return frames.toSorted((a, b) => order.get(a.seed) - order.get(b.seed))
}

function pictureSize(random, condition) {
  if (condition.includes('too-small')) return random.pick([[480, 640], [640, 480], [480, 640], [540, 720]])
  const long = random.pick([1280, 1280, 1280, 1600, 1600, 1600, 1920, 1920, 2400, random.chance(0.3) ? 3200 : 1440])
  const short = Math.round(long * random.pick([3 / 4, 3 / 4, 3 / 4, 9 / 16]))
  return random.chance(0.7) ? [short, long] : [long, short]
}

/** Angles of the camera in degrees, and how much of the picture the document shall fill. */
function wantedView(random, condition, [width, height]) {
  const upright = { yaw: random.normal() * 4.5, pitch: random.normal() * 5, roll: random.normal() * 4 }
  for (const angle of ['yaw', 'pitch', 'roll']) upright[angle] = Math.max(-12, Math.min(12, upright[angle]))
  const least = Math.max(0.5, condition.includes('too-small') ? 0 : 660 / width, (0.38 * Math.max(width, height)) / width)
  const view = { ...upright, fill: random.between(Math.min(least, 0.85), 0.92) }
  if (condition.includes('too-small')) view.fill = random.between(0.6, Math.min(0.92, 480 / width))
  if (condition.includes('too-far')) view.fill = (random.between(0.12, 0.29) * Math.max(width, height)) / width
  if (condition.includes('cut-off')) view.fill = random.between(0.6, 1.25)
  if (condition.includes('tilted')) {
    const kind = random.pick(['pitch', 'pitch', 'yaw', 'both', 'roll'])
    if (kind === 'pitch' || kind === 'both') view.pitch = random.signed(34, kind === 'both' ? 42 : 54)
    if (kind === 'yaw' || kind === 'both') view.yaw = random.signed(kind === 'both' ? 20 : 34, kind === 'both' ? 34 : 52)
    if (kind === 'roll') view.roll = random.signed(25, 40)
    if (!condition.includes('too-far')) view.fill = random.between(0.62, 0.92)
  }
  return view
}

/** How the light falls: everything but how much of it there is. */
function planLight(random) {
  const warmth = random.between(-1, 1)
  return {
    slope: random.between(0, 0.32),
    slopeAngle: random.between(0, 360),
    vignette: random.between(0.02, 0.22),
    tint: [1 + 0.13 * warmth, 1 + random.between(-0.025, 0.025), 1 - 0.17 * warmth],
    secondTint: [1 + random.between(-0.08, 0.08), 1, 1 + random.between(-0.08, 0.08)],
    /** A soft shadow over a part of the picture, as of the phone or an arm. */
    shade: random.chance(0.4)
      ? { depth: random.between(0.08, 0.34), angle: random.between(0, 360), at: random.between(-0.35, 0.35), softness: random.between(0.04, 0.25) }
      : null,
    sheen: random.chance(0.3) ? random.between(0.02, 0.1) : 0,
  }
}

function planGlare(random, isIssue) {
  const kind = random.pick(['lamp', 'lamp', 'streak', 'window', 'lamps', 'broad'])
  return {
    kind: isIssue ? kind : 'lamp',
    share: isIssue ? random.between(0.035, 0.22) : random.between(0.0004, 0.004),
    strength: random.between(2.2, 6),
    softness: random.between(0.15, 0.9),
    halo: random.between(0.03, 0.16),
    x: random.between(-0.32, 0.32),
    y: random.between(-0.3, 0.3),
    turn: random.between(0, 180),
    seed: random.integer(0, 1e9),
  }
}

function planBlur(random, documentWidth, isIssue) {
  if (!isIssue) return { kind: 'disc', radius: documentWidth * random.between(0, 0.0009) }
  if (random.chance(0.55)) return { kind: 'disc', radius: documentWidth * random.between(0.0048, 0.017) }
  return {
    kind: 'motion',
    length: documentWidth * random.between(0.011, 0.035),
    angle: random.between(0, 180),
    bend: random.between(-0.5, 0.5),
    radius: documentWidth * random.between(0, 0.001),
  }
}

/**
 * All that a frame shows.
 * @param {{ seed: number, condition: string }} frame
 */
export function planScene({ seed, condition }) {
  const random = createRandom(seed)
  const [width, height] = pictureSize(random, condition)
  const has = (issue) => condition.split('+').includes(issue)
  const isEmpty = has('no-document')
  const shape = random.chance(0.2) ? 'passport' : 'card'
  const light = cards.filter((kind) => !darkKinds.includes(kind))
  const pool = shape === 'passport' ? passports : has('bright') ? light : cards
  const kind = isEmpty ? null : random.pick(pool)
  const picture = { width, height, focal: Math.max(width, height) * random.between(0.74, 1.02) }
  const canStand = height > width && !has('too-far') && !has('cut-off')
  const turn = canStand && random.chance(0.07) ? 90 : 0
  const view = wantedView(random, condition, [width, height])
  if (isEmpty) view.fill = random.between(0.6, 0.95)
  // Upright in a tall picture there is room for more pixels: only the share matters.
  if (turn) view.fill = random.between(0.6, 0.9)
  if (isEmpty) [view.yaw, view.pitch, view.roll] = [random.between(-15, 15), random.between(-35, 15), random.between(-15, 15)]
  const { pose, corners, missing } = findPose(random, condition, picture, view, shape, turn)
  const documentPixels = longSideOf(corners)
  const share = documentPixels / Math.max(width, height)
  const labels = isEmpty ? ['no-document'] : [
    share < limits.far && 'too-far',
    missing > limits.cut && 'cut-off',
    (has('tilted') || sideRatioOf(corners) < limits.sideRatio) && 'tilted',
    has('blurry') && 'blurry',
    has('glare') && 'glare',
    has('dark') && 'dark',
    has('bright') && 'bright',
    documentPixels < limits.small && 'too-small',
  ].filter(Boolean)
  const grip = isEmpty || random.chance(0.78) ? null : random.pick(['thumb', 'pinch', 'below'])
  const ground = grip && !has('too-far') && random.chance(0.6) ? 'room' : random.pick(groundKinds)
  return {
    seed,
    condition,
    picture,
    pose,
    shape,
    kind,
    ground,
    turn,
    grip: ground === 'room' && !isEmpty ? (grip ?? random.pick(['thumb', 'pinch', 'below'])) : grip,
    things: random.chance(0.35) ? random.integer(1, 4) : 0,
    subject: isEmpty ? random.pick(subjectKinds) : null,
    /** The page across the spine. */
    isSpread: shape === 'passport' && random.chance(0.6),
    /** How far the middle of the page stands off its ends, in millimetres. */
    bend: shape === 'passport' ? random.between(-0.4, 1.8) : 0,
    paintSeed: random.integer(0, 1e9),
    labels,
    corners: isEmpty ? null : corners,
    light: planLight(random),
    glare: has('glare') ? planGlare(random, true) : !has('dark') && random.chance(0.2) ? planGlare(random, false) : null,
    blur: planBlur(random, isEmpty ? width * 0.8 : documentPixels, has('blurry')),
    softness: random.between(0.35, 0.75),
    sharpening: random.chance(0.6) ? random.between(0.2, 0.8) : 0,
    exposure: has('dark')
      ? { mean: random.between(0.06, 0.195) }
      : has('bright')
        ? { over: random.between(1.4, 3.4), veil: random.between(0.02, 0.08) }
        : { meter: random.between(0.15, 0.4) },
    noise: has('dark') ? random.between(3.5, 11) : random.between(0.6, 3.6),
    chromaNoise: has('dark') ? random.between(2, 7) : random.between(0.2, 2),
    cast: { alpha: random.between(0.25, 0.65), blur: random.between(0.8, 5), x: random.between(-2.5, 2.5), y: random.between(-1, 3) },
    quality: random.between(0.55, 0.94),
  }
}
