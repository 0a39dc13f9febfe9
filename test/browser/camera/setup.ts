import { afterEach, beforeEach, vi } from 'vitest'
import { createCamera, type CameraOptions } from '../../../src/browser/camera/owner.ts'
import { rememberCamera } from '../../../src/browser/camera/remember.ts'
import type { CameraState } from '../../../src/browser/camera/types.ts'
import { FakeMediaDevices, FakeVideo, stubPage, type FakeCamera, type FakeDeviceOptions } from './device.ts'

/** Gives each test of a file a clock that waits, a page and a browser of its own, with no camera remembered. */
export function stagePages(): { readonly page: ReturnType<typeof stubPage> } {
  let page: ReturnType<typeof stubPage>
  beforeEach(() => {
    vi.useFakeTimers()
    page = stubPage()
    vi.stubGlobal('navigator', {})
    rememberCamera('environment', null)
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.restoreAllMocks()
  })
  return {
    get page() {
      return page
    },
  }
}

/** A camera owner on a fake device, with one video attached, and everything it said. */
export function stage(
  cameras: FakeCamera[],
  deviceOptions: FakeDeviceOptions = {},
  options: Omit<CameraOptions, 'mediaDevices'> = {},
) {
  const devices = new FakeMediaDevices(cameras, deviceOptions)
  const camera = createCamera({ ...options, mediaDevices: devices as unknown as MediaDevices })
  const states: CameraState[] = []
  camera.subscribe(() => states.push(camera.getState()))
  const video = new FakeVideo()
  const detach = camera.attach(video as unknown as HTMLVideoElement)
  return {
    devices,
    camera,
    video,
    detach,
    states,
    /** The statuses that were passed, each once in a row. */
    get statuses() {
      return states.map(({ status }) => status).filter((status, at, all) => status !== all[at - 1])
    },
    /** Opens, and lets three seconds pass. */
    async opened() {
      camera.open()
      await vi.advanceTimersByTimeAsync(3_000)
      return camera.getState()
    },
  }
}

/** A phone's main camera. */
export const backCamera = (): FakeCamera => ({
  id: 'back',
  label: 'camera2 0, facing back',
  facing: 'environment',
  capabilities: { torch: true, focusMode: ['manual', 'continuous'] },
})

/** A phone's camera for selfies. */
export const frontCamera = (): FakeCamera => ({ id: 'front', label: 'camera2 1, facing front', facing: 'user' })
