/** An element that shows the camera. */
export interface Viewer {
  readonly video: HTMLVideoElement
  /** Whether the browser refused to play and waits for a gesture; the picture's absence then means nothing. */
  isRefused(): boolean
  /** Shows a stream, or nothing. */
  show(stream: MediaStream | null): void
  /** Plays on, in case the browser has paused it. */
  play(): void
}

/** Makes a viewer of an element. `show(null)` leaves no listener behind. */
export function createViewer(video: HTMLVideoElement): Viewer {
  let waiting: AbortController | null = null

  function play() {
    waiting?.abort()
    waiting = null
    if (!video.srcObject) return
    const shown = video.srcObject
    // old browsers and jsdom give no promise
    video.play()?.catch((error: unknown) => {
      const isRefused = (error as { name?: unknown }).name === 'NotAllowedError'
      if (!isRefused || video.srcObject !== shown) return
      waiting = new AbortController()
      const untilPlayed = { signal: waiting.signal, capture: true }
      for (const gesture of ['pointerdown', 'pointerup', 'keydown']) document.addEventListener(gesture, play, untilPlayed)
    })
  }

  return {
    video,
    play,
    isRefused: () => waiting !== null,
    show(stream) {
      // Safari shows a stream in place, by itself, only if it knew of these before
      video.muted = video.playsInline = video.autoplay = true
      if (video.srcObject !== stream) video.srcObject = stream
      play()
    },
  }
}
