import { describe, expect, it, vi } from 'vitest'
import { createCamera } from '../../../src/browser/camera/owner.ts'
import { checkCamera } from '../../../src/browser/camera/preflight.ts'
import { FakeMediaDevices, FakeVideo } from './device.ts'
import { backCamera, stage, stagePages } from './setup.ts'

const staged = stagePages()

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

/** Opens the camera, and checks it, as far as both come in five seconds. */
async function tryBoth(devices: FakeMediaDevices) {
  const mediaDevices = devices as unknown as MediaDevices
  const camera = createCamera({ mediaDevices })
  camera.attach(new FakeVideo() as unknown as HTMLVideoElement)
  camera.open()
  await pass(5_000)
  const { status } = camera.getState()
  camera.close()
  const checked = checkCamera({ mediaDevices })
  await pass(5_000)
  return { status, code: (await checked).code }
}

describe('a camera that works is never refused', () => {
  it.each([
    ['is empty', async () => []],
    ['calls it a microphone', async () => [{ kind: 'audioinput', deviceId: 'back', label: 'Back Camera' }]],
    ['has no ids', async () => [{ kind: 'videoinput', deviceId: '', label: '' }]],
    ['is refused', () => Promise.reject(new DOMException('', 'NotAllowedError'))],
  ])('because the list of devices %s', async (_, enumerateDevices) => {
    const devices = Object.assign(new FakeMediaDevices([backCamera()]), { enumerateDevices })
    expect(await tryBoth(devices as unknown as FakeMediaDevices)).toEqual({ status: 'live', code: 'ok' })
  })

  it.each([
    'Mozilla/5.0 (iPhone; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/16A366 [FBAN/FBIOS;FBAV/200]',
    'Mozilla/5.0 (Linux; Android 5.0; wv) AppleWebKit/537.36 Chrome/40.0.0.0 Mobile Safari/537.36 Instagram 100',
    'a browser that nobody has heard of',
    '',
  ])('because the browser says that it is “%s”', async (userAgent) => {
    vi.stubGlobal('navigator', { userAgent })
    expect(await tryBoth(new FakeMediaDevices([backCamera()]))).toEqual({ status: 'live', code: 'ok' })
  })
})

describe('a picture', () => {
  it.each([
    ['asked for', 50],
    ['starting', 1_000],
  ] as const)('is refused while the camera is %s, and taken of nothing', async (_, moment) => {
    const { camera } = stage([{ ...backCamera(), picture: 'none' }])
    camera.open()
    await pass(moment)
    await expect(camera.takePicture(null, new AbortController().signal)).rejects.toMatchObject({
      code: 'camera-failed', message: expect.stringContaining('no picture yet') as string,
    })
  })
})

describe('a stream that was lost while the page was away', () => {
  const onWindow = (name: string) => () => staged.page.window.dispatchEvent(new Event(name))
  const onPage = () => staged.page.page.dispatchEvent(new Event('visibilitychange'))
  const moments = { visibilitychange: onPage, pageshow: onWindow('pageshow'), focus: onWindow('focus') }

  it.each(Object.keys(moments) as (keyof typeof moments)[])('is restarted at %s alone', async (moment) => {
    const { opened, camera, devices } = stage([backCamera()])
    await opened()
    devices.track.isFrozen = true
    await pass(10_000)
    expect(devices.asked).toHaveLength(1)
    moments[moment]()
    await pass(4_000)
    expect(devices.asked).toHaveLength(2)
    expect(camera.getState().status).toBe('live')
  })

  it('is restarted once when everything tells of it together', async () => {
    const { opened, camera, devices } = stage([backCamera()])
    await opened()
    const { track } = devices
    track.lose()
    track.dispatchEvent(new Event('mute'))
    for (const tell of Object.values(moments)) tell()
    await pass(1_500)
    for (const tell of Object.values(moments)) tell()
    await pass(6_000)
    expect(devices.asked).toHaveLength(2)
    expect(devices.mostLive).toBe(1)
    expect(camera.getState().status).toBe('live')
  })
})
