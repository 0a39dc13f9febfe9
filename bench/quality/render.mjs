// Writes the labelled set as JPEG files with a labels.json.
// node bench/quality/render.mjs [--out DIR] [--half tune|report|all] [--only CONDITION] [--count N] [--pages N]
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { planSet } from './plan.mjs'
import { renderFrames } from './stage.mjs'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    half: { type: 'string', default: 'all' },
    only: { type: 'string' },
    count: { type: 'string', default: 'all' },
    pages: { type: 'string', default: '2' },
  },
})
const out = values.out ? resolve(values.out) : mkdtempSync(join(tmpdir(), 'idstep-quality-'))
mkdirSync(out, { recursive: true })
const frames = planSet()
  .filter(({ half }) => values.half === 'all' || half === values.half)
  .filter(({ condition }) => !values.only || condition === values.only)
  .slice(0, values.count === 'all' ? undefined : Number(values.count))

const startedAt = performance.now()
const labels = []
await renderFrames(frames, ({ jpeg, label }) => {
  const file = `${label.seed}.jpg`
  writeFileSync(join(out, file), Buffer.from(jpeg, 'base64'))
  labels.push({ file, ...label })
}, Number(values.pages))
labels.sort((a, b) => a.seed - b.seed)
writeFileSync(join(out, 'labels.json'), `${JSON.stringify(labels, null, 1)}\n`)
console.log(`${labels.length} frames in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${out}`)
