import type { Corners, DocumentShape } from '../core/quality.ts'
import { createDocumentFinder, isWhole } from './find.ts'
import { lightOf } from './light.ts'
import { cornersOf, sidesOf } from './outline.ts'
import { toneAt, type Pixels } from './pixels.ts'
import { mostTiltDegrees, tiltOf } from './pose.ts'
import { createFlat, rectify } from './rectify.ts'
import { createBlurMeter, leastDocumentPixels, sharpnessOf } from './sharpness.ts'

/** A rectangle in a frame, in its pixels. */
export interface FrameRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Length of the long side of a frame's view, in pixels, at which it is not made smaller once more. */
const frameLongSidePixels = 256
/** What is looked at around the guide, as a share of its long side. */
const aroundGuide = 0.2
/** So many pixels have a document with 165 in a row, and are read in a few milliseconds. */
const mostPixels = 30_000

/** A part of the camera's picture, in its pixels, and by what it is to be multiplied to be looked at. */
export interface FrameView extends FrameRect {
  readonly ratio: number
}

/**
 * Which part of the camera's picture is looked at: the guide, and some ground to tell a document from. All numbers are
 * even, as colours have half as many.
 */
export function viewAround(guide: FrameRect, frameWidth: number, frameHeight: number): FrameView {
  const margin = aroundGuide * Math.max(guide.width, guide.height)
  const span = (from: number, length: number, most: number) => {
    const start = Math.max(0, from - margin) & ~1
    return [start, (Math.min(most, from + length + margin) - start) & ~1] as const
  }
  const [x, width] = span(guide.x, guide.width, frameWidth)
  const [y, height] = span(guide.y, guide.height, frameHeight)
  return { x, y, width, height, ratio: Math.min(1, Math.sqrt(mostPixels / (width * height))) }
}

/** What was seen in a frame of the live camera. */
export interface FrameLook {
  /** In pixels of the frame; `null` where no document was found. */
  readonly corners: Corners | null
  /** Whether all of the document is in the frame, and no farther out of the guide than what is taken with it. */
  readonly isWhole: boolean
  /** Whether it is so small in the guide, or has so few of the camera's pixels, that it is to come closer. */
  readonly isFar: boolean
  /** Whether it is larger than the guide. */
  readonly isNear: boolean
  readonly isTilted: boolean
  /** Of the document, or of what is in the guide. */
  readonly isDark: boolean
  readonly isBright: boolean
  readonly hasGlare: boolean
  /** 0 to 1; 0.5 is the least that passes, and tells of gross blur only: a frame is small. 0 without a document. */
  readonly sharpness: number
  /** Mean change of the picture's lightness since the frame before, 0 to 1; 0 for the first. */
  readonly motion: number
}

/** Pixels looked at for the picture as a whole: so many by so many. */
const samples = 24
/** Lines to put together, in the few milliseconds that a frame has. */
const mostLines = 20
/** Of what may be a document, so many are looked at closely in that time. */
const mostQuads = 3
/** How far a corner may be out of the guide, as a share of its long side; photos are taken with 12 % on each side. */
const mostOutside = 0.1
/** Long side of the document as a share of the guide's, at least and at most. */
const leastFill = 0.62
const mostFill = 1.15
/** How much of the guide it must fill at most, however few pixels a camera has. */
const enoughFill = 0.8
/** Print is smaller than the pixels of a frame, and looks softer than it is. */
const smallPrint = 0.65
/** Long and short side of the document as it is laid flat to be judged; about what it has in the frame. */
const flatLong = 160
const flatShort = 107

/**
 * Makes a reader of the frames of one camera; it remembers the frame before, and works in the same room for each.
 * @returns reads what is in view, in which the guide lies as given, and `ratio` tells by what the camera's picture was
 * multiplied
 */
export function createFrameReader(shape: DocumentShape): (pixels: Pixels, guide: FrameRect, ratio?: number) => FrameLook {
  const find = createDocumentFinder(frameLongSidePixels, mostLines, mostQuads, shape)
  const flat = createFlat(flatLong, flatShort)
  const measureBlur = createBlurMeter(flatLong, flatShort)
  const tones = new Float32Array(samples * samples)
  /** How much of the change since the frame before is known. */
  let known = 0

  /** How much the picture has changed, 0 to 1; keeps its tones for the next one. */
  function motionTo({ data, width, height }: Pixels) {
    let motion = 0
    for (let index = 0; index < tones.length; index++) {
      const row = Math.floor(((Math.floor(index / samples) + 0.5) * height) / samples)
      const at = (row * width + Math.floor((((index % samples) + 0.5) * width) / samples)) * 4
      const tone = toneAt(data, at)
      motion += Math.abs(tone - (tones[index] as number))
      tones[index] = tone
    }
    motion *= known / tones.length / 255
    known = 1
    return motion
  }

  return (pixels, guide, ratio = 1) => {
    const { width, height } = pixels
    const motion = motionTo(pixels)
    const found = find(pixels)
    const corners = found ? found.corners : null
    const { x, y } = guide
    const place = corners ?? cornersOf(x, y, guide.width, guide.height)
    rectify(pixels, place, flat)
    const long = Math.max(...sidesOf(place))
    const guideLong = Math.max(guide.width, guide.height)
    return {
      corners,
      isWhole: !!found && isWhole(found, pixels) && isWhole(found, guide, x, y, mostOutside * guideLong),
      isFar: long < Math.max(leastFill * guideLong, Math.min(enoughFill * guideLong, leastDocumentPixels * ratio)),
      isNear: long > mostFill * guideLong,
      isTilted: tiltOf(place, width, height) > mostTiltDegrees,
      sharpness: corners ? sharpnessOf(measureBlur(flat) * smallPrint, flatLong, long) : 0,
      ...lightOf(flat),
      motion,
    }
  }
}
