import type { DocumentShape } from '../../core/quality.ts'
import type { FrameLook } from '../../vision/frame.ts'
import { createGuide, type Guidance } from '../../vision/guide.ts'
import type { Rect } from '../camera/types.ts'
import { sharedEye, type Eye } from './eye.ts'

export type { Guidance }

/** What is watched, and who is told. */
export interface GuidanceOptions {
  /** Shows the camera's stream; nothing is looked at while it has no picture. */
  video: HTMLVideoElement
  shape: DocumentShape
  /** Whether the picture is to be taken when all has been well for a while. */
  takesByItself: boolean
  /** Where the guide lies in the video's picture, in its pixels; `null` while it is not drawn. Asked for each frame. */
  guideInFrame(): Rect | null
  /** Called for each frame that was looked at. */
  onGuidance(guidance: Guidance): void
  /** Called when this camera cannot serve: a document lies there but never gets sharp, or there are no colours. */
  onUnsharp?(): void
  /** Called with what each look cost, for benchmarks. */
  onLook?(timing: { tookMs: number; isHere: boolean }): void
  /** @default the page's */
  eye?: Eye
}

/** Time between two looks, in milliseconds: 15 a second, on the main thread 4. */
const paceMs = 67
const paceHereMs = 250
/** A look may take half of the time at most, so that slow phones stay cool. */
const restPerLook = 1
/** On the main thread a look that takes longer is felt; after a few of them in a row nothing more is looked at. */
const mostHereMs = 50
const mostSlowLooks = 3
/** How long a document may lie there without ever being sharp, in milliseconds. */
const unsharpMs = 6_000

let watches = 0

/** Guides a person at the live camera, frame by frame, until it is stopped; a stopped one says nothing more. */
export function createGuidance(options: GuidanceOptions): { stop(): void } {
  const { video, shape, takesByItself, guideInFrame, onGuidance, onUnsharp, onLook, eye = sharedEye() } = options
  const guide = createGuide({ takesByItself })
  const suits = createSuitability()
  const watch = (watches += 1)
  const stopped = new AbortController()
  let next: ReturnType<typeof setTimeout>
  let slowLooks = 0

  async function lookOnce() {
    const atMs = performance.now()
    // a frame that cannot be had or read is followed by another
    const timed = await lookAt(video, guideInFrame()).catch(() => null)
    if (stopped.signal.aborted) return
    const tookMs = performance.now() - atMs
    next = setTimeout(lookOnce, Math.max((eye.isHere() ? paceHereMs : paceMs) - tookMs, tookMs * restPerLook))
    if (timed === null) return
    const guidance = guide.see(timed.look, atMs)
    onLook?.({ tookMs: timed.tookMs, isHere: eye.isHere() })
    slowLooks = eye.isHere() && timed.tookMs > mostHereMs ? slowLooks + 1 : 0
    if (slowLooks >= mostSlowLooks) stop()
    onGuidance(stopped.signal.aborted ? { hint: null, steadiness: 0, shouldTake: false } : guidance)
    if (!suits(timed.look, atMs)) onUnsharp?.()
  }

  async function lookAt({ videoWidth, videoHeight }: HTMLVideoElement, guide: Rect | null) {
    if (guide === null || videoWidth === 0 || document.visibilityState === 'hidden') return null
    return eye.lookAtFrame({ frame: await frameOf(video), videoWidth, videoHeight, guide, shape, watch })
  }

  function stop() {
    stopped.abort()
    clearTimeout(next)
  }

  void lookOnce()
  return { stop }
}

/** The frame that is shown. A `VideoFrame` costs the main thread nothing; a bitmap of a 4K video a tenth of a second. */
function frameOf(video: HTMLVideoElement): VideoFrame | Promise<ImageBitmap> {
  try {
    return new VideoFrame(video)
  } catch {
    return createImageBitmap(video, { resizeWidth: 640, resizeQuality: 'medium' })
  }
}

/** Says of each look whether the camera may still serve; after it said no it begins anew. */
function createSuitability(): (look: FrameLook, atMs: number) => boolean {
  let unsharpSince: number | null = null
  return (look, atMs) => {
    if (look.sharpness >= 0.5) unsharpSince = null
    else if (look.corners) unsharpSince ??= atMs
    const isUnsharp = unsharpSince !== null && atMs - unsharpSince > unsharpMs
    if (isUnsharp) unsharpSince = null
    return !isUnsharp
  }
}
