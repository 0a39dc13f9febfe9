// Counts what an inspection got right on labelled frames.

/** A place in a picture, in pixels. @typedef {{ x: number, y: number }} Point */
/**
 * A frame with its labels, and what the inspection said of it.
 * @typedef {{ label: { labels: string[], corners: Point[] | null }, issues: readonly string[],
 *   corners: readonly Point[] | null, tookMs: number, framesMs?: number[] }} Result
 */

/** What must be reached: shares, and milliseconds. */
export const goals = { accept: 0.95, recall: 0.9, falseAlarms: 0.05, cornerError: 0.02, frameMs: 8 }

export const issues = ['no-document', 'too-far', 'cut-off', 'tilted', 'blurry', 'glare', 'dark', 'bright', 'too-small']

/** The middle one of some numbers, `NaN` of none. @param {number[]} values */
export function medianOf(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2
}

const shareOf = (list, isSo) => list.filter(isSo).length / list.length
const gap = (a, b) => Math.hypot(a.x - b.x, a.y - b.y)

/**
 * Mean distance of the corners found to the true ones, as a share of the document's diagonal. Which of the corners comes
 * first does not count.
 * @param {readonly Point[]} found
 * @param {Point[]} real
 */
export function cornerErrorOf(found, real) {
  const diagonal = (gap(real[0], real[2]) + gap(real[1], real[3])) / 2
  const turns = [0, 1, 2, 3].map((turn) => real.reduce((sum, corner, at) => sum + gap(corner, found[(at + turn) % 4]), 0) / 4)
  return Math.min(...turns) / diagonal
}

/**
 * Adds up a set. Shares are `NaN` where no frame tells.
 * @param {Result[]} results
 */
export function scoreSet(results) {
  const good = results.filter(({ label }) => label.labels.length === 0)
  const located = good.filter(({ corners }) => corners)
  const accepted = ({ issues }) => issues.length === 0
  return {
    frames: results.length,
    good: good.length,
    accept: shareOf(results, (result) => accepted(result) === (result.label.labels.length === 0)),
    /** Good photos that were refused, bad ones that were let through. */
    refusedGood: shareOf(good, (result) => !accepted(result)),
    acceptedBad: shareOf(results.filter(({ label }) => label.labels.length > 0), accepted),
    issues: issues.map((issue) => {
      const labelled = results.filter(({ label }) => label.labels.includes(issue))
      return {
        issue,
        labelled: labelled.length,
        recall: shareOf(labelled, (result) => result.issues.includes(issue)),
        falseAlarms: shareOf(good, (result) => result.issues.includes(issue)),
      }
    }),
    /** Over the good photos in which a document was found. */
    cornerError: located.reduce((sum, { corners, label }) => sum + cornerErrorOf(corners, label.corners), 0) / located.length,
    withoutCorners: good.length - located.length,
    inspectionMs: medianOf(results.map(({ tookMs }) => tookMs)),
    frameMs: medianOf(results.flatMap(({ framesMs }) => framesMs ?? [])),
  }
}

/** What was missed, in words; empty when everything is reached. A figure that no frame tells is missed. */
export function missedGoals(score) {
  const missed = []
  const need = (isReached, title) => isReached || missed.push(title)
  need(score.accept >= goals.accept, 'accept or not')
  for (const { issue, recall, falseAlarms } of score.issues) {
    need(recall >= goals.recall, `recall of ${issue}`)
    need(falseAlarms <= goals.falseAlarms, `false alarms of ${issue}`)
  }
  need(score.cornerError <= goals.cornerError, 'corners')
  need(score.withoutCorners <= score.good * goals.falseAlarms, 'documents not found on good photos')
  need(score.frameMs <= goals.frameMs, 'analysis of a live frame')
  return missed
}

const percent = (share) => (Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)} %`).padStart(8)

/** The table that a person reads. */
export function toTable(score, half) {
  const row = (title, value, goal, note = '') => `${title.padEnd(34)} ${value}   ${goal.padEnd(13)} ${note}`.trimEnd()
  return [
    `${score.frames} frames of the ${half} half, ${score.good} of them good`,
    row('accept or not, right', percent(score.accept), 'at least 95 %', `good refused ${percent(score.refusedGood).trim()}, bad accepted ${percent(score.acceptedBad).trim()}`),
    row('corners on good, mean error', percent(score.cornerError), 'at most 2 %', `${score.withoutCorners} without corners`),
    row('one inspection, median ms', score.inspectionMs.toFixed(0).padStart(8), ''),
    row('one live frame, median ms', score.frameMs.toFixed(1).padStart(8), 'at most 8', 'in the worker'),
    '',
    'issue           frames    recall   false alarms on good',
    '                         >= 90 %   <= 5 %',
    ...score.issues.map(({ issue, labelled, recall, falseAlarms }) =>
      `${issue.padEnd(14)} ${String(labelled).padStart(7)}  ${percent(recall)} ${percent(falseAlarms)}`),
  ].join('\n')
}
