// Counts when the live guidance took a picture of clips.
import { clipRate } from './clip-plan.mjs'
import { medianOf } from './score.mjs'

/** What must be reached: a share, seconds after settling, and milliseconds. */
export const clipGoals = { inTime: 0.95, seconds: 1.5, lookMs: 8 }

/**
 * A clip and the number of the drawn frame that was shown when the picture was taken.
 * @typedef {{ clip: { name: string, settleFrame: number | null, calmFrame: number | null }, taken: number | null,
 *   lookMs: number[], longTasks: number[], seenShare: number }} ClipResult
 */

/** @param {ClipResult[]} results */
export function scoreClips(results) {
  const settling = results.filter(({ clip }) => clip.settleFrame !== null)
  const never = results.filter(({ clip }) => clip.settleFrame === null)
  const isEarly = ({ clip, taken }) => taken !== null && taken < clip.calmFrame
  const delays = settling.flatMap((result) =>
    result.taken === null || isEarly(result) ? [] : (result.taken - result.clip.settleFrame) / clipRate.drawn)
  const score = {
    settling: settling.length,
    never: never.length,
    inTime: delays.filter((delay) => delay <= clipGoals.seconds).length / settling.length,
    delaySeconds: medianOf(delays),
    /** Names of clips that were taken though, or while, nothing good was to be seen. */
    wrong: [...settling.filter(isEarly), ...never.filter(({ taken }) => taken !== null)].map(({ clip }) => clip.name),
    late: settling.filter((result) => !isEarly(result) && !(result.taken !== null && (result.taken - result.clip.settleFrame) / clipRate.drawn <= clipGoals.seconds)).map(({ clip }) => clip.name),
    lookMs: medianOf(results.flatMap(({ lookMs }) => lookMs)),
    longTasks: results.flatMap(({ longTasks }) => longTasks),
    /** Clips during which the page was held up: one or another may be the machine's doing, most of them are not. */
    heldUp: results.filter(({ longTasks }) => longTasks.length > 0).length,
    seenShare: Math.min(...results.map(({ seenShare }) => seenShare)),
  }
  const missed = []
  if (!(score.inTime >= clipGoals.inTime)) missed.push('taken in time')
  if (score.wrong.length > 0) missed.push('never taken wrongly')
  if (!(score.lookMs <= clipGoals.lookMs)) missed.push('analysis of a live frame')
  if (score.heldUp > results.length / 4) missed.push('main thread')
  return { ...score, missed }
}

/** The table that a person reads. */
export function toClipTable(score) {
  const row = (title, value, goal, note = '') => `${title.padEnd(40)} ${String(value).padStart(8)}   ${goal.padEnd(13)} ${note}`.trimEnd()
  return [
    `${score.settling} clips that settle, ${score.never} that must never fire`,
    row('taken within 1.5 s of settling', `${(100 * score.inTime).toFixed(1)} %`, 'at least 95 %', score.late.join(' ')),
    row('  after settling, median s', score.delaySeconds.toFixed(2), ''),
    row('taken when nothing good was to be seen', score.wrong.length, 'must be 0', score.wrong.join(' ')),
    row('one live frame, median ms', score.lookMs.toFixed(1), 'at most 8', 'in the worker'),
    row('clips with main-thread tasks over 50 ms', score.heldUp, 'at most 1 in 4', `lengths in ms: ${score.longTasks.join(' ') || 'none'}`),
    score.missed.length ? `\nmissed: ${score.missed.join(', ')}` : '\nall reached',
  ].join('\n')
}
