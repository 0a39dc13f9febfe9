// Gives photos to the library's own inspectPhoto, in a page that Vite serves from the sources.
import { chromium } from 'playwright'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'
import { withSources } from './serve.mjs'

/**
 * Runs in the page: inspects one photo, then looks at its middle as at frames of the live camera, which gives 1920 × 1080
 * pixels in planes, as cameras do.
 */
async function inspect({ jpeg, shape, watch }) {
  const bytes = Uint8Array.from(atob(jpeg), (sign) => sign.charCodeAt(0))
  const blob = new Blob([bytes], { type: 'image/jpeg' })
  const startedAt = performance.now()
  const { issues, scores, corners } = await window.idstep.inspectPhoto(blob, { shape })
  const tookMs = performance.now() - startedAt

  const bitmap = await createImageBitmap(blob)
  const [codedWidth, codedHeight] = bitmap.height > bitmap.width ? [1080, 1920] : [1920, 1080]
  const canvas = new OffscreenCanvas(codedWidth, codedHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const scale = Math.max(codedWidth / bitmap.width, codedHeight / bitmap.height)
  const [width, height] = [bitmap.width * scale, bitmap.height * scale]
  context.drawImage(bitmap, (codedWidth - width) / 2, (codedHeight - height) / 2, width, height)
  const { data } = context.getImageData(0, 0, codedWidth, codedHeight)
  const count = codedWidth * codedHeight
  const planes = new Uint8ClampedArray(count * 1.5)
  for (let at = 0; at < count; at++) planes[at] = 0.299 * data[4 * at] + 0.587 * data[4 * at + 1] + 0.114 * data[4 * at + 2]
  for (let y = 0, to = count; y < codedHeight; y += 2)
    for (let x = 0; x < codedWidth; x += 2, to++) {
      const at = y * codedWidth + x
      planes[to] = 128 + 0.564 * (data[4 * at + 2] - planes[at])
      planes[to + count / 4] = 128 + 0.713 * (data[4 * at] - planes[at])
    }
  const colorSpace = { fullRange: true, matrix: 'smpte170m', primaries: 'smpte170m', transfer: 'smpte170m' }
  const frame = new VideoFrame(planes, { format: 'I420', codedWidth, codedHeight, timestamp: 0, colorSpace })
  const guideWidth = Math.min(codedWidth, codedHeight * 1.585) * 0.88
  const guideHeight = guideWidth / 1.585
  const guide = { x: (codedWidth - guideWidth) / 2, y: (codedHeight - guideHeight) / 2, width: guideWidth, height: guideHeight }
  const task = { videoWidth: codedWidth, videoHeight: codedHeight, guide, shape, watch }
  // A camera gives one frame after the other: the times are those of the ones after the first
  const times = []
  for (let at = 0; at < 4; at++) times.push((await window.idstep.sharedEye().lookAtFrame({ ...task, frame: frame.clone() })).tookMs)
  frame.close()
  const [, ...framesMs] = times
  return { issues, scores, corners, tookMs, framesMs }
}

/**
 * @param {{ label: object, jpeg: string }[]} frames JPEGs as base64
 * @returns {Promise<import('./score.mjs').Result[]>} in the same order
 */
export async function inspectFrames(frames) {
  return withSources(async (url) => {
    const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: browserArguments })
    try {
      const page = await browser.newPage()
      await page.goto(url)
      await page.evaluate(async () => {
        const [{ inspectPhoto }, { sharedEye }] = await Promise.all(
          ['photo/inspect', 'guidance/eye'].map((name) => import(`/src/browser/${name}.ts`)))
        window.idstep = { inspectPhoto, sharedEye }
      })
      const results = []
      // One after the other: the times count.
      for (const { label, jpeg } of frames)
        results.push({ label, ...(await page.evaluate(inspect, { jpeg, shape: label.shape, watch: 1 })) })
      if (await page.evaluate(() => window.idstep.sharedEye().isHere()))
        throw new Error('the looking was done on the main thread: no worker was measured')
      return results
    } finally {
      await browser.close()
    }
  })
}
