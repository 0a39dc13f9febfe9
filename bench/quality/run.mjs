// Draws the labelled set, gives each photo to inspectPhoto in Chromium and prints the table; ends with 1 when a figure
// is missed. The report half, which nothing was tuned on, or another one:
// node bench/quality/run.mjs [--half tune|report|all] [--set DIR] [--details]
// --set takes a folder that render.mjs wrote, instead of drawing; --details tells of each frame that went wrong.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inspectFrames } from './inspect.mjs'
import { planSet } from './plan.mjs'
import { missedGoals, scoreSet, toTable } from './score.mjs'
import { renderFrames } from './stage.mjs'

const { values } = parseArgs({
  options: {
    half: { type: 'string', default: 'report' },
    set: { type: 'string' },
    details: { type: 'boolean', default: false },
  },
})

/** The frames of a half: the labels of each and its JPEG as base64. */
async function frames() {
  const isWanted = ({ half }) => values.half === 'all' || half === values.half
  if (!values.set) {
    const drawn = []
    await renderFrames(planSet().filter(isWanted), (frame) => drawn.push(frame))
    return drawn.sort((a, b) => a.label.seed - b.label.seed)
  }
  const list = join(values.set, 'labels.json')
  if (!existsSync(list)) throw new Error(`no labels.json in ${values.set}: write it with bench/quality/render.mjs --out`)
  return JSON.parse(readFileSync(list, 'utf8'))
    .filter(isWanted)
    .map((label) => ({ label, jpeg: readFileSync(join(values.set, label.file)).toString('base64') }))
}

const results = await inspectFrames(await frames())
if (values.details)
  for (const { label, issues, scores } of results) {
    const isAsLabelled = issues.length === label.labels.length && issues.every((issue) => label.labels.includes(issue))
    if (isAsLabelled) continue
    const figures = Object.entries(scores).map(([name, value]) => `${name} ${value.toFixed(2)}`).join(' ')
    console.log(`${label.seed} is ${label.labels.join('+') || 'good'}, told ${issues.join('+') || 'good'}; ${label.subject ?? label.kind} on ${label.ground}; ${figures}`)
  }
const score = scoreSet(results)
console.log(toTable(score, values.half))
const missed = missedGoals(score)
console.log(missed.length ? `\nmissed: ${missed.join(', ')}` : '\nall reached')
process.exitCode = missed.length ? 1 : 0
