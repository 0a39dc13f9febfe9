// Plays each clip to the library's live guidance by Chromium's fake camera, and prints when it took the picture by
// itself: within 1.5 s of settling in at least 95 % of the clips that settle, never in the others, never before all is
// well. Ends with 1 when that is missed.
// node bench/quality/live.mjs [--clips DIR] [--only PART-OF-NAME] [--details]
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'
import { clipRate, defaultGuide, planClip, planClips } from './clip-plan.mjs'
import { filmClips } from './clips.mjs'
import { scoreClips, toClipTable } from './clip-score.mjs'
import { withSources } from './serve.mjs'

const { values } = parseArgs({
  options: { clips: { type: 'string' }, only: { type: 'string' }, details: { type: 'boolean', default: false } },
})

/** Runs in the page: watches one round of the clip from its start, and tells which frame was shown when it took. */
async function watch({ shape, width, height, frames, guide, rounds }) {
  const [{ createGuidance }, { readMarkerOf }] = await Promise.all(
    ['/src/browser/guidance/guidance.ts', '/bench/quality/marker.mjs'].map((path) => import(path)))
  const video = document.createElement('video')
  video.muted = true
  document.body.append(video)
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width, height } })
  await video.play()
  /** The number of the frame that is shown. */
  let shown = null
  const nextFrame = async () => {
    await new Promise((done) => video.requestVideoFrameCallback(done))
    shown = (await readMarkerOf(new VideoFrame(video))) ?? shown
  }
  const longTasks = []
  // From the start: wait for the clip to come round.
  for (let before = -1; shown === null || shown >= before; ) {
    before = shown ?? before
    await nextFrame()
  }
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))))
    .observe({ type: 'longtask' })
  const guideHeight = (guide.width * width) / (shape === 'card' ? 85.6 / 54 : 125 / 88)
  const place = {
    x: width * (0.5 + guide.x - guide.width / 2),
    y: height * (0.5 + guide.y) - guideHeight / 2,
    width: guide.width * width,
    height: guideHeight,
  }
  let taken = null
  const hints = []
  const lookMs = []
  const guidance = createGuidance({
    video, shape, takesByItself: true,
    guideInFrame: () => place,
    onLook: ({ tookMs }) => lookMs.push(tookMs),
    onGuidance: ({ hint, shouldTake }) => {
      if (hints.at(-1) !== hint) hints.push(hint)
      if (shouldTake && taken === null) taken = shown
    },
  })
  const seen = new Set()
  for (let round = 0, last = 0; round < rounds && taken === null; last = shown) {
    await nextFrame()
    seen.add(shown)
    if (shown < last - frames / 2) round++
  }
  guidance.stop()
  video.srcObject.getTracks().forEach((track) => track.stop())
  return { taken, hints, lookMs, longTasks, seenShare: seen.size / frames }
}

async function play(url, path, task) {
  const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`]
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: [...browserArguments, ...camera] })
  try {
    const page = await browser.newPage()
    await page.goto(url)
    return await page.evaluate(watch, task)
  } finally {
    await browser.close()
  }
}

const folder = values.clips ? resolve(values.clips) : mkdtempSync(join(tmpdir(), 'idstep-clips-'))
try {
  const isWanted = ({ name }) => !values.only || name.includes(values.only)
  const clips = values.clips
    ? JSON.parse(readFileSync(join(folder, 'clips.json'), 'utf8')).filter(isWanted)
    : await filmClips(folder, { clips: planClips().filter(isWanted) })
  const results = await withSources(async (url) => {
    const played = []
    for (const clip of clips) {
      const { shape } = planClip(clip).scene
      const guide = clip.isTall ? defaultGuide.tall : defaultGuide.wide
      const task = { shape, width: clip.width, height: clip.height, frames: clip.frames, guide, rounds: clip.settleFrame === null ? 2 : 1 }
      const result = { clip, ...(await play(url, join(folder, clip.file), task)) }
      played.push(result)
      if (!values.details) continue
      const at = (frame) => (frame === null ? '-' : `${(frame / clipRate.drawn).toFixed(2)} s`)
      console.log(`${clip.name.padEnd(28)} settles ${at(clip.settleFrame)}, may fire from ${at(clip.calmFrame)}, fired ${at(result.taken)}; ${result.hints.join(' ')}`)
    }
    return played
  })
  const score = scoreClips(results)
  console.log(toClipTable(score))
  process.exitCode = score.missed.length ? 1 : 0
} finally {
  if (!values.clips) rmSync(folder, { recursive: true, force: true })
}
