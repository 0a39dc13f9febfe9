import { soften } from './pixels.ts'
import type { Flat } from './rectify.ts'

/**
 * How wide the blur of the sharpest print is, in pixels (the deviation of a Gaussian), the worse of the two ways: a shake
 * blurs one of them only. An edge loses height when it is softened once more, the sharper the more (Zhuo and Sim 2011):
 * the ratio tells its blur, whatever its contrast. `Infinity` where there is no print.
 */
export function blurOf({ light, width, height }: Flat): number {
  const soft = light.slice()
  soften(soft, width, height)
  const softer = soft.slice()
  // eight times 0.7² and once more: the deviations 0.7 and 2
  for (let times = 0; times < 7; times++) soften(softer, width, height)
  return Math.max(blurAlong(soft, softer, width, height, 1), blurAlong(soft, softer, width, height, width))
}

/** Variances of what the two softened planes were softened with: half a pixel each time. */
const once = 0.5
const often = 4

function blurAlong(soft: Float32Array, softer: Float32Array, width: number, height: number, step: number) {
  const found: [number, number][] = []
  const other = step === 1 ? width : 1
  for (let y = 4; y < height - 4; y++) {
    for (let x = 4; x < width - 4; x++) {
      const at = y * width + x
      const rise = Math.abs((softer[at + step] as number) - (softer[at - step] as number)) / 2
      if (rise < 1.5) continue
      const aside = Math.abs((softer[at + other] as number) - (softer[at - other] as number)) / 2
      if (aside > rise * 0.6) continue
      const before = Math.abs((softer[at] as number) - (softer[at - 2 * step] as number)) / 2
      const after = Math.abs((softer[at + 2 * step] as number) - (softer[at] as number)) / 2
      if (before > rise || after >= rise) continue
      let sharp = 0
      for (let off = -1; off <= 1; off++) {
        sharp = Math.max(sharp, Math.abs((soft[at + (off + 1) * step] as number) - (soft[at + (off - 1) * step] as number)) / 2)
      }
      found.push([rise, sharp / rise])
    }
  }
  if (found.length < 12) return Infinity
  found.sort((a, b) => b[0] - a[0])
  const strong = found.slice(0, Math.max(12, Math.ceil(found.length * 0.3))).map(([, ratio]) => ratio).sort((a, b) => b - a)
  const ratio = strong[Math.floor(strong.length * 0.25)] as number
  const square = ratio * ratio
  if (square <= 1) return Infinity
  return Math.sqrt(Math.max(0, (often - square * once) / (square - 1)))
}

/** The blur, as a share of the document's long side, at which print can just be read: a letter's stroke is 0.3 %. */
const readableBlur = 0.004

/** 0 to 1 for a blur given as a share of the document's long side; 0.5 is the least that passes. */
export const sharpnessOf = (blur: number) => 1 / (1 + blur / readableBlur)
