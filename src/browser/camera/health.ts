import type { CameraErrorCode } from '../../core/errors.ts'
import { pause } from './limit.ts'
import type { Viewer } from './viewer.ts'
import { hasNewFrame } from './watch.ts'

/** How long a track may be muted, in milliseconds; iOS mutes for a moment whenever the page wakes. */
const muteLimitMs = 1_000

/**
 * Calls `check` at every moment at which a stream may have been lost, until the signal is aborted. iOS may wake a page
 * without a visibility event.
 */
export function watchTrack(track: MediaStreamTrack, mediaDevices: MediaDevices, signal: AbortSignal, check: () => void) {
  const on = (target: EventTarget, ...events: string[]) => {
    for (const event of events) target.addEventListener?.(event, check, { signal })
  }
  on(track, 'ended', 'mute')
  on(document, 'visibilitychange')
  on(window, 'pageshow', 'focus')
  on(mediaDevices, 'devicechange')
}

/** What is wrong with a track that should deliver, or `null`. Waits for a muted or still one to go on. */
export async function troubleOf(
  track: MediaStreamTrack,
  viewer: Viewer | null,
  signal: AbortSignal,
): Promise<CameraErrorCode | null> {
  if (track.muted) await pause(muteLimitMs, signal)
  if (track.readyState === 'ended') return 'camera-failed'
  if (track.muted) return 'camera-busy'
  viewer?.play()
  // without a viewer, or with one that may not play, there is nothing to be seen
  if (!viewer || viewer.isRefused() || (await hasNewFrame(viewer.video, signal))) return null
  // an element that has let go meanwhile, as after a photo, gets no frames
  return document.hidden || viewer.isRefused() || !viewer.video.srcObject ? null : 'camera-black'
}
