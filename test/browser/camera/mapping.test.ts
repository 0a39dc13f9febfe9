import { describe, expect, it } from 'vitest'
import { checkPixels } from '../../../src/core/documents.ts'
import { evenPart, guideToPicture } from '../../../src/browser/camera/mapping.ts'
import type { Rect } from '../../../src/browser/camera/types.ts'

const box = (width: number, height: number) => ({ width, height })

/** Shapes as they were met: the preview in CSS pixels, the video's frames, and the picture that was taken. */
const shapes = [
  { name: 'an upright phone', view: box(390, 844), video: box(1080, 1920), picture: box(1080, 1920) },
  { name: 'an upright phone with a 4:3 photo', view: box(390, 844), video: box(1080, 1920), picture: box(3024, 4032) },
  { name: 'a phone on its side', view: box(844, 390), video: box(1920, 1080), picture: box(1920, 1080) },
  { name: 'a 4:3 sensor behind a 16:9 video', view: box(640, 360), video: box(1920, 1080), picture: box(4000, 3000) },
  { name: 'a laptop in a tall preview', view: box(560, 640), video: box(1280, 720), picture: box(1280, 720) },
  { name: 'a 4K camera', view: box(1280, 720), video: box(3840, 2160), picture: box(3840, 2160) },
  { name: 'an open foldable', view: box(673, 841), video: box(1440, 1920), picture: box(2448, 3264) },
  { name: 'a closed foldable', view: box(344, 882), video: box(1080, 1920), picture: box(1080, 1920) },
  { name: 'a webcam of the old kind', view: box(390, 500), video: box(640, 480), picture: box(640, 480) },
]

/** A card's outline in the middle of the preview. */
function cardIn({ width, height }: { width: number; height: number }): Rect {
  const wide = Math.min(width * 0.86, height * 0.8 * 1.585)
  return { x: (width - wide) / 2, y: (height - wide / 1.585) / 2, width: wide, height: wide / 1.585 }
}

/** Where the browser draws a pixel of the video, as `object-fit: cover` is defined. */
function placeInView(x: number, y: number, view: { width: number; height: number }, video: { width: number; height: number }) {
  const scale = Math.max(view.width / video.width, view.height / video.height)
  return [(view.width - video.width * scale) / 2 + x * scale, (view.height - video.height * scale) / 2 + y * scale]
}

describe.each(shapes)('the guide on $name', ({ view, video, picture }) => {
  it('is cut out with its own proportions, in the middle, inside of the picture', () => {
    const part = guideToPicture({ guide: cardIn(view), view, video, picture, isMirrored: false })!
    expect(Math.abs(part.x + part.width / 2 - picture.width / 2)).toBeLessThanOrEqual(1)
    expect(Math.abs(part.y + part.height / 2 - picture.height / 2)).toBeLessThanOrEqual(1)
    expect(part.x).toBeGreaterThanOrEqual(0)
    expect(part.y).toBeGreaterThanOrEqual(0)
    expect(part.x + part.width).toBeLessThanOrEqual(picture.width)
    expect(part.y + part.height).toBeLessThanOrEqual(picture.height)
    for (const side of Object.values(part)) expect(Number.isInteger(side)).toBe(true)
  })

  it('is the other side of the picture under a mirror', () => {
    const guide = { x: view.width * 0.1, y: view.height * 0.4, width: view.width * 0.2, height: view.height * 0.1 }
    const plain = guideToPicture({ guide, view, video, picture, isMirrored: false })!
    const mirrored = guideToPicture({ guide, view, video, picture, isMirrored: true })!
    expect(Math.abs(mirrored.x - (picture.width - plain.x - plain.width))).toBeLessThanOrEqual(1)
    expect(mirrored.y).toBe(plain.y)
  })
})

it.each(shapes.filter(({ video, picture }) => video.width === picture.width))(
  'on $name ends where the browser drew what lies under it',
  ({ view, video, picture }) => {
    const guide = { x: view.width * 0.3, y: view.height * 0.35, width: view.width * 0.3, height: view.height * 0.2 }
    const part = guideToPicture({ guide, view, video, picture, isMirrored: false, margin: 0 })!
    const [left = 0, top = 0] = placeInView(part.x, part.y, view, video)
    const [right = 0, bottom = 0] = placeInView(part.x + part.width, part.y + part.height, view, video)
    const pixel = Math.max(view.width / video.width, view.height / video.height)
    expect(Math.abs(left - guide.x)).toBeLessThanOrEqual(pixel)
    expect(Math.abs(top - guide.y)).toBeLessThanOrEqual(pixel)
    expect(Math.abs(right - guide.x - guide.width)).toBeLessThanOrEqual(pixel)
    expect(Math.abs(bottom - guide.y - guide.height)).toBeLessThanOrEqual(pixel)
  },
)

const laptop = { view: box(1280, 720), video: box(1280, 720), picture: box(1280, 720), isMirrored: false }

it('maps pixel by pixel where nothing is scaled', () => {
  const guide = { x: 200, y: 100, width: 400, height: 200 }
  expect(guideToPicture({ ...laptop, guide, margin: 0 })).toEqual(guide)
  expect(guideToPicture({ ...laptop, guide })).toEqual({ x: 152, y: 76, width: 496, height: 248 })
})

it('takes the video for the middle of a taller photo, at one scale', () => {
  const guide = { x: 0, y: 0, width: 640, height: 360 }
  const part = guideToPicture({ guide, view: box(640, 360), video: box(1920, 1080), picture: box(4000, 3000), isMirrored: false, margin: 0 })
  expect(part).toEqual({ x: 0, y: 375, width: 4000, height: 2250 })
})

it('takes the video for the middle of a wider photo too', () => {
  const guide = { x: 0, y: 0, width: 640, height: 480 }
  const part = guideToPicture({ guide, view: box(640, 480), video: box(640, 480), picture: box(1920, 1080), isMirrored: false, margin: 0 })
  expect(part).toEqual({ x: 240, y: 0, width: 1440, height: 1080 })
})

it('keeps the margin inside of the picture', () => {
  const part = guideToPicture({ ...laptop, guide: { x: 10, y: 10, width: 1260, height: 700 } })
  expect(part).toEqual({ x: 0, y: 0, width: 1280, height: 720 })
})

it('keeps more around the guide where the picture would be too small to be used, as far as there is more', () => {
  const guide = { x: 400, y: 200, width: 480, height: 300 }
  expect(guideToPicture({ ...laptop, guide, leastPixels: 330 })).toEqual(guideToPicture({ ...laptop, guide }))
  expect(guideToPicture({ ...laptop, guide, leastPixels: 600 })).toEqual({ x: 160, y: 50, width: 960, height: 600 })
  expect(guideToPicture({ ...laptop, guide, leastPixels: 900 })).toMatchObject({ y: 0, height: 720 })
})

/** A guide above the middle of previews as they are drawn, over feeds of which it covers little. */
const tight = [
  { view: box(356, 627), guide: { x: 20, y: 166, width: 316, height: 199.3 }, video: box(1280, 720) },
  { view: box(326, 612), guide: { x: 20, y: 160, width: 286, height: 180.4 }, video: box(1280, 720) },
  { view: box(718, 731), guide: { x: 119, y: 160, width: 480, height: 302.8 }, video: box(1280, 720) },
  { view: box(356, 627), guide: { x: 20, y: 166, width: 316, height: 199.3 }, video: box(1281, 721) },
  { view: box(356, 627), guide: { x: 20, y: 400, width: 316, height: 199.3 }, video: box(800, 600) },
]

it.each(tight)('makes a photo that is large enough, wherever the guide lies over a feed of $video.width × $video.height', ({ view, guide, video }) => {
  const place = { guide, view, video, picture: video, isMirrored: false, leastPixels: 600 }
  const part = guideToPicture(place)!
  const cut = evenPart(part, video)
  expect(checkPixels(cut.width, cut.height)).toBeNull()
  expect(Object.values(cut).filter((side) => side % 2 !== 0)).toEqual([])
  expect(cut.x + cut.width).toBeLessThanOrEqual(video.width)
  expect(cut.y + cut.height).toBeLessThanOrEqual(video.height)
  // What lies under the guide is all in it
  const bare = guideToPicture({ ...place, leastPixels: 0, margin: 0 })!
  expect(part.x).toBeLessThanOrEqual(bare.x)
  expect(part.y).toBeLessThanOrEqual(bare.y)
  expect(part.x + part.width).toBeGreaterThanOrEqual(bare.x + bare.width)
  expect(part.y + part.height).toBeGreaterThanOrEqual(bare.y + bare.height)
})

/** Boxes of a feed that lies, as the look draws them in widgets of several widths: 1.2 times the guide tall. */
const boxes = [[718, 600], [718, 454], [356, 316], [326, 286], [278, 238]] as const

it.each(boxes)('has a document’s worth of pixels under the guide where a feed that lies is %i px wide and the guide %i', (wide, long) => {
  const view = box(wide, long * 1.2)
  const guide = { x: (wide - long) / 2, y: (view.height - long / 1.585) / 2, width: long, height: long / 1.585 }
  for (const [video, least] of [[box(1280, 720), 590], [box(1920, 1080), 880]] as const) {
    const place = { guide, view, video, picture: video, isMirrored: false }
    expect(guideToPicture({ ...place, margin: 0 })!.width).toBeGreaterThanOrEqual(least)
    const cut = evenPart(guideToPicture({ ...place, leastPixels: 600 })!, video)
    expect(checkPixels(cut.width, cut.height)).toBeNull()
  }
})

it('loses nothing to even numbers but the last line of an odd picture', () => {
  expect(evenPart({ x: 3, y: 5, width: 600, height: 601 }, box(1280, 720))).toEqual({ x: 2, y: 4, width: 602, height: 602 })
  expect(evenPart({ x: 0, y: 120, width: 1280, height: 600 }, box(1280, 720))).toEqual({ x: 0, y: 120, width: 1280, height: 600 })
  expect(evenPart({ x: 0, y: 0, width: 641, height: 481 }, box(641, 481))).toEqual({ x: 0, y: 0, width: 640, height: 480 })
})

it('cannot tell where a turned photo belongs, nor a guide beside the video', () => {
  const guide = { x: 200, y: 100, width: 400, height: 200 }
  expect(guideToPicture({ ...laptop, guide, picture: box(3000, 4000) })).toBeNull()
  expect(guideToPicture({ ...laptop, guide: { ...guide, x: -900 } })).toBeNull()
  expect(guideToPicture({ ...laptop, guide, picture: box(3000, 3000) })).not.toBeNull()
})
