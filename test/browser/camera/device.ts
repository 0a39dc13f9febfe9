import { vi } from 'vitest'
import type { CameraCapabilities } from '../../../src/browser/camera/score.ts'

/** What a camera sends: a picture, one without colour, one even area, or no frame at all. */
export type Picture = 'colour' | 'colourless' | 'black' | 'none'

/** One camera of a device, as the browser tells of it. */
export interface FakeCamera {
  readonly id: string
  readonly label: string
  /** Where the browser does not tell, nothing. */
  readonly facing?: 'environment' | 'user'
  readonly capabilities?: Omit<CameraCapabilities, 'facingMode' | 'deviceId'>
  readonly width?: number
  readonly height?: number
  picture?: Picture
  /** What `getUserMedia` throws for it. */
  fails?: DOMException | ((video: MediaTrackConstraints) => DOMException | null)
}

/** A track of a fake camera, with the events and the life of a real one. */
export class FakeTrack extends EventTarget {
  readonly kind = 'video'
  readyState: 'live' | 'ended' = 'live'
  muted = false
  isFrozen = false
  readonly applied: MediaTrackConstraints[] = []
  readonly camera: FakeCamera

  constructor(camera: FakeCamera) {
    super()
    this.camera = camera
  }

  get label() {
    return this.camera.label
  }

  getSettings(): MediaTrackSettings {
    const { id, facing, width = 1920, height = 1080 } = this.camera
    return { deviceId: id, width, height, ...(facing && { facingMode: facing }) }
  }

  getCapabilities(): CameraCapabilities {
    return { ...this.camera.capabilities, facingMode: this.camera.facing ? [this.camera.facing] : [] }
  }

  async applyConstraints(constraints: MediaTrackConstraints) {
    await Promise.resolve()
    const [{ torch } = {}] = (constraints.advanced ?? []) as { torch?: boolean }[]
    if (torch !== undefined && !this.camera.capabilities?.torch) throw new DOMException('', 'OverconstrainedError')
    this.applied.push(constraints)
  }

  /** As a page does: no event. */
  stop() {
    this.readyState = 'ended'
  }

  /** As the device does when the camera is unplugged or taken away. */
  lose() {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }

  setMuted(isMuted: boolean) {
    this.muted = isMuted
    this.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'))
  }

  get isDelivering() {
    return this.readyState === 'live' && !this.muted && !this.isFrozen && this.camera.picture !== 'none'
  }
}

/** A stream of one track. */
export class FakeStream {
  readonly track: FakeTrack

  constructor(track: FakeTrack) {
    this.track = track
  }

  getTracks() {
    return [this.track]
  }

  getVideoTracks() {
    return [this.track]
  }
}

/** How a device behaves beside its cameras. */
export interface FakeDeviceOptions {
  /** Which camera the browser takes for a facing; the first that looks so, else the first of all, when left out. */
  pick?: string
  /** How long `getUserMedia` takes. @default 100 */
  delayMs?: number
  /** What the person answers to the browser's question. @default granted */
  refuses?: DOMException
  /** Firefox and Safari give no labels before the permission. @default true */
  hidesLabels?: boolean
}

/** A `navigator.mediaDevices` with cameras that can be plugged in and out. */
export class FakeMediaDevices extends EventTarget {
  readonly asked: (MediaTrackConstraints | true)[] = []
  readonly tracks: FakeTrack[] = []
  /** The most tracks that were live at one time. */
  mostLive = 0
  cameras: FakeCamera[]
  readonly options: FakeDeviceOptions
  #isGranted = false

  constructor(cameras: FakeCamera[], options: FakeDeviceOptions = {}) {
    super()
    this.cameras = cameras
    this.options = options
  }

  get liveTracks() {
    return this.tracks.filter((track) => track.readyState === 'live')
  }

  /** The track that was opened last. */
  get track(): FakeTrack {
    const track = this.tracks.at(-1)
    if (!track) throw new Error('no camera was opened')
    return track
  }

  getSupportedConstraints() {
    return { deviceId: true, facingMode: true, width: true, height: true, resizeMode: true }
  }

  async enumerateDevices() {
    await Promise.resolve()
    const isHidden = !this.#isGranted && this.options.hidesLabels !== false
    return this.cameras.map(({ id, label, facing, capabilities }) => ({
      kind: 'videoinput',
      deviceId: isHidden ? '' : id,
      groupId: '',
      label: isHidden ? '' : label,
      getCapabilities: () => ({
        ...(capabilities?.width && { width: capabilities.width, height: capabilities.height }),
        facingMode: facing ? [facing] : [],
      }),
    }))
  }

  async getUserMedia({ video, audio }: MediaStreamConstraints) {
    if (audio || !video) throw new TypeError('only the camera is asked for')
    this.asked.push(video)
    await new Promise((resolve) => setTimeout(resolve, this.options.delayMs ?? 100))
    if (this.options.refuses) throw this.options.refuses
    const constraints = video === true ? {} : video
    const camera = this.#find(constraints)
    const failure = typeof camera.fails === 'function' ? camera.fails(constraints) : camera.fails
    if (failure) throw failure
    this.#isGranted = true
    const track = new FakeTrack(camera)
    this.tracks.push(track)
    this.mostLive = Math.max(this.mostLive, this.liveTracks.length)
    return new FakeStream(track)
  }

  unplug(id: string) {
    this.cameras = this.cameras.filter((camera) => camera.id !== id)
    for (const track of this.liveTracks) if (track.camera.id === id) track.lose()
    this.dispatchEvent(new Event('devicechange'))
  }

  plug(camera: FakeCamera) {
    this.cameras = [...this.cameras, camera]
    this.dispatchEvent(new Event('devicechange'))
  }

  #find({ deviceId, facingMode }: MediaTrackConstraints): FakeCamera {
    if (this.cameras.length === 0) throw new DOMException('Requested device not found', 'NotFoundError')
    const exact = (deviceId as { exact?: string } | undefined)?.exact
    if (exact !== undefined && facingMode !== undefined) throw new TypeError('never both')
    const wanted = (facingMode as { ideal?: string } | undefined)?.ideal
    const found =
      exact === undefined
        ? (this.cameras.find(({ id }) => id === this.options.pick) ??
          this.cameras.find(({ facing }) => facing && facing === wanted) ??
          this.cameras[0])
        : this.cameras.find(({ id }) => id === exact)
    if (!found) throw Object.assign(new Error(), { name: 'OverconstrainedError', constraint: 'deviceId' })
    return found
  }
}

/** A video element: what it shows comes a moment after its stream, and only while it plays. */
export class FakeVideo extends EventTarget {
  muted = false
  playsInline = false
  autoplay = false
  paused = true
  /** Whether a gesture is needed before anything plays, as iOS wants it in its low power mode. */
  needsGesture = false
  /** Whether muted, playsInline and autoplay were set before every stream. */
  wasReady = true
  plays = 0
  isShowing = false
  #stream: FakeStream | null = null

  get srcObject() {
    return this.#stream
  }

  set srcObject(stream: FakeStream | null) {
    this.#stream = stream
    this.isShowing = false
    if (stream && !(this.muted && this.playsInline && this.autoplay)) this.wasReady = false
    if (stream) setTimeout(() => { if (this.#stream === stream && stream.track.isDelivering) this.isShowing = true }, 60)
  }

  get picture(): Picture {
    return (this.isShowing && this.#stream?.track.camera.picture) || (this.isShowing ? 'colour' : 'none')
  }

  get videoWidth() {
    return this.isShowing && !this.paused ? (this.#stream?.track.getSettings().width ?? 0) : 0
  }

  get videoHeight() {
    return this.isShowing && !this.paused ? (this.#stream?.track.getSettings().height ?? 0) : 0
  }

  get readyState() {
    return this.videoWidth > 0 ? 4 : 0
  }

  async play() {
    this.plays++
    await Promise.resolve()
    if (this.needsGesture) throw new DOMException('', 'NotAllowedError')
    this.paused = false
  }

  requestVideoFrameCallback(callback: () => void) {
    setTimeout(() => { if (!this.paused && this.#stream?.track.isDelivering) callback() }, 33)
    return 1
  }
}

/** The pixels of a picture that is `count` pixels large. */
function pixelsOf(picture: Picture, count: number) {
  const pixel = (at: number) => {
    if (picture === 'black' || picture === 'none') return [0, 0, 0, 255]
    const light = (at * 37) % 200
    return picture === 'colourless' ? [light, light, light, 255] : [light, light >> 1, 90, 255]
  }
  return new Uint8ClampedArray(Array.from({ length: count }, (_, at) => pixel(at)).flat())
}

/** A page with a document, a window and canvases; `isHidden` as of a tab in the background. */
export function stubPage() {
  const page = Object.assign(new EventTarget(), {
    hidden: false,
    listeners: 0,
    createElement(name: string) {
      if (name === 'video') return new FakeVideo()
      let shown: FakeVideo | null = null
      return {
        getContext: () => ({
          drawImage(source: FakeVideo) {
            shown = source
          },
          getImageData: (_x: number, _y: number, width: number, height: number) => ({
            data: pixelsOf(shown?.picture ?? 'none', width * height),
          }),
        }),
      }
    },
  })
  const window = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', window)
  vi.stubGlobal('isSecureContext', true)
  return {
    page,
    window,
    hide() {
      page.hidden = true
      page.dispatchEvent(new Event('visibilitychange'))
    },
    wake() {
      page.hidden = false
      page.dispatchEvent(new Event('visibilitychange'))
    },
  }
}
