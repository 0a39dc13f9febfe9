// What the worth of a candidate is made of, and how the weights are fitted.

/** Names of the measures, in the order in which they are given (Measures in src/vision/score.ts). */
const measures = [
  'sharp', 'beyond', 'spread', 'distance', 'print', 'busy', 'ringPrint', 'ringSeen', 'round', 'size', 'tiltDegrees', 'miss',
  'lines', 'cut',
]
/** Terms that are a measure, and those that are a product of two; chosen one after the other, the most telling first. */
export const linear = measures
export const pairs = [
  ['beyond', 'beyond'], ['busy', 'busy'], ['busy', 'size'], ['size', 'size'], ['beyond', 'ringPrint'], ['sharp', 'spread'],
  ['beyond', 'ringSeen'], ['round', 'round'], ['round', 'cut'],
]
const places = pairs.map((pair) => pair.map((name) => measures.indexOf(name)))

/** A frame counts for more where what is and what is no document is hard to tell. */
const weightOf = ({ labels: [issue] }) => ({ 'no-document': 2, 'too-far': 2, 'cut-off': 2, dark: 0.5 })[issue] ?? (issue ? 1 : 1.5)
/** How much large weights cost, so that none grows by chance. */
const ridge = 1
const steps = 3000

const termsOf = (values) => [...values, ...places.map(([a, b]) => values[a] * values[b]), 1]

/** @param {number[]} weights as fitTerms gives them @param {number[]} values what was measured */
export const worthBy = (weights, values) => termsOf(values).reduce((sum, term, at) => sum + term * weights[at], 0)

/** Mean and deviation of each column. */
function scaleOf(rows) {
  return rows[0].map((_, column) => {
    const mean = rows.reduce((sum, row) => sum + row[column], 0) / rows.length
    const variance = rows.reduce((sum, row) => sum + (row[column] - mean) ** 2, 0) / rows.length
    return { mean, deviation: Math.sqrt(variance) + 1e-6 }
  })
}

/**
 * The weights with which, of a frame's candidates, right ones are likeliest the best, and none is where nothing is right: each
 * candidate has the weight exp(worth), and no document the weight 1 (a softmax over the frame).
 * @param {{ label: object, candidates: { measures: number[], isRight: boolean }[] }[]} frames
 * @returns {number[]} for `linear`, then for `pairs`, and one that is always there
 */
export function fitTerms(frames) {
  const known = frames.filter(({ candidates }) => candidates.length > 0)
  const scale = scaleOf(known.flatMap(({ candidates }) => candidates.map(({ measures }) => measures)))
  const count = measures.length + pairs.length + 1
  const data = known.map(({ label, candidates }) => ({
    weight: weightOf(label),
    hasRight: candidates.some(({ isRight }) => isRight),
    rights: candidates.map(({ isRight }) => isRight),
    // measures of like size make one ridge and one step do for all of them
    rows: candidates.map((one) => Float64Array.from(termsOf(one.measures.map((value, at) => (value - scale[at].mean) / scale[at].deviation)))),
  }))

  const weights = new Float64Array(count)
  const [mean, square] = [new Float64Array(count), new Float64Array(count)]
  for (let step = 1; step <= steps; step++) {
    const slope = Float64Array.from(weights, (weight, at) => (at < count - 1 ? ridge * weight : 0))
    for (const { weight, hasRight, rights, rows } of data) {
      const worths = rows.map((row) => row.reduce((sum, value, at) => sum + value * weights[at], 0))
      const most = Math.max(0, ...worths)
      const shares = worths.map((worth) => Math.exp(worth - most))
      const all = shares.reduce((sum, share) => sum + share, Math.exp(-most))
      const right = shares.reduce((sum, share, at) => sum + (rights[at] ? share : 0), 0)
      rows.forEach((row, at) => {
        const pull = weight * (shares[at] / all - (hasRight && rights[at] ? shares[at] / right : 0))
        if (Math.abs(pull) > 1e-9) for (let term = 0; term < count; term++) slope[term] += pull * row[term]
      })
    }
    // steps get smaller towards the end (Adam: Kingma and Ba, 2015)
    const pace = 0.05 * Math.min(1, (2 * (steps - step)) / steps)
    for (let at = 0; at < count; at++) {
      mean[at] = 0.9 * mean[at] + 0.1 * slope[at]
      square[at] = 0.999 * square[at] + 0.001 * slope[at] ** 2
      weights[at] -= (pace * (mean[at] / (1 - 0.9 ** step))) / (Math.sqrt(square[at] / (1 - 0.999 ** step)) + 1e-8)
    }
  }
  return unscaled([...weights], scale)
}

/** The same weights for measures as they are. */
function unscaled(weights, scale) {
  const plain = weights.map((weight, at) => (at < scale.length ? weight / scale[at].deviation : weight))
  const last = plain.length - 1
  scale.forEach(({ mean }, at) => (plain[last] -= plain[at] * mean))
  places.forEach(([a, b], pair) => {
    const weight = weights[scale.length + pair] / (scale[a].deviation * scale[b].deviation)
    plain[scale.length + pair] = weight
    plain[a] -= weight * scale[b].mean
    plain[b] -= weight * scale[a].mean
    plain[last] += weight * scale[a].mean * scale[b].mean
  })
  return plain
}
