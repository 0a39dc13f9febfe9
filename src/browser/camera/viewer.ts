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

/** The elements that show the camera; the one that was attached last is looked at. */
export interface Viewers {
  current(): Viewer | null
  /** Shows a stream in all of them, or nothing. */
  show(stream: MediaStream | null): void
  /** Adds an element; the returned function takes it away. */
  add(video: HTMLVideoElement, stream: MediaStream | null): () => void
}

/** Makes a set of viewers. */
export function createViewers(): Viewers {
  const viewers: Viewer[] = []
  return {
    current: () => viewers.at(-1) ?? null,
    show(stream) {
      for (const viewer of viewers) viewer.show(stream)
    },
    add(video, stream) {
      const viewer = createViewer(video)
      viewers.push(viewer)
      viewer.show(stream)
      return () => {
        const at = viewers.indexOf(viewer)
        if (at < 0) return
        viewers.splice(at, 1)
        viewer.show(null)
      }
    },
  }
}
