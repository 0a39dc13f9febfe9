import { describe, expect, it } from 'vitest'
import { planScene, planSet } from '../../bench/quality/plan.mjs'
import { renderScene } from '../../bench/quality/scene.mjs'

const set = planSet()
const sceneOf = (condition: string, at = 0) => planScene(set.filter((frame) => frame.condition === condition)[at]!)
type Scene = ReturnType<typeof sceneOf>

/** A small picture of a white card on a black table, without anything that hides its edges. */
const plain = (scene: Scene): Scene => ({
  ...scene, shape: 'card', kind: 'permit-white', ground: 'black-table', things: 0, grip: null, isSpread: false, bend: 0,
  glare: null, blur: { kind: 'disc', radius: 0 }, noise: 0, chromaNoise: 0, light: { ...scene.light, shade: null, sheen: 0 },
})

const lumaAt = ({ data, width }: ImageData, x: number, y: number) => {
  const at = (Math.round(y) * width + Math.round(x)) * 4
  return 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!
}

describe('a rendered frame', () => {
  it('comes out the same from the same seed, pixel for pixel', () => {
    const scene = sceneOf('too-small')
    const [one, again] = [renderScene(scene), renderScene(scene)]
    expect(again.measured).toEqual(one.measured)
    expect(one.image.data.every((value, at) => value === again.image.data[at])).toBe(true)
    const other = renderScene({ ...scene, seed: scene.seed + 1, paintSeed: scene.paintSeed + 1 })
    expect(one.image.data.every((value, at) => value === other.image.data[at])).toBe(false)
  })

  it.each([0, 1, 2, 3, 4, 5])('has the edges of the document where the corners say (%i)', (at) => {
    // Cards only: the pose was found for the shape that was drawn by lot.
    const cards = set.filter(({ condition }) => condition === 'too-small').map(planScene).filter(({ shape }) => shape === 'card')
    const scene = plain(cards[at]!)
    const { image } = renderScene(scene)
    const corners = scene.corners!
    corners.forEach((from, side) => {
      const to = corners[(side + 1) % 4]!
      const length = Math.hypot(to.x - from.x, to.y - from.y)
      const [inwardX, inwardY] = [-(to.y - from.y) / length, (to.x - from.x) / length]
      for (const share of [0.15, 0.3, 0.5, 0.7, 0.85]) {
        const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share]
        // The cut edge itself is drawn darker
        expect(lumaAt(image, x + inwardX * 4, y + inwardY * 4)).toBeGreaterThan(90)
        expect(lumaAt(image, x - inwardX * 2.5, y - inwardY * 2.5)).toBeLessThan(60)
      }
    })
  })

  it.each(['dark', 'bright', 'glare', 'good'])('shows what it is labelled with: %s', { timeout: 60_000 }, (condition) => {
    for (const at of [0, 1]) {
      const { brightness, washed, glare } = renderScene(sceneOf(condition, at)).measured
      expect(brightness < 0.22).toBe(condition === 'dark')
      expect(washed > 0.35).toBe(condition === 'bright')
      expect(glare > 0.03).toBe(condition === 'glare')
    }
  })
})
