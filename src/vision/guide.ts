import type { Corners, LiveHint, Point } from '../core/quality.ts'
import type { FrameLook } from './frame.ts'

/** What a person at the camera is told now. */
export interface Guidance {
  /** `null` before the first frame has been judged. */
  readonly hint: LiveHint | null
  /** 0 to 1; at 1 the picture is taken. */
  readonly steadiness: number
  /** Whether to take the picture now; then not again until something else has been shown. */
  readonly shouldTake: boolean
}

/** Shortest time between two changes of the hint, in milliseconds: a person must be able to read it. */
const readMs = 1000
/** How long another hint must have been due before it is shown, in milliseconds: a frame of doubt is not told. */
const doubtMs = 250
/** How long all must be well before the picture is taken, in milliseconds. */
const steadyMs = 700
/** Longest time that one frame stands for, in milliseconds: after a pause nothing is known of the time between. */
const longestFrameMs = 250
/** Time over which the place of the document is averaged, in milliseconds. */
const averageMs = 300
/**
 * How far the corners may be from their average places, as a share of the document's diagonal. A hand trembles by half a
 * percent, and corners are found to half a percent; what moves by 7 % a second is farther behind.
 */
const mostLag = 0.02
/** A document that was moved by this much has been taken away, or is another one. */
const otherPlace = 0.08
/** Without a document in its place for so long it has been taken away, in milliseconds. */
const goneMs = 500
/** What time counts in which the document was missed, while the picture stays the same; in which all is well it counts 1. */
const missedGain = 0.75
/** Mean change of the picture from frame to frame: a hand's tremor makes less, and only moving it makes more. */
const calmMotion = 0.03
const mostMotion = 0.08

/**
 * Makes a guide to one picture. It knows no clock: each look comes with its time, in milliseconds from any start.
 * @param options.takesByItself whether `shouldTake` is ever `true`
 */
export function createGuide({ takesByItself }: { takesByItself: boolean }): {
  see(look: FrameLook, atMs: number): Guidance
} {
  let hint: LiveHint | null = null
  let hintAtMs = 0
  let due: LiveHint | null = null
  let dueAtMs = 0
  let beforeMs: number | null = null
  let average: Corners | null = null
  let wellMs = 0
  let missedMs = 0
  let taken: Corners | null = null

  function see(look: FrameLook, atMs: number): Guidance {
    const passedMs = Math.max(0, Math.min(longestFrameMs, atMs - (beforeMs ?? atMs)))
    beforeMs = atMs
    const { corners } = look
    const lag = corners && average ? shift(corners, average) : 0
    const isThere = lag < otherPlace
    // in a frame or two the document is missed, or something else taken for it
    const isSeen = corners !== null && (isThere || (look.isWhole && wellMs === 0))
    missedMs += passedMs
    const isGone = !isSeen && missedMs > goneMs
    if (isSeen) average = average && isThere ? mix(average, corners, 1 - Math.exp(-missedMs / averageMs)) : corners
    else if (isGone) average = corners
    if (isSeen) missedMs = 0
    if (taken && (isSeen ? shift(corners, taken) > otherPlace : isGone)) taken = null

    const now = (!isSeen && !isGone && wellMs > 0 && due) || hintFor(look, lag)
    const gain = isSeen
      ? now === 'steady' ? 1 : now === 'still' ? 1 - lag / mostLag : -1
      : now === 'steady' ? missedGain : -1
    wellMs = isGone ? 0 : Math.max(0, Math.min(steadyMs, wellMs + passedMs * (look.motion > calmMotion ? -1 : gain)))

    if (now !== due) {
      due = now
      dueAtMs = atMs
    }
    if (hint === null || (due !== hint && atMs - hintAtMs >= readMs && atMs - dueAtMs >= doubtMs)) {
      hint = due
      hintAtMs = atMs
    }
    const shouldTake = takesByItself && isSeen && now === 'steady' && wellMs >= steadyMs && !taken
    const steadiness = taken ? 0 : wellMs / steadyMs
    if (shouldTake) taken = corners
    return { hint, steadiness, shouldTake }
  }
  return { see }
}

/** The first thing to be mended. */
function hintFor(look: FrameLook, lag: number): LiveHint {
  if (!look.corners) return look.isDark ? 'dark' : look.motion > mostMotion ? 'still' : 'no-document'
  if (look.isNear) return 'back'
  if (!look.isWhole) return 'whole'
  if (look.isFar) return 'closer'
  if (look.isTilted) return 'tilted'
  if (look.isDark) return 'dark'
  if (look.isBright) return 'bright'
  if (lag > mostLag || look.motion > mostMotion) return 'still'
  if (look.hasGlare) return 'glare'
  return look.sharpness < 0.5 ? 'blurry' : 'steady'
}

/** How far the corners are from where they were, in the mean, as a share of the document's diagonal. */
function shift(now: Corners, before: Corners) {
  // outline.ts has one, but the camera's screen and the worker would share a chunk for its sake
  const gap = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y)
  return now.reduce((sum, corner, index) => sum + gap(corner, before[index] as Point), 0) / 4 / gap(before[0], before[2])
}

/** Goes a share of the way from one place to another. */
function mix(from: Corners, to: Corners, share: number): Corners {
  return from.map(({ x, y }, index) => {
    const other = to[index] as Point
    return { x: x + (other.x - x) * share, y: y + (other.y - y) * share }
  }) as unknown as Corners
}
