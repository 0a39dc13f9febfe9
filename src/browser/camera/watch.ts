import { pause, within } from './limit.ts'
import type { Viewer } from './viewer.ts'

/** What a tiny copy of a picture tells. Both 0 to 255. */
export interface Look {
  /** Standard deviation of the lightness: 0 is one even area, as of a camera that sends nothing. */
  readonly contrast: number
  /** Mean distance between the strongest and the weakest of red, green and blue: 0 is no colour at all. */
  readonly colour: number
}

const columns = 32
const rows = 24

/** Looks at a picture or at the frame that a video shows; a fraction of a millisecond. */
export function lookAt(source: CanvasImageSource): Look {
  const canvas = Object.assign(document.createElement('canvas'), { width: columns, height: rows })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return { contrast: 255, colour: 255 }
  context.drawImage(source, 0, 0, columns, rows)
  const { data } = context.getImageData(0, 0, columns, rows)
  let [sum, squares, colour] = [0, 0, 0]
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
    const light = (red + green + blue) / 3
    sum += light
    squares += light * light
    colour += Math.max(red, green, blue) - Math.min(red, green, blue)
  }
  const count = columns * rows
  return { contrast: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)), colour: colour / count }
}

/** Whether there is more than one even area: sensors have noise even in the dark, dead ones do not. */
export const hasContent = ({ contrast }: Look) => contrast >= 1

/** Whether the video shows a frame. */
export const hasFrame = ({ readyState, videoWidth }: HTMLVideoElement) => readyState >= 2 && videoWidth > 0

/** How long a stream may show nothing, in milliseconds. Hidden pages and refused playing do not count. */
export const blackLimitMs = 2_500
const frameStepMs = 50
const lookStepMs = 250
/** Looks without any colour that make a camera an infrared one. */
const colourlessLooks = 6

/**
 * Waits for the first real picture. `false` when there was none within the limit; rejects with the signal's reason.
 * @param viewer gives the element to look at, `null` while there is none
 */
export async function waitForPicture(viewer: () => Viewer | null, signal: AbortSignal): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < blackLimitMs; ) {
    const shown = viewer()
    const isFrame = shown !== null && hasFrame(shown.video)
    if (isFrame && hasContent(lookAt(shown.video))) return true
    const stepMs = isFrame ? lookStepMs : frameStepMs
    await pause(stepMs, signal)
    if (shown && !shown.isRefused() && !document.hidden) waitedMs += stepMs
  }
  return false
}

/** Whether the picture has colour: `false` after several looks at something that has shapes and no colour. */
export async function hasColour(viewer: () => Viewer | null, signal: AbortSignal): Promise<boolean> {
  for (let looks = 0; looks < colourlessLooks; ) {
    const shown = viewer()
    if (shown && hasFrame(shown.video) && !document.hidden) {
      const look = lookAt(shown.video)
      if (look.colour >= 1) return true
      if (hasContent(look)) looks++
    }
    await pause(lookStepMs, signal)
  }
  return false
}

/** Whether another frame comes within the limit. */
export async function hasNewFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> {
  const frame = new Promise<boolean>((resolve) => {
    const arrived = () => resolve(true)
    // Chromium's time runs on over a still stream: only where nothing better is there
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(arrived)
    else (video as HTMLVideoElement).addEventListener('timeupdate', arrived, { once: true, signal })
  })
  return (await within(frame, blackLimitMs, signal)) ?? false
}
