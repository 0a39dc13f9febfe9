import type { Corners, LiveHint } from '../core/quality.ts'
import type { FrameLook } from './frame.ts'

/** What a person at the camera is told now. */
export interface Guidance {
  /** `null` before the first frame has been judged. */
  readonly hint: LiveHint | null
  /** 0 to 1; at 1 the picture is taken. */
  readonly steadiness: number
  /** Whether to take the picture now; then not again until something else is shown. */
  readonly shouldTake: boolean
}

/** Shortest time between two changes of the hint, in milliseconds: a person must be able to read it. */
const hintMs = 1000
/** How long a new hint must have been due before it is shown, in milliseconds: one frame of doubt is not told. */
const doubtMs = 250
/** How long all must be well before the picture is taken, in milliseconds. */
const steadyMs = 900
/** Longest time that one frame stands for, in milliseconds: after a pause nothing is known of the time between. */
const longestFrameMs = 250
/** A hand trembles by half a percent of the document; a document that is moved lags behind by more. */
const mostLag = 0.02
/** Time over which the place of the document is averaged, in milliseconds. */
const lagMs = 300

/** Makes a guide for one picture to be taken. It knows no clock: each look is given with its time. */
export function createGuide({ takesByItself }: { takesByItself: boolean }): { see(look: FrameLook, atMs: number): Guidance } {
  let hint: LiveHint | null = null
  let hintSince = -Infinity
  let due: LiveHint | null = null
  let dueSince = 0
  let before = -Infinity
  let place: Corners | null = null
  let well = 0
  let taken: Corners | null = null
  let lostMs = 0

  function see(look: FrameLook, atMs: number): Guidance {
    const passed = Math.min(longestFrameMs, atMs - before)
    before = atMs
    const lag = look.corners && place ? distance(look.corners, place) : 0
    place = follow(place, look.corners, lag > 0.1 ? 1 : 1 - Math.exp(-passed / lagMs))
    const now = judge(look, lag)
    lostMs = look.corners ? 0 : lostMs + passed
    if (taken && (lostMs > 500 || (look.corners && distance(look.corners, taken) > 0.15))) taken = null
    // one bad frame among good ones costs time, but does not start all over
    well = now === 'steady' ? Math.min(steadyMs, well + passed) : lag > mostLag * 2 || lostMs > 300 ? 0 : Math.max(0, well - 2 * passed)
    if (now !== due) {
      due = now
      dueSince = atMs
    }
    if (hint === null || (due !== hint && atMs - hintSince >= hintMs && atMs - dueSince >= doubtMs)) {
      hint = due
      hintSince = atMs
    }
    const shouldTake = takesByItself && well >= steadyMs && now === 'steady' && !taken
    if (shouldTake) taken = look.corners
    return { hint, steadiness: taken && !shouldTake ? 0 : well / steadyMs, shouldTake }
  }
  return { see }
}

/** The first thing that is to be mended. */
function judge(look: FrameLook, lag: number): LiveHint {
  if (!look.corners) return look.isDark ? 'dark' : look.motion > 0.1 ? 'still' : 'no-document'
  if (!look.isWhole) return look.fill > 1 ? 'back' : 'whole'
  if (look.fill < 0.6) return 'closer'
  if (look.fill > 1.15) return 'back'
  if (!look.isInGuide) return 'whole'
  if (look.tiltDegrees > 28) return 'tilted'
  if (look.isDark) return 'dark'
  if (look.isBright) return 'bright'
  if (lag > mostLag) return 'still'
  if (look.glare > 0.02) return 'glare'
  if (look.sharpness < 0.5) return 'blurry'
  return 'steady'
}

/** The farthest that a corner moved, as a share of the document's diagonal. */
function distance(a: Corners, b: Corners) {
  const diagonal = Math.hypot(a[2].x - a[0].x, a[2].y - a[0].y)
  return Math.max(...a.map(({ x, y }, index) => Math.hypot(x - (b[index]?.x ?? x), y - (b[index]?.y ?? y)))) / diagonal
}

/** Goes a share of the way from one place to another. */
function follow(from: Corners | null, to: Corners | null, share: number): Corners | null {
  if (!from || !to) return to
  return from.map(({ x, y }, index) => {
    const goal = to[index] ?? { x, y }
    return { x: x + (goal.x - x) * share, y: y + (goal.y - y) * share }
  }) as unknown as Corners
}
