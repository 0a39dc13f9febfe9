import type { Rect } from './types.ts'

/** A width and a height, in one unit. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** What lies over what. */
export interface GuidePlace {
  /** Where the guide lies over the preview, in CSS pixels from the preview's upper left. */
  readonly guide: Rect
  /** The preview, in CSS pixels; it shows the video with `object-fit: cover`. */
  readonly view: Size
  /** The video's frames, in pixels. */
  readonly video: Size
  /** The picture that was taken, in pixels. The video is its middle, as large as fits, whatever shape either has. */
  readonly picture: Size
  /** Whether the preview is mirrored; the picture never is. */
  readonly isMirrored: boolean
  /** How much to keep on each side, as a share of the guide. @default 0.12 */
  readonly margin?: number
  /** Length that the short side should at least have, in pixels of the picture: more is kept around the guide. @default 0 */
  readonly leastPixels?: number
}

/**
 * Which whole pixels of the picture lie under the guide and its margin. `null` where that cannot be said: the picture
 * is turned against the video, or the guide lies outside of it.
 */
export function guideToPicture({ guide, view, video, picture, isMirrored, margin = 0.12, leastPixels = 0 }: GuidePlace): Rect | null {
  if ((picture.width - picture.height) * (video.width - video.height) < 0) return null
  const shown = Math.max(view.width / video.width, view.height / video.height)
  const grown = Math.min(picture.width / video.width, picture.height / video.height)
  // pixels of the picture for a CSS pixel; the middles of view, video and picture are one point
  const scale = grown / shown
  const kept = Math.max(margin, (leastPixels / (Math.min(guide.width, guide.height) * scale) - 1) / 2)
  const left = isMirrored ? view.width - guide.x - guide.width : guide.x
  const [x, width] = span(left, guide.width, kept, view.width, picture.width, scale)
  const [y, height] = span(guide.y, guide.height, kept, view.height, picture.height, scale)
  return width > 0 && height > 0 ? { x, y, width, height } : null
}

/** Moved inwards rather than cut where it reaches over the edge; empty where the guide itself lies outside. */
function span(start: number, length: number, margin: number, view: number, picture: number, scale: number) {
  const toPicture = (place: number) => (place - view / 2) * scale + picture / 2
  if (toPicture(start) >= picture || toPicture(start + length) <= 0) return [0, 0] as const
  const size = Math.min(picture, length * (1 + 2 * margin) * scale)
  const first = Math.min(picture - size, Math.max(0, toPicture(start - margin * length)))
  // a hair is taken off, or 719.9999999 would cost a pixel
  const from = Math.floor(first + 1e-6)
  return [from, Math.ceil(first + size - 1e-6) - from] as const
}

/** The part with even places and sizes, never less of it: colours of video frames are stored for two by two pixels. */
export function evenPart(part: Rect, picture: Size): Rect {
  const [x, width] = even(part.x, part.width, picture.width)
  const [y, height] = even(part.y, part.height, picture.height)
  return { x, y, width, height }
}

function even(start: number, length: number, picture: number) {
  const from = start & ~1
  return [from, Math.min((start + length - from + 1) & ~1, (picture - from) & ~1)] as const
}
