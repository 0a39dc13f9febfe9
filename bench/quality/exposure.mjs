// How much light the sensor takes, and what too much of it does.
import { planGlareLight } from './glare.mjs'
import { encode } from './optics.mjs'

/** Lightness of a pixel, 0 to 1, as the picture will have it. */
export const lumaOf = ([red, green, blue], at, gain) =>
  (0.299 * encode(red.values[at] * gain) + 0.587 * encode(green.values[at] * gain) + 0.114 * encode(blue.values[at] * gain)) / 255

/** Every so manieth pixel of the document, or of the picture when there is none. */
function samplesOf({ planes, places }) {
  const picked = []
  for (let at = 0; at < planes[0].values.length; at += 37) if (!places || places[at * 2] === places[at * 2]) picked.push(at)
  return picked
}

export const meanOf = (list) => list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length)

/** Halves the interval until `isTooMuch` is on the edge. */
function search(low, high, isTooMuch) {
  for (let step = 0; step < 18; step++) {
    const middle = Math.sqrt(low * high)
    if (isTooMuch(middle)) high = middle
    else low = middle
  }
  return low
}

const shareOf = (samples, isSo) => samples.filter(isSo).length / Math.max(1, samples.length)

/** How much light the sensor takes. */
function chooseGain(planes, samples, { exposure }, isDocument) {
  const mean = (gain) => meanOf(samples.map((at) => lumaOf(planes, at, gain)))
  const lighter = (gain, than) => shareOf(samples, (at) => lumaOf(planes, at, gain) > than)
  const washed = (gain) => lighter(gain, 0.965)
  /** Until a tenth is lighter than that. */
  const lightest = (than) => search(0.0005, 60, (gain) => lighter(gain, than) > 0.1)
  if (exposure.mean) return Math.min(lightest(0.42), search(0.0005, 50, (gain) => mean(gain) > exposure.mean))
  if (exposure.over) return Math.max(lightest(0.98) * exposure.over, search(0.2, 60, (gain) => washed(gain) > 0.4))
  const all = planes[1].values
  let sum = 0
  for (let at = 0; at < all.length; at += 101) sum += all[at]
  const metered = exposure.meter / (sum / Math.ceil(all.length / 101))
  if (!isDocument) return Math.min(metered, search(0.05, 50, (gain) => mean(gain) > 0.82))
  const least = Math.max(lightest(0.55), search(0.01, 50, (gain) => mean(gain) > 0.3))
  const most = Math.min(search(0.01, 50, (gain) => mean(gain) > 0.8), search(0.01, 50, (gain) => washed(gain) > 0.015))
  return Math.min(most, Math.max(least, metered))
}

/** Stray light in the lens: what is far too bright lies over everything. */
function addVeil(planes, share, gain) {
  for (const { values } of planes) {
    let sum = 0
    for (let at = 0; at < values.length; at += 101) sum += Math.min(4 / gain, values[at])
    const stray = (share * sum) / Math.ceil(values.length / 101)
    for (let at = 0; at < values.length; at++) values[at] += stray
  }
}

/** Adds the mirrored lights and finds out how much light the sensor takes. */
export function meter(scene, { planes, places }, fixedGain = null) {
  const samples = samplesOf({ planes, places })
  const gain = fixedGain ?? chooseGain(planes, samples, scene, Boolean(places))
  if (scene.exposure.veil) addVeil(planes, scene.exposure.veil, gain)
  const isGlossy = places && samples.length > 0 && (scene.glare || scene.light.sheen)
  const glare = isGlossy ? planGlareLight(scene, { planes, places, samples, gain }) : 0
  return { samples, gain, glare }
}
