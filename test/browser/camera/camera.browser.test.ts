import { afterEach, describe, expect, it, vi } from 'vitest'
import { cameraErrorOf, hasPicture, takePicture, videoConstraints } from '../../../src/browser/camera/camera.ts'
import { createEncoder } from '../../../src/browser/photo/encoder.ts'
import { isVerificationError } from '../../../src/core/errors.ts'

const signal = new AbortController().signal

/** A live stream that shows red on the left and green on the right, as a camera of that size would. */
function cameraStream(width: number, height: number) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  const paint = () => {
    if (context === null) return
    context.fillStyle = 'rgb(220, 30, 30)'
    context.fillRect(0, 0, width / 2, height)
    context.fillStyle = 'rgb(30, 180, 30)'
    context.fillRect(width / 2, 0, width / 2, height)
  }
  paint()
  const timer = setInterval(paint, 40)
  const stream = canvas.captureStream(25)
  cleanUps.push(() => {
    clearInterval(timer)
    for (const track of stream.getTracks()) track.stop()
  })
  return stream
}

function videoOf(stream: MediaStream | null) {
  const video = Object.assign(document.createElement('video'), { muted: true, playsInline: true, srcObject: stream })
  // as a mirrored, small preview
  video.style.cssText = 'width: 200px; height: 100px; transform: scaleX(-1)'
  document.body.append(video)
  cleanUps.push(() => video.remove())
  void video.play().catch(() => undefined)
  return video
}

let cleanUps: (() => void)[] = []
afterEach(() => {
  for (const cleanUp of cleanUps) cleanUp()
  cleanUps = []
  vi.unstubAllGlobals()
})

async function coloursOf(picture: Blob) {
  const bitmap = await createImageBitmap(picture)
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  const at = (x: number) => context?.getImageData(x * bitmap.width, bitmap.height / 2, 1, 1).data ?? []
  const nameOf = ([red = 0, green = 0]: ArrayLike<number> & Iterable<number>) => (red > green ? 'red' : 'green')
  return { size: [bitmap.width, bitmap.height], left: nameOf([...at(0.2)]), right: nameOf([...at(0.8)]) }
}

describe('a picture of the camera', () => {
  it.each([
    ['in the worker', {}],
    ['on the main thread', { makeWorker: () => { throw new Error('forbidden') } }],
  ])('has the full size of the track and is not mirrored, encoded %s', async (_, options) => {
    const video = videoOf(cameraStream(1080, 1920))
    const picture = await takePicture(video, signal, createEncoder({ idleMs: 50, ...options }))
    expect(picture.type).toBe('image/jpeg')
    expect(await coloursOf(picture)).toEqual({ size: [1080, 1920], left: 'red', right: 'green' })
  })

  it('waits for the first frame', async () => {
    const video = videoOf(null)
    expect(hasPicture(video)).toBe(false)
    let isTaken = false
    const taken = takePicture(video, signal, createEncoder({ idleMs: 50 })).finally(() => (isTaken = true))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(isTaken).toBe(false)
    video.srcObject = cameraStream(800, 600)
    void video.play()
    expect((await coloursOf(await taken)).size).toEqual([800, 600])
    expect(hasPicture(video)).toBe(true)
  })

  it('is not taken of a camera that has stopped', async () => {
    const stream = cameraStream(800, 600)
    const video = videoOf(stream)
    await vi.waitFor(() => expect(hasPicture(video)).toBe(true))
    for (const track of stream.getTracks()) track.stop()
    const error: unknown = await takePicture(video, signal).catch((reason: unknown) => reason)
    expect(isVerificationError(error) && error.code).toBe('camera-failed')
  })

  it('fails when the camera shows nothing', async () => {
    vi.useFakeTimers()
    try {
      const taken = takePicture(videoOf(null), signal).catch((reason: unknown) => reason)
      await vi.advanceTimersByTimeAsync(10_000)
      expect(await taken).toMatchObject({ code: 'camera-failed' })
    } finally {
      vi.useRealTimers()
    }
  })

  it('can be cancelled while it waits', async () => {
    const controller = new AbortController()
    const taken = takePicture(videoOf(null), controller.signal)
    controller.abort()
    await expect(taken).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('why the camera did not open', () => {
  it.each([
    [new DOMException('Permission denied', 'NotAllowedError'), 'camera-denied'],
    [new DOMException('', 'SecurityError'), 'camera-denied'],
    [new DOMException('', 'NotFoundError'), 'camera-missing'],
    [Object.assign(new Error(), { name: 'OverconstrainedError' }), 'camera-missing'],
    [new DOMException('', 'NotReadableError'), 'camera-busy'],
    [new DOMException('', 'AbortError'), 'camera-busy'],
    [new TypeError('odd'), 'camera-failed'],
    ['a text', 'camera-failed'],
    [undefined, 'camera-failed'],
  ])('is told from its name: %s', (error, code) => {
    expect(cameraErrorOf(error)).toBe(code)
  })

  it('is the insecure page, or the missing camera, where the browser has no such API', () => {
    vi.stubGlobal('navigator', {})
    expect(cameraErrorOf('getUserMedia not supported')).toBe('camera-missing')
    vi.stubGlobal('isSecureContext', false)
    expect(cameraErrorOf(new TypeError('undefined'))).toBe('camera-insecure')
  })
})

it('only wishes for a camera, so that any camera will do', () => {
  for (const wish of Object.values(videoConstraints)) expect(Object.keys(wish)).toEqual(['ideal'])
})
