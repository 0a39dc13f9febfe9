import type { Flat } from './rectify.ts'

/** How a document is lit. */
export interface Light {
  /** Mean lightness, 0 to 1. */
  readonly brightness: number
  /** Share that is burnt out by a reflection, 0 to 1. */
  readonly glare: number
  readonly isDark: boolean
  readonly isBright: boolean
  readonly hasGlare: boolean
}

/** From here on a colour is at its end: the sensor, or the JPEG, has nothing more to tell. */
const burntOut = 250
/** More than the white edges of letters and holograms that any photo has, and not so much that all of it is washed out. */
const leastGlare = 0.02
const mostGlare = 0.5
const counts = new Int32Array(256)

/** Measures the light on a flat document. */
export function lightOf({ light, weakest }: Flat): Light {
  counts.fill(0)
  const count = light.length
  let sum = 0
  let burnt = 0
  for (let at = 0; at < count; at++) {
    const value = light[at] as number
    sum += value
    const level = (value + 0.5) | 0
    counts[level] = (counts[level] as number) + 1
    if ((weakest[at] as number) >= burntOut) burnt++
  }
  /** The lightness that this share of the document lies under. */
  const levelOf = (share: number) => {
    let left = count * share
    let level = 0
    while (level < 255 && (left -= counts[level] as number) > 0) level++
    return level / 255
  }
  const brightness = sum / count / 255
  const glare = burnt / count
  return {
    brightness,
    glare,
    // a dark card in good light has light print
    isDark: brightness < 0.26 && levelOf(0.98) < 0.6,
    // paper reads as 0.6 to 0.88 in a good photo: where half is over 0.93, or the ink is as light as paper, it is washed out
    isBright: levelOf(0.5) > 0.93 || levelOf(0.05) > 0.62,
    hasGlare: glare > leastGlare && glare < mostGlare,
  }
}
