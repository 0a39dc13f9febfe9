import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { afterAll, expect, it } from 'vitest'
import { planClips } from '../../bench/quality/clip-plan.mjs'
import { filmClips } from '../../bench/quality/clips.mjs'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'

const folder = mkdtempSync(join(tmpdir(), 'idstep-clips-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

declare global {
  interface Window {
    clip: { readMarker: (image: ImageData) => number | null }
  }
}

it('films a clip that a fake camera plays, frame by frame, each known by its number', { timeout: 90_000 }, async () => {
  const first = planClips().find(({ settleFrame }) => settleFrame !== null)!
  const [clip] = await filmClips(folder, { clips: [{ ...first, frames: 8, settleFrame: 5 }], pages: 1 })
  const path = join(folder, clip!.file)
  const starts = readFileSync(path).toString('latin1').split('\xff\xd8\xff').length - 1
  expect(starts).toBe(16)

  const marker = await build({
    entryPoints: [join(import.meta.dirname, '../../bench/quality/marker.mjs')],
    bundle: true, write: false, format: 'iife', globalName: 'clip',
  })
  const camera = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`]
  const browser = await chromium.launch({ executablePath: findChromium()!, args: [...browserArguments, ...camera] })
  try {
    const page = await browser.newPage()
    // A place that browsers take for a secure one
    await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
    await page.goto('http://localhost/')
    await page.addScriptTag({ content: marker.outputFiles[0]!.text })
    const seen = await page.evaluate(async ({ width, height }) => {
      const video = document.createElement('video')
      video.muted = true
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width, height } })
      await video.play()
      const canvas = new OffscreenCanvas(width, height)
      const context = canvas.getContext('2d')!
      const numbers: (number | null)[] = []
      const until = performance.now() + 8_000
      while (performance.now() < until && new Set(numbers).size < 8) {
        await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
        context.drawImage(video, 0, 0)
        numbers.push(window.clip.readMarker(context.getImageData(0, 0, 128, 8)))
      }
      return { numbers, size: [video.videoWidth, video.videoHeight] }
    }, { width: clip!.width, height: clip!.height })
    expect(seen.size).toEqual([clip!.width, clip!.height])
    expect(seen.numbers).not.toContain(null)
    expect([...new Set(seen.numbers)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  } finally {
    await browser.close()
  }
})
