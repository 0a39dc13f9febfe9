// Films a planned clip inside of the page.
import { planClip } from './clip-plan.mjs'
import { meter } from './exposure.mjs'
import { layOut } from './flat.mjs'
import { writeMarker } from './marker.mjs'
import { develop } from './optics.mjs'
import { createRandom } from './random.mjs'
import { expose, focus } from './scene.mjs'

/**
 * Draws every frame of a clip and hands it over.
 * @param {(image: ImageData, quality: number) => Promise<void>} take
 */
export async function film(clip, guide, take) {
  const { scene, shots } = planClip(clip, guide)
  const last = shots.at(-1)
  const every = shots.filter((_, at) => at % 3 === 0).concat(last)
  const laid = layOut(scene, every.map(({ pose }) => pose))
  // The exposure of the last frame holds for all: phones lock it slowly, and what is to be dark must stay so.
  const { gain } = meter({ ...scene, glare: null }, expose(scene, laid, last.pose))
  const random = createRandom(clip.seed + 2)
  for (const { pose, radius, smear, light, number } of shots) {
    const seen = expose(scene, laid, pose)
    meter(scene, seen, gain)
    const isMoving = smear.length > 1.5
    const blur = { kind: isMoving ? 'motion' : 'disc', ...smear, bend: 0, radius }
    const planes = focus(seen.planes, { blur, softness: scene.softness })
    const noise = scene.noise + (light < 0.3 ? 4 : 0)
    const image = develop(planes, { ...scene, noise, gain: gain * light, random })
    writeMarker(image, number)
    await take(image, scene.quality)
  }
}

