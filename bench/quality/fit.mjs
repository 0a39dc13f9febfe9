// Fits the weights by which the document is told from everything else (scoreOf in src/vision) to the half to tune on, and
// prints them, with how often the best candidate is the document, now and with them. Takes some ten minutes.
// node bench/quality/fit.mjs --set DIR, a folder that render.mjs wrote
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { weighFrames } from './candidates.mjs'
import { fitTerms, linear, pairs, worthBy } from './terms.mjs'

const { values } = parseArgs({ options: { set: { type: 'string' } } })
if (!values.set) throw new Error('--set DIR: a folder that bench/quality/render.mjs wrote')
const labels = JSON.parse(readFileSync(join(values.set, 'labels.json'), 'utf8')).filter(({ half }) => half === 'tune')
const frames = await weighFrames(values.set, labels)

/** Worth from which the best candidate is taken for the document: the score 0.25. */
const leastWorth = Math.log(0.25 / 0.75)
const weights = fitTerms(frames)
const rounded = weights.map((weight) => Number(weight.toPrecision(3)))
const names = [...linear, ...pairs.map((pair) => pair.join(' * ')), 'always']
names.forEach((name, at) => console.log(`${String(rounded[at]).padStart(8)}  ${name}`))

console.log('\nright of            frames')
const kindOf = ({ label }) => label.labels[0] ?? 'good'
for (const issue of new Set(frames.map(kindOf))) {
  const of = frames.filter((frame) => kindOf(frame) === issue)
  const right = of.filter(({ candidates }) => {
    const best = candidates.reduce((best, one) => {
      const worth = worthBy(rounded, one.measures)
      return worth > best.worth ? { worth, isRight: one.isRight } : best
    }, { worth: leastWorth, isRight: issue === 'no-document' })
    return best.isRight
  }).length
  console.log(`${issue.padEnd(16)} ${String(of.length).padStart(8)} ${((100 * right) / of.length).toFixed(1).padStart(6)} %`)
}
