// Films the clips for a fake camera: motion JPEG, with a clips.json that tells when each settles.
// node bench/quality/clips.mjs [--out DIR] [--only PART-OF-NAME] [--tall WIDTH,X,Y] [--wide WIDTH,X,Y]
// --tall and --wide tell where the guide lies in tall and wide frames, see clip-plan.mjs.
// Chromium plays one with --use-fake-device-for-media-stream --use-file-for-fake-video-capture=FILE.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { calmFrameOf, clipRate, defaultGuide, planClips } from './clip-plan.mjs'
import { share, withPages } from './stage.mjs'

/**
 * What clips.json says of a clip: its plan, and in seconds from its start when it has settled and before when no picture
 * may be taken; both `null` where none may ever be.
 * @typedef {ReturnType<typeof planClips>[number] & { file: string, width: number, height: number, seconds: number,
 *   calmFrame: number | null, settleSeconds: number | null, calmSeconds: number | null }} Clip
 */

/**
 * Films into a folder, and writes a clips.json there.
 * @param {string} folder
 * @param {{ clips?: ReturnType<typeof planClips>, guide?: import('./clip-plan.mjs').Guide, pages?: number }} [options]
 *   guide: where the widget's guide lies in the frames
 * @returns {Promise<Clip[]>}
 */
export async function filmClips(folder, { clips = planClips(), guide = defaultGuide, pages = 2 } = {}) {
  mkdirSync(folder, { recursive: true })
  const list = await withPages(pages, (open) => share(open, clips, async (page, clip) => {
    const frames = await page.evaluate((task) => globalThis.renderClip(task), { clip, guide })
    const file = `${clip.name}.mjpeg`
    const bytes = frames.map((frame) => Buffer.from(frame, 'base64'))
    writeFileSync(join(folder, file), Buffer.concat(bytes.flatMap((frame) => Array(clipRate.repeats).fill(frame))))
    const [width, height] = clip.isTall ? [720, 1280] : [1280, 720]
    const inSeconds = (frame) => (frame === null ? null : frame / clipRate.drawn)
    const calmFrame = calmFrameOf(clip, guide)
    const [settleSeconds, calmSeconds] = [inSeconds(clip.settleFrame), inSeconds(calmFrame)]
    return { ...clip, calmFrame, file, width, height, seconds: inSeconds(clip.frames), settleSeconds, calmSeconds }
  }))
  writeFileSync(join(folder, 'clips.json'), `${JSON.stringify(list, null, 1)}\n`)
  return list
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string' }, only: { type: 'string' }, tall: { type: 'string' }, wide: { type: 'string' } } })
  const placeOf = (words, usual) => {
    const [width, x, y] = words?.split(',').map(Number) ?? []
    return { width: width ?? usual.width, x: x ?? usual.x, y: y ?? usual.y }
  }
  const guide = { tall: placeOf(values.tall, defaultGuide.tall), wide: placeOf(values.wide, defaultGuide.wide) }
  const out = values.out ? resolve(values.out) : mkdtempSync(join(tmpdir(), 'idstep-clips-'))
  const startedAt = performance.now()
  const clips = planClips().filter(({ name }) => !values.only || name.includes(values.only))
  const list = await filmClips(out, { clips, guide })
  console.log(`${list.length} clips in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${out}`)
}
