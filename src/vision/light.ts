import type { Flat } from './rectify.ts'

/** How a document is lit; all from 0 to 1. */
export interface Light {
  /** Mean lightness. */
  brightness: number
  /** Lightness that only a twentieth of the document lies under, and over. */
  darkest: number
  brightest: number
  /** Share that has no print and no tone left, in patches. */
  glare: number
}

/** Measures a flat document. */
export function lightOf({ light, weakest, width, height }: Flat): Light {
  const counts = new Int32Array(256)
  let sum = 0
  let burnt = 0
  for (let at = 0; at < light.length; at++) {
    const value = light[at] as number
    sum += value
    const step = Math.min(255, Math.round(value))
    counts[step] = (counts[step] as number) + 1
    if ((weakest[at] as number) >= 250) burnt++
  }
  const level = (share: number) => {
    let left = light.length * share
    let value = 0
    while (value < 255 && (left -= counts[value] as number) > 0) value++
    return value / 255
  }
  void width
  void height
  return { brightness: sum / light.length / 255, darkest: level(0.05), brightest: level(0.95), glare: burnt / light.length }
}
