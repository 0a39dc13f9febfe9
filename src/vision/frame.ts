import type { Corners, DocumentShape } from '../core/quality.ts'
import { createDocumentFinder, leastScore } from './find.ts'
import { lightOf } from './light.ts'
import type { Pixels } from './pixels.ts'
import { poseOf } from './pose.ts'
import { rectify, sidesOf } from './rectify.ts'
import { blurOf, sharpnessOf } from './sharpness.ts'

/** Long side to which a frame of the live camera is made smaller before it is looked at, in pixels. */
export const frameLongSidePixels = 320

/** A part of a picture, in its pixels. */
export interface FrameGuide {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What was seen in a frame of the live camera. */
export interface FrameLook {
  /** In pixels of the frame; `null` where no document was found. */
  readonly corners: Corners | null
  /** Whether all of the document is in the frame. */
  readonly isWhole: boolean
  /** Long side of the document as a share of the guide's; 0 without a document. */
  readonly fill: number
  /** Whether all of the document is in the guide or so near to it that the picture, cut to the guide, has it all. */
  readonly isInGuide: boolean
  readonly tiltDegrees: number
  /** As in a photo's scores: 0 to 1, 0.5 is the least that passes. */
  readonly sharpness: number
  /** Share of the document, or of what is in the guide, that is burnt out. */
  readonly glare: number
  readonly isDark: boolean
  readonly isBright: boolean
  /** How much of the picture changed since the frame before, 0 to 1; 1 for the first. */
  readonly motion: number
  /** Whether the frame has no colour at all, as from an infrared camera. */
  readonly isColourless: boolean
  /** Whether the frame is of one tone, as from a covered lens or a camera that gives black. */
  readonly isUniform: boolean
}

const fields = 16
/** How far from the guide's middle a corner may lie, in guides; pictures keep a little more, 0.62 (`guideToPicture`). */
const reach = 0.6

/** Makes a reader of the frames of one camera, which remembers the frame before. */
export function createFrameReader(shape: DocumentShape): (pixels: Pixels, guide: FrameGuide) => FrameLook {
  const find = createDocumentFinder(frameLongSidePixels, shape)
  let before: Float32Array | null = null
  return (pixels, guide) => {
    const { width, height } = pixels
    const found = find(pixels)
    const corners = found && found.score >= leastScore ? found.corners : null
    const rest = overallOf(pixels)
    let motion = 1
    if (before) {
      motion = 0
      for (let at = 0; at < before.length; at++) motion += Math.abs((before[at] as number) - (rest.tones[at] as number))
      motion /= before.length * 255
    }
    before = rest.tones
    const { x, y } = guide
    const place: Corners = corners ?? [
      { x, y },
      { x: x + guide.width, y },
      { x: x + guide.width, y: y + guide.height },
      { x, y: y + guide.height },
    ]
    const flat = rectify(pixels, place, { width: 320, height: 202 }, 0.04)
    const light = lightOf(flat)
    return {
      corners,
      isWhole: place.every((corner) => corner.x > 1 && corner.y > 1 && corner.x < width - 2 && corner.y < height - 2),
      fill: corners ? Math.max(...sidesOf(corners)) / Math.max(guide.width, guide.height) : 0,
      isInGuide: place.every(
        (corner) => Math.abs(corner.x - x - guide.width / 2) < guide.width * reach && Math.abs(corner.y - y - guide.height / 2) < guide.height * reach,
      ),
      tiltDegrees: corners ? poseOf(corners, width, height).tiltDegrees : 0,
      sharpness: sharpnessOf(blurOf(flat) / flat.width),
      glare: light.glare,
      isDark: light.brightest < 0.4,
      isBright: light.darkest > 0.6,
      motion,
      isColourless: rest.colour < 3,
      isUniform: rest.spread < 3,
    }
  }
}

/** Mean tones of a grid over the picture, their spread, and the most colour that a field of it has. */
function overallOf({ data, width, height }: Pixels) {
  const tones = new Float32Array(fields * fields)
  let colour = 0
  let sum = 0
  let squares = 0
  for (let row = 0; row < fields; row++) {
    for (let column = 0; column < fields; column++) {
      const at = (Math.floor(((row + 0.5) * height) / fields) * width + Math.floor(((column + 0.5) * width) / fields)) * 4
      const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
      const tone = red * 0.3 + green * 0.59 + blue * 0.11
      tones[row * fields + column] = tone
      colour = Math.max(colour, Math.max(red, green, blue) - Math.min(red, green, blue))
      sum += tone
      squares += tone * tone
    }
  }
  const count = fields * fields
  return { tones, colour, spread: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)) }
}
