import { describe, expect, it } from 'vitest'
import type { LiveHint } from '../../src/core/quality.ts'
import type { FrameLook } from '../../src/vision/frame.ts'
import { createGuide, type Guidance } from '../../src/vision/guide.ts'
import { cardAt } from './scene.ts'

const well: FrameLook = {
  corners: cardAt(160, 120, 230), isWhole: true, isFar: false, isNear: false, isTilted: false, isDark: false,
  isBright: false, hasGlare: false, sharpness: 0.9, motion: 0.01,
}
const lost: FrameLook = { ...well, corners: null, isWhole: false, sharpness: 0 }

type Told = Guidance & { atMs: number }

/** Shows a guide one look after another, so many a second. */
function show(guide: ReturnType<typeof createGuide>, looks: readonly FrameLook[], perSecond = 12, fromMs = 0): Told[] {
  return looks.map((look, index) => {
    const atMs = fromMs + (index * 1000) / perSecond
    return { atMs, ...guide.see(look, atMs) }
  })
}

const times = (count: number, look: FrameLook | ((index: number) => FrameLook)) =>
  Array.from({ length: count }, (_, index) => (typeof look === 'function' ? look(index) : look))
const moving = (pixelsPerLook: number) => (index: number): FrameLook => ({
  ...well, corners: cardAt(100 + index * pixelsPerLook, 120, 230),
})
/** A hand trembles a little, and corners are found a little off. */
const trembling = (index: number): FrameLook => ({
  ...well, corners: cardAt(160 + Math.sin(index * 2.3) * 1.3, 120 + Math.cos(index * 1.7) * 1.3, 230),
})
const wasTaken = (told: readonly Guidance[]) => told.some(({ shouldTake }) => shouldTake)

describe('the picture that is taken by itself', () => {
  it.each([10, 12, 15, 30])('comes 0.7 to 1.2 seconds after all is well, at %i looks a second', (perSecond) => {
    const told = show(createGuide({ takesByItself: true }), times(perSecond * 3, trembling), perSecond)
    const taken = told.filter(({ shouldTake }) => shouldTake)
    expect(taken).toHaveLength(1)
    expect(taken[0]!.atMs).toBeGreaterThanOrEqual(690)
    expect(taken[0]!.atMs).toBeLessThanOrEqual(1200)
    expect(taken[0]!.steadiness).toBe(1)
  })

  it('comes within 1.5 seconds of the document coming to rest', () => {
    const guide = createGuide({ takesByItself: true })
    show(guide, times(12, moving(5)))
    const told = show(guide, times(24, { ...well, corners: cardAt(155, 120, 230) }), 12, 1000)
    const taken = told.find(({ shouldTake }) => shouldTake)
    expect(taken!.atMs).toBeLessThanOrEqual(2500)
  })

  it.each<[string, (index: number) => FrameLook]>([
    ['one frame without a document', (index) => (index === 6 ? lost : well)],
    ['missing the document in every other frame of a still picture', (index) => (index % 2 ? well : lost)],
    ['something else taken for the document here and there', (index) => (index % 4 === 3 ? { ...well, corners: cardAt(90, 60, 150) } : well)],
    ['a frame here and there in which the document seems tilted or blurry', (index) => (
      index % 12 === 2 ? { ...well, isTilted: true } : index % 12 === 8 ? { ...well, sharpness: 0.45 } : well)],
    ['a side found a little off here and there', (index) => (
      index % 3 ? well : { ...well, corners: cardAt(160, 124, 234) })],
  ])('is not kept back by %s', (_, look) => {
    const told = show(createGuide({ takesByItself: true }), times(24, look), 14)
    expect(wasTaken(told)).toBe(true)
  })

  it('is not kept back by where the document was before', () => {
    const guide = createGuide({ takesByItself: true })
    show(guide, times(8, { ...well, corners: cardAt(60, 60, 150), isWhole: false }))
    const told = show(guide, times(16, well), 12, 667)
    expect(told.find(({ shouldTake }) => shouldTake)!.atMs).toBeLessThanOrEqual(667 + 1100)
  })

  it.each<[string, FrameLook | ((index: number) => FrameLook)]>([
    ['without a document', lost],
    ['cut off', { ...well, isWhole: false }],
    ['too far', { ...well, isFar: true }],
    ['too near', { ...well, isNear: true }],
    ['tilted', { ...well, isTilted: true }],
    ['blurry', { ...well, sharpness: 0.4 }],
    ['in the dark', { ...well, isDark: true }],
    ['washed out', { ...well, isBright: true }],
    ['under a reflection', { ...well, hasGlare: true }],
    ['in motion', moving(3)],
    ['in slow motion', moving(1.8)],
    ['in a picture that changes as a whole', { ...well, motion: 0.2 }],
    ['seen in one frame of eight only', (index) => (index % 8 ? lost : well)],
    ['seen in every other frame of a picture that changes', (index) => (index % 2 ? well : { ...lost, motion: 0.05 })],
    ['in another place in every frame', (index) => ({ ...well, corners: cardAt(100 + (index % 3) * 40, 120, 230) })],
    ['swung to and fro', (index) => ({ ...well, corners: cardAt(160 + 80 * Math.sin(index / 1.5), 120, 230) })],
  ])('never comes %s', (_, look) => {
    expect(wasTaken(show(createGuide({ takesByItself: true }), times(60, look)))).toBe(false)
  })

  it('comes once, and again only when something else was shown', () => {
    const guide = createGuide({ takesByItself: true })
    expect(wasTaken(show(guide, times(20, well)))).toBe(true)
    const still = show(guide, times(60, trembling), 12, 2000)
    expect(wasTaken(still)).toBe(false)
    expect(still.every(({ steadiness }) => steadiness === 0)).toBe(true)
    show(guide, times(12, lost), 12, 8000)
    expect(wasTaken(show(guide, times(20, well), 12, 9000))).toBe(true)
  })

  it('never comes where it is turned off, while the hint tells that all is well', () => {
    const told = show(createGuide({ takesByItself: false }), times(40, well))
    expect(wasTaken(told)).toBe(false)
    expect(told.at(-1)).toMatchObject({ hint: 'steady', steadiness: 1 })
  })

  it('does not count the time in which no frame was seen', () => {
    const guide = createGuide({ takesByItself: true })
    guide.see(well, 0)
    expect(guide.see(well, 60_000)).toMatchObject({ shouldTake: false })
  })
})

describe('the hint', () => {
  it.each<[LiveHint, FrameLook | ((index: number) => FrameLook)]>([
    ['no-document', lost],
    ['dark', { ...lost, isDark: true }],
    ['still', { ...lost, motion: 0.2 }],
    ['closer', { ...well, isFar: true }],
    ['back', { ...well, isNear: true, isWhole: false }],
    ['whole', { ...well, isWhole: false }],
    ['tilted', { ...well, isTilted: true }],
    ['dark', { ...well, isDark: true }],
    ['bright', { ...well, isBright: true }],
    ['still', moving(5)],
    ['glare', { ...well, hasGlare: true }],
    ['blurry', { ...well, sharpness: 0.3 }],
    ['steady', well],
  ])('is %s', (hint, look) => {
    expect(show(createGuide({ takesByItself: true }), times(20, look)).at(-1)!.hint).toBe(hint)
  })

  it('changes at most once a second, however the looks change', () => {
    const kinds = [lost, well, { ...well, isFar: true }, { ...well, hasGlare: true }, { ...well, isWhole: false }]
    // each kind lasts for four looks, a third of a second
    const told = show(createGuide({ takesByItself: true }), times(200, (index) => kinds[Math.floor(index / 4) % 5]!))
    const changes = told.filter(({ hint }, index) => index > 0 && hint !== told[index - 1]!.hint)
    expect(changes.length).toBeGreaterThan(5)
    changes.forEach(({ atMs }, index) => {
      if (index > 0) expect(atMs - changes[index - 1]!.atMs).toBeGreaterThanOrEqual(1000)
    })
  })

  it('does not follow a single frame', () => {
    const looks = times(40, (index) => (index % 10 === 5 ? { ...well, isFar: true } : lost))
    const told = show(createGuide({ takesByItself: true }), looks)
    expect(new Set(told.map(({ hint }) => hint))).toEqual(new Set(['no-document']))
  })

  it('is there from the first look on', () => {
    expect(createGuide({ takesByItself: true }).see(lost, 5).hint).toBe('no-document')
  })
})
