import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkCamera, type CameraCheckOptions } from '../../../src/browser/camera/preflight.ts'
import { FakeMediaDevices, stubPage, type FakeCamera, type FakeDeviceOptions } from './device.ts'
import { backCamera, frontCamera } from './setup.ts'

let warn: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  vi.useFakeTimers()
  stubPage()
  vi.stubGlobal('navigator', {})
  warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function start(cameras: FakeCamera[], options: Omit<CameraCheckOptions, 'mediaDevices'> = {}, device: FakeDeviceOptions = {}) {
  const devices = new FakeMediaDevices(cameras, device)
  const checked = checkCamera({ ...options, mediaDevices: devices as unknown as MediaDevices })
  const result = checked.catch((error: unknown) => error)
  return { devices, result }
}

async function check(...given: Parameters<typeof start>) {
  const { devices, result } = start(...given)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(devices.liveTracks).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
  return result
}

const webcam = (): FakeCamera => ({ id: 'webcam', label: 'Integrated Webcam' })

describe('the check of the camera', () => {
  it('is ok when a picture was seen, and says nothing', async () => {
    expect(await check([backCamera()])).toEqual({ code: 'ok', hint: null })
    expect(warn).not.toHaveBeenCalled()
  })

  it.each([
    ['camera-black', [{ ...backCamera(), picture: 'black' as const }], {}, {}],
    ['camera-black', [{ ...backCamera(), picture: 'none' as const }], {}, {}],
    ['camera-missing', [], {}, {}],
    ['camera-busy', [{ ...backCamera(), fails: new DOMException('', 'NotReadableError') }], {}, {}],
    ['camera-denied', [backCamera()], {}, { refuses: new DOMException('Permission denied', 'NotAllowedError') }],
    ['camera-dismissed', [backCamera()], {}, { refuses: new DOMException('Permission dismissed', 'NotAllowedError') }],
    ['camera-system', [backCamera()], {}, { refuses: new DOMException('Permission denied by system', 'NotAllowedError') }],
    ['camera-policy', [backCamera()], {}, { refuses: new DOMException('', 'SecurityError') }],
    ['camera-unsuited', [frontCamera()], { facing: 'environment' as const }, {}],
    ['camera-unsuited', [webcam()], { facing: 'environment' as const }, {}],
    ['camera-unsuited', [backCamera()], { deviceId: 'elsewhere' }, {}],
  ] satisfies [string, FakeCamera[], CameraCheckOptions, FakeDeviceOptions][])('is %s, with a hint in the console, once', async (code, cameras, options, device) => {
    vi.stubGlobal('window', { top: { location: { href: 'x' } } })
    const result = await check(cameras, options, device)
    expect(result).toEqual({ code, hint: expect.stringContaining(`idstep: ${code}: `) })
    expect(warn.mock.calls).toEqual([[(result as { hint: string }).hint]])
  })

  it.each([
    [[frontCamera(), backCamera()], { facing: 'environment' as const }],
    [[webcam()], { facing: 'user' as const }],
    [[webcam(), frontCamera()], { deviceId: 'front' }],
  ])('is ok where the wanted camera is there', async (cameras, options) => {
    expect(await check(cameras, options)).toMatchObject({ code: 'ok' })
  })

  it('tells an insecure page from a browser without the API', async () => {
    const without = {} as MediaDevices
    expect(await checkCamera({ mediaDevices: without })).toMatchObject({ code: 'camera-unsupported' })
    vi.stubGlobal('isSecureContext', false)
    expect(await checkCamera()).toMatchObject({ code: 'camera-insecure' })
  })

  it.each([0, 50, 110, 130, 1_000])('ends at once when it is aborted after %i ms, without a live track', async (moment) => {
    const controller = new AbortController()
    const { devices, result } = start([{ ...backCamera(), picture: 'black' }], { signal: controller.signal })
    await vi.advanceTimersByTimeAsync(moment)
    controller.abort(new Error('left'))
    expect(devices.liveTracks).toEqual([])
    await expect(result).resolves.toMatchObject({ message: 'left' })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(devices.liveTracks).toEqual([])
    expect(warn).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('does not even ask when it was aborted before', async () => {
    const { devices, result } = start([backCamera()], { signal: AbortSignal.abort(new Error('left')) })
    await vi.advanceTimersByTimeAsync(1_000)
    await expect(result).resolves.toMatchObject({ message: 'left' })
    expect(devices.asked).toEqual([])
  })
})
