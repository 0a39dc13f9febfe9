// A Chromium with the generator in its pages.
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'

/** Bundles a module for the page. */
async function bundle(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, write: false, format: 'iife', target: 'es2022', logLevel: 'warning' })
  return outputFiles[0].text
}

/**
 * Starts a browser with so many pages that render, hands them to `work` and closes everything after it.
 * @template T
 * @param {number} count
 * @param {(pages: import('playwright').Page[]) => Promise<T>} work
 */
export async function withPages(count, work) {
  const script = await bundle(join(import.meta.dirname, 'inside.mjs'))
  const browser = await chromium.launch({ executablePath: findChromium() ?? undefined, args: browserArguments })
  try {
    const pages = await Promise.all(Array.from({ length: count }, async () => {
      const page = await (await browser.newContext()).newPage()
      await page.addScriptTag({ content: script })
      return page
    }))
    return await work(pages)
  } finally {
    await browser.close()
  }
}

/** Gives each job to the next page that is free; the answers come in the order of the jobs. */
export async function share(pages, jobs, run) {
  const answers = []
  let next = 0
  await Promise.all(pages.map(async (page) => {
    while (next < jobs.length) {
      const at = next++
      answers[at] = await run(page, jobs[at], at)
    }
  }))
  return answers
}

/**
 * Renders frames and hands over each; a browser that goes down in the middle of it is started anew, twice at most.
 * @param {{ seed: number }[]} frames
 * @param {(frame: { label: object, jpeg: string }) => void} take JPEG as base64; in no particular order
 */
export async function renderFrames(frames, take, count = 2) {
  const done = new Set()
  const attempt = () => withPages(count, (pages) =>
    share(pages, frames.filter((frame) => !done.has(frame)), async (page, frame) => {
      take(await page.evaluate((frame) => globalThis.renderFrame(frame), frame))
      done.add(frame)
    }))
  return attempt().catch(attempt).catch(attempt)
}
