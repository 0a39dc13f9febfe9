import { soften } from './pixels.ts'
import type { Flat } from './rectify.ts'

/** Variances that the two softened copies have been softened with: half a pixel each time. */
const onceVariance = 0.5
const oftenTimes = 8
const oftenVariance = oftenTimes * onceVariance
/** The least change from pixel to pixel, of 256 steps, that is print: noise is softened away to less. */
const leastRise = 1.5
/** With fewer edges there is no print to be judged. */
const leastEdges = 12
/** How much of an edge's rise the grain of the picture may be, in medians of the rises anywhere. */
const grainWeight = 2.7

/**
 * Makes a meter of how blurred the print on flat documents of one size is: the deviation of a Gaussian, in pixels, the
 * worst of four ways, as a shake blurs one of them only. An edge that is softened once more loses height, the sharper
 * it was the more (Zhuo and Sim, 2011): by the ratio the blur is known, whatever the contrast. Only the stronger half of
 * the edges counts, less the grain of a dark picture, which looks sharp. `Infinity` where there is no print.
 */
export function createBlurMeter(width: number, height: number): (flat: Flat) => number {
  const create = () => new Float32Array(width * height)
  const soft = create()
  const softer = create()
  const rises = create()
  const sharps = create()
  const sorted = create()
  const slope = (values: Float32Array, at: number, by: number) =>
    Math.abs((values[at + by] as number) - (values[at - by] as number)) / 2
  /** What a share of the first of the sorted values lies under. */
  const sortedAt = (count: number, share: number) => sorted.subarray(0, count).sort()[Math.floor(count * share)] as number

  /** `step` leads to the next pixel across the edges that are looked at, `aside` along them. */
  function blurAlong(step: number, aside: number, grain: number) {
    let count = 0
    for (let y = 4; y < height - 4; y += 2) {
      for (let at = y * width + 4, end = (y + 1) * width - 4; at < end; at++) {
        const rise = slope(softer, at, step)
        if (rise < leastRise || slope(softer, at, aside) > rise * 0.6) continue
        if (slope(softer, at - step, step) > rise || slope(softer, at + step, step) >= rise) continue
        rises[count] = sorted[count] = rise
        sharps[count++] = Math.max(slope(soft, at - step, step), slope(soft, at, step), slope(soft, at + step, step))
      }
    }
    if (count < leastEdges) return Infinity
    const middle = sortedAt(count, 0.5)
    let strong = 0
    for (let index = 0; index < count; index++) {
      const rise = rises[index] as number
      if (rise >= middle) sorted[strong++] = ((sharps[index] as number) ** 2 - grain) / (rise * rise)
    }
    // the sharper ones of them: some edges, as those of a face, are soft by nature
    const square = Math.max(1.01, sortedAt(strong, 0.6))
    return Math.sqrt(Math.max(0, (oftenVariance - square * onceVariance) / (square - 1)))
  }

  return ({ light }) => {
    soft.set(light)
    soften(soft, width, height)
    softer.set(soft)
    for (let times = 1; times < oftenTimes; times++) soften(softer, width, height)
    let samples = 0
    for (let at = 1; at < light.length - 1; at += 31) sorted[samples++] = slope(soft, at, 1)
    const grain = (sortedAt(samples, 0.5) * grainWeight) ** 2
    return Math.max(
      blurAlong(1, width, grain),
      blurAlong(width, 1, grain),
      blurAlong(width + 1, width - 1, grain),
      blurAlong(width - 1, width + 1, grain),
    )
  }
}

/**
 * The blur, as a share of the document's long side, that just passes: 0.13 mm on a card, half the stroke of its letters.
 */
const readableBlur = 0.0015
/** Long side of a document, in pixels of the picture, from which its print can be read: 1.4 pixels for a letter's stroke. */
export const leastDocumentPixels = 500
/** How soft the pixels of a sharp picture are by themselves (lens, colour filter, making it smaller), in pixels. */
const pixelBlur = 0.7

/**
 * 0 to 1, where 0.5 just passes.
 * @param blur in pixels of the flat document
 * @param flatLong long side of the flat document, in its pixels
 * @param documentLong long side of the document in the picture that it was taken from, in pixels
 */
export function sharpnessOf(blur: number, flatLong: number, documentLong: number): number {
  const excess = Math.sqrt(Math.max(0, (blur / flatLong) ** 2 - (pixelBlur / documentLong) ** 2))
  return 1 / (1 + excess / readableBlur)
}
