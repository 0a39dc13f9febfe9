import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCamera, type CameraOptions } from '../../../src/browser/camera/owner.ts'
import { checkCamera } from '../../../src/browser/camera/preflight.ts'
import { rememberCamera } from '../../../src/browser/camera/remember.ts'
import { lookAt } from '../../../src/browser/camera/watch.ts'
import { canvasCamera, canvasDevices } from './canvas-camera.ts'

const { signal } = new AbortController()
let cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps.reverse()) cleanUp()
  cleanUps = []
  rememberCamera('environment', null)
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

type Staged = ReturnType<typeof canvasCamera>

function stage(cameras: Staged[], { width = 400, height = 300, ...options }: CameraOptions & { width?: number; height?: number } = {}) {
  const devices = canvasDevices(cameras)
  const camera = createCamera({ ...options, mediaDevices: devices as unknown as MediaDevices })
  const video = document.createElement('video')
  video.style.cssText = `width: ${width}px; height: ${height}px; object-fit: cover`
  document.body.append(video)
  const detach = camera.attach(video)
  cleanUps.push(() => {
    camera.close()
    detach()
    video.remove()
    for (const { end } of cameras) end()
  })
  const reaches = (state: object, timeout = 4_000) =>
    vi.waitFor(() => expect(camera.getState()).toMatchObject(state), { timeout, interval: 20 })
  return { camera, devices, video, reaches, detach }
}

const isLive = (stream: MediaStream) => stream.getTracks().some(({ readyState }) => readyState === 'live')

async function pixelsOf(picture: Blob) {
  const bitmap = await createImageBitmap(picture)
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const names = ['red', 'green', 'blue']
  const at = (x: number, y: number) => {
    const [...colours] = context.getImageData(Math.floor(x * width), Math.floor(y * height), 1, 1).data.subarray(0, 3)
    return names[colours.indexOf(Math.max(...colours))]
  }
  return { width, height, at }
}

describe('a real stream', () => {
  it('is live after its first frame, and rests and goes on at once', async () => {
    const back = canvasCamera('Back Camera', 1280, 720, 'halves', 'environment')
    const { camera, devices, video, reaches, detach } = stage([back])
    camera.open()
    await reaches({ status: 'live', isMirrored: false, current: { id: 'Back Camera' } })
    expect(video).toMatchObject({ muted: true, playsInline: true, autoplay: true, paused: false, videoWidth: 1280 })
    camera.rest()
    detach()
    const second = document.body.appendChild(document.createElement('video'))
    cleanUps.push(() => second.remove())
    const started = performance.now()
    camera.open()
    camera.attach(second)
    expect(camera.getState().status).toBe('live')
    await vi.waitFor(() => expect(second.videoWidth).toBe(1280), { interval: 5 })
    expect(performance.now() - started).toBeLessThan(300)
    expect(devices.asked).toHaveLength(1)
    camera.close()
    expect(back.streams.some(isLive)).toBe(false)
    expect(second.srcObject).toBeNull()
  })

  it.each(['black', 'grey'] as const)('that shows one even area fails, after one restart: %s', async (scene) => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const dead = canvasCamera('Camera', 640, 480, scene)
    const { camera, devices, reaches } = stage([dead])
    camera.open()
    await reaches({ status: 'failed', failure: 'camera-black' }, 8_000)
    expect(devices.asked).toHaveLength(2)
    expect(dead.streams.some(isLive)).toBe(false)
  })

  it('without colour is left for the next camera', async () => {
    const infrared = canvasCamera('One', 640, 480, 'infrared')
    const other = canvasCamera('Two', 640, 480, 'halves')
    const { camera, reaches } = stage([infrared, other])
    camera.open()
    await reaches({ status: 'live', current: { id: 'Two' } }, 6_000)
    expect(infrared.streams.some(isLive)).toBe(false)
    expect(other.streams.some(isLive)).toBe(true)
  })

  it('that stands still after the page was away is restarted', async () => {
    const back = canvasCamera('Back Camera', 640, 480, 'halves')
    const { camera, devices, reaches } = stage([back])
    camera.open()
    await reaches({ status: 'live' })
    back.isFrozen = true
    window.dispatchEvent(new Event('pageshow'))
    await vi.waitFor(() => expect(devices.asked).toHaveLength(2), { timeout: 5_000 })
    back.isFrozen = false
    await reaches({ status: 'live' })
  })

  it('that runs is left alone when the page comes back', async () => {
    const { camera, devices, reaches } = stage([canvasCamera('Back Camera', 640, 480, 'halves')])
    camera.open()
    await reaches({ status: 'live' })
    window.dispatchEvent(new Event('focus'))
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(devices.asked).toHaveLength(1)
  })
})

describe('a picture', () => {
  it.each([
    ['of a phone held upright', 1080, 1920, 390, 844],
    ['of a laptop', 1280, 720, 560, 640],
    ['of a 4K camera', 3840, 2160, 640, 360],
  ])('has all pixels of the track, %s', async (_, width, height, viewWidth, viewHeight) => {
    const options = { width: viewWidth, height: viewHeight }
    const { camera, reaches } = stage([canvasCamera('Webcam', width, height, 'halves')], options)
    camera.open()
    await reaches({ status: 'live' })
    const picture = await camera.takePicture(null, signal)
    expect(picture.type).toBe('image/jpeg')
    const { at, ...size } = await pixelsOf(picture)
    expect(size).toEqual({ width, height })
    expect([at(0.25, 0.5), at(0.75, 0.5), at(0.75, 0.75)]).toEqual(['red', 'green', 'blue'])
  })

  it.each([
    ['makes no frames of videos', false],
    ['makes bitmaps of pictures only', true],
  ])('has all pixels of the track, however small the preview, where the browser %s', async (_, isOldest) => {
    const native = globalThis.createImageBitmap
    const sources: string[] = []
    vi.stubGlobal('VideoFrame', undefined)
    vi.stubGlobal('createImageBitmap', async (source: ImageBitmapSource, ...given: [ImageBitmapOptions?]) => {
      sources.push(source.constructor.name)
      if (isOldest && source instanceof HTMLVideoElement) throw new TypeError('no bitmap of a video')
      return native(source, ...given)
    })
    const { camera, reaches } = stage([canvasCamera('Webcam', 1280, 720, 'halves')], { width: 160, height: 90 })
    camera.open()
    await reaches({ status: 'live' })
    const { at, ...size } = await pixelsOf(await camera.takePicture(null, signal))
    expect(size).toEqual({ width: 1280, height: 720 })
    expect([at(0.25, 0.5), at(0.75, 0.5), at(0.75, 0.75)]).toEqual(['red', 'green', 'blue'])
    expect(sources[0]).toBe('HTMLVideoElement')
    expect(sources.includes('HTMLCanvasElement')).toBe(isOldest)
  })

  it.each([
    ['Back Camera', 'environment', false],
    ['Front Camera', 'user', true],
  ] as const)('shows what lay under the guide on the %s, and is never mirrored', async (name, facing, isMirrored) => {
    const { camera, video, reaches } = stage([canvasCamera(name, 1920, 1080, 'halves', facing)], { width: 400, height: 600 })
    camera.open()
    await reaches({ status: 'live', isMirrored })
    if (isMirrored) video.style.transform = 'scaleX(-1)'
    const edge = { x: 200, y: 300, width: 180, height: 120 }
    const { at, ...size } = await pixelsOf(await camera.takePicture(edge, signal))
    // 402 × 268 with the usual margin: too small for a photo, so more of the frame is kept around it
    expect(size).toEqual({ width: 900, height: 600 })
    // right of the middle of what is seen: the frame's right, or its left under a mirror
    expect(at(0.6, 0.5)).toBe(isMirrored ? 'red' : 'green')
    expect(at(0.5, 0.5)).toBe(isMirrored ? 'red' : 'green')
  })

  it('is refused when the frame is empty, by a camera that stays live', async () => {
    const back = canvasCamera('Back Camera', 640, 480, 'halves')
    const { camera, reaches } = stage([back])
    camera.open()
    await reaches({ status: 'live' })
    back.scene = 'black'
    await new Promise((resolve) => setTimeout(resolve, 300))
    await expect(camera.takePicture(null, signal)).rejects.toMatchObject({ code: 'camera-black' })
    expect(camera.getState()).toMatchObject({ status: 'live', failure: null })
    back.scene = 'halves'
    await new Promise((resolve) => setTimeout(resolve, 300))
    await expect(camera.takePicture(null, signal)).resolves.toBeInstanceOf(Blob)
  })

  it('can be called off', async () => {
    const { camera, reaches } = stage([canvasCamera('Back Camera', 640, 480, 'halves')])
    camera.open()
    await reaches({ status: 'live' })
    await expect(camera.takePicture(null, AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
  })
})

describe('a photo of the sensor', () => {
  /** An ImageCapture that gives a photo of its own, or behaves as some phones do. */
  function stubPhoto(width: number, height: number, { promises = [width, height], take }: { promises?: number[]; take?: () => Promise<Blob> } = {}) {
    const asked: unknown[] = []
    vi.stubGlobal('ImageCapture', class {
      async getPhotoCapabilities() {
        return { imageWidth: { max: promises[0] }, imageHeight: { max: promises[1] } }
      }

      async takePhoto(settings: unknown) {
        asked.push(settings)
        if (take) return take()
        const still = canvasCamera('still', width, height, 'halves')
        const video = Object.assign(document.createElement('video'), { muted: true, srcObject: still.stream() })
        await video.play()
        const canvas = new OffscreenCanvas(width, height)
        canvas.getContext('2d')!.drawImage(video, 0, 0)
        still.end()
        return canvas.convertToBlob({ type: 'image/jpeg' })
      }
    })
    return asked
  }

  async function shoot(options: { width?: number; height?: number } = {}, guide: Parameters<ReturnType<typeof createCamera>['takePicture']>[0] = null) {
    const { camera, reaches } = stage([canvasCamera('Back Camera', 1280, 720, 'halves', 'environment')], options)
    camera.open()
    await reaches({ status: 'live' })
    return pixelsOf(await camera.takePicture(guide, signal))
  }

  it('is taken where it has more pixels, and cut at the same place', async () => {
    const asked = stubPhoto(4000, 3000)
    const { width, height, at } = await shoot({ width: 640, height: 360 }, { x: 320, y: 90, width: 160, height: 100 })
    expect(asked).toEqual([{ imageWidth: 4000, imageHeight: 3000 }])
    expect([width, height]).toEqual([1240, 776])
    expect(at(0.5, 0.5)).toBe('green')
    expect(at(0.02, 0.5)).toBe('red')
  })

  it.each([
    ['promises no more than the frame', 1280, 720, {}],
    ['is smaller than it promised', 1280, 720, { promises: [4000, 3000] }],
    ['is turned against the video', 3000, 4000, {}],
    ['fails', 4000, 3000, { take: () => Promise.reject(new DOMException('', 'UnknownError')) }],
    ['is no picture', 4000, 3000, { take: async () => new Blob(['not a picture']) }],
    ['is empty', 4000, 3000, { take: () => new OffscreenCanvas(4000, 3000).convertToBlob({ type: 'image/png' }) }],
    ['never comes', 4000, 3000, { take: () => new Promise<Blob>(() => undefined) }],
  ] satisfies [string, number, number, Parameters<typeof stubPhoto>[2]][])('is left for the frame where it %s', async (_, width, height, how) => {
    stubPhoto(width, height, how)
    const picture = await shoot()
    expect([picture.width, picture.height]).toEqual([1280, 720])
    expect(picture.at(0.25, 0.5)).toBe('red')
  }, 10_000)
})

it('is not restarted for the pause that a photo of the sensor makes', async () => {
  const back = canvasCamera('Back Camera', 640, 480, 'halves')
  const { camera, devices, reaches } = stage([back])
  camera.open()
  await reaches({ status: 'live' })
  const [track] = back.streams[0]!.getVideoTracks()
  vi.stubGlobal('ImageCapture', class {
    getPhotoCapabilities = async () => ({ imageWidth: { max: 4000 }, imageHeight: { max: 3000 } })

    async takePhoto() {
      Object.defineProperty(track, 'muted', { value: true, configurable: true })
      track!.dispatchEvent(new Event('mute'))
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      Object.defineProperty(track, 'muted', { value: false, configurable: true })
      throw new DOMException('', 'UnknownError')
    }
  })
  await camera.takePicture(null, signal)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(camera.getState().status).toBe('live')
  expect(devices.asked).toHaveLength(1)
})

describe('the check of the camera', () => {
  it('sees a real picture without an element on the page, and closes the camera', async () => {
    const back = canvasCamera('Back Camera', 640, 480, 'halves', 'environment')
    cleanUps.push(back.end)
    const devices = canvasDevices([back]) as unknown as MediaDevices
    expect(await checkCamera({ facing: 'environment', mediaDevices: devices })).toEqual({ code: 'ok', hint: null })
    expect(back.streams.some(isLive)).toBe(false)
  })

  it('says so when there is only black', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const back = canvasCamera('Back Camera', 640, 480, 'black')
    cleanUps.push(back.end)
    expect(await checkCamera({ mediaDevices: canvasDevices([back]) as unknown as MediaDevices })).toMatchObject({ code: 'camera-black' })
    expect(back.streams.some(isLive)).toBe(false)
  })

  it('names the reason that this browser without a camera gives', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { code, hint } = await checkCamera()
    expect(['camera-missing', 'camera-denied', 'camera-dismissed', 'camera-policy', 'camera-iframe']).toContain(code)
    expect(hint).toContain(`idstep: ${code}`)
  })
})

it.each([[1280, 720], [3840, 2160]])('looks at a frame of %i × %i in about a millisecond', async (width, height) => {
  const { camera, video, reaches } = stage([canvasCamera('Back Camera', width, height, 'halves')])
  camera.open()
  await reaches({ status: 'live' })
  const times = Array.from({ length: 21 }, () => {
    const started = performance.now()
    lookAt(video)
    return performance.now() - started
  }).sort((a, b) => a - b)
  console.info(`a look at ${width} × ${height}: median ${times[10]} ms, worst ${times[20]} ms`)
  expect(times[10]).toBeLessThan(2)
})
