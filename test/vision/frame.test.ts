import { describe, expect, it } from 'vitest'
import { createFrameReader, viewAround } from '../../src/vision/frame.ts'
import { cardAt, cornerError, draw, type Scene } from './scene.ts'

const guide = { x: 30, y: 40, width: 260, height: 164 }
const frame = (scene: Scene = {}) => draw({ width: 320, height: 240, corners: cardAt(160, 122, 235, 2, 4), ...scene })
const read = (scene?: Scene) => createFrameReader('card')(frame(scene), guide)

describe('a frame of the live camera', () => {
  it('has its document found, in the guide, whole, sharp and well lit', () => {
    const look = read()
    expect(cornerError(look.corners, cardAt(160, 122, 235, 2, 4))).toBeLessThan(0.02)
    expect(look).toMatchObject({
      isWhole: true, isFar: false, isNear: false, isTilted: false, isDark: false, isBright: false, hasGlare: false,
    })
    expect(look.sharpness).toBeGreaterThan(0.5)
  })

  it('shows no document on a bare table', () => {
    expect(read({ corners: null })).toMatchObject({ corners: null, isWhole: false, sharpness: 0 })
  })

  it.each<[string, Scene, object]>([
    ['cut off', { corners: cardAt(160, 40, 240) }, { isWhole: false }],
    ['beside the guide', { corners: cardAt(120, 70, 190) }, { isWhole: false }],
    ['too small in the guide', { corners: cardAt(160, 122, 150) }, { isFar: true, isNear: false }],
    ['larger than the guide', { corners: cardAt(160, 122, 305) }, { isFar: false, isNear: true }],
    ['tilted', { corners: cardAt(160, 122, 210, 28, 10) }, { isTilted: true }],
    ['dark', { gain: 0.2 }, { isDark: true }],
    ['washed out', { gain: 1.3, lift: 10 }, { isBright: true }],
    ['hit by a reflection', { glare: true }, { hasGlare: true }],
  ])('tells that the document is %s', (_, scene, wanted) => expect(read(scene)).toMatchObject(wanted))

  it.each([
    ['is near enough, as a camera of 720 lines has 500 pixels of it', 185, 1 / 2.8, false],
    ['is to come closer, as the camera gives 400 of it', 185, 1 / 2.2, true],
    ['is near enough once it fills four fifths of the guide, as the camera has no more', 215, 1, false],
  ])('tells that the document %s', (_, long, ratio, isFar) => {
    expect(createFrameReader('card')(frame({ corners: cardAt(160, 122, long) }), guide, ratio)).toMatchObject({ isFar })
  })

  it('tells that the document is out of focus', () => {
    expect(read({ blur: 12 }).sharpness).toBeLessThan(0.5)
  })

  it('shows none where there is nothing to be seen', () => {
    const { data, ...size } = frame()
    const black = { ...size, data: new Uint8ClampedArray(data.length) }
    expect(createFrameReader('card')(black, guide)).toMatchObject({ corners: null, isDark: true })
  })

  it('is compared with the frame before', () => {
    const see = createFrameReader('card')
    expect(see(frame(), guide).motion).toBe(0)
    expect(see(frame(), guide).motion).toBeCloseTo(0, 5)
    expect(see(frame({ corners: cardAt(130, 90, 200) }), guide).motion).toBeGreaterThan(0.05)
  })

  it('may change its size, as when the device is turned', () => {
    const see = createFrameReader('card')
    expect(see(frame(), guide).corners).not.toBeNull()
    const upright = draw({ width: 240, height: 320, corners: cardAt(120, 160, 190) })
    expect(see(upright, { x: 20, y: 95, width: 200, height: 126 }).corners).not.toBeNull()
    expect(see(frame(), guide).corners).not.toBeNull()
  })

  it('is read in the same room as the one before: a hundred frames leave less than a frame each behind', () => {
    const see = createFrameReader('card')
    const picture = frame()
    // the first one makes the room for all
    see(picture, guide)
    const before = process.memoryUsage()
    for (let times = 0; times < 100; times++) see(picture, guide)
    const after = process.memoryUsage()
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(100 * picture.data.byteLength * 0.1)
  })
})

describe('what is looked at of the camera’s picture', () => {
  it('is the guide with some ground around it, made smaller', () => {
    const view = viewAround({ x: 1500, y: 800, width: 800, height: 505 }, 3840, 2160)
    expect(view).toMatchObject({ x: 1340, y: 640, width: 1120, height: 824 })
    expect(view.width * view.ratio * view.height * view.ratio).toBeCloseTo(30_000, 0)
  })

  it.each([
    ['a tall phone', { x: 43, y: 440, width: 634, height: 400 }, 720, 1280],
    ['a laptop', { x: 373, y: 191, width: 534, height: 337 }, 1280, 720],
    ['an odd camera', { x: -3, y: 1.5, width: 641, height: 477 }, 641, 481],
  ])('is within the picture of %s, on even numbers, and shows a document of 140 pixels or more', (_, place, width, height) => {
    const view = viewAround(place, width, height)
    expect([view.x, view.y, view.width, view.height].map((length) => length % 2)).toEqual([0, 0, 0, 0])
    expect(Math.min(view.x, view.y)).toBeGreaterThanOrEqual(0)
    expect(view.x + view.width).toBeLessThanOrEqual(width)
    expect(view.y + view.height).toBeLessThanOrEqual(height)
    expect(place.width * view.ratio).toBeGreaterThan(140)
    expect(view.ratio).toBeLessThanOrEqual(1)
  })
})
