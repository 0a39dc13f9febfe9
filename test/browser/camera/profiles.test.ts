import { describe, expect, it, vi } from 'vitest'
import { createCamera } from '../../../src/browser/camera/owner.ts'
import { FakeMediaDevices, FakeVideo } from './device.ts'
import { profiles, type Profile } from './profiles.ts'
import { stagePages } from './setup.ts'

stagePages()

function stageProfile(profile: Profile) {
  const devices = new FakeMediaDevices(profile.cameras(), profile)
  const given = profile.hasApi === false ? {} : devices
  const camera = createCamera({ mediaDevices: given as unknown as MediaDevices })
  camera.attach(new FakeVideo() as unknown as HTMLVideoElement)
  return { camera, devices }
}

describe.each(profiles)('$name', (profile) => {
  it('ends with the right camera, or with the right reason', async () => {
    const { camera, devices } = stageProfile(profile)
    camera.open()
    await vi.advanceTimersByTimeAsync(15_000)
    const { status, failure, current, isMirrored, torch, cameras } = camera.getState()
    expect(failure ?? current?.id).toBe(profile.expected)
    expect(devices.tracks).toHaveLength(profile.streams)
    expect(devices.mostLive).toBeLessThanOrEqual(1)
    expect(devices.liveTracks).toHaveLength(status === 'live' ? 1 : 0)
    expect(isMirrored).toBe(profile.isMirrored ?? false)
    expect(torch).toBe(profile.hasTorch ? 'off' : 'none')
    expect(cameras.length > 0).toBe(status === 'live')
  })

  it('is asked for one camera at a time by its id or by its facing, at 4K first', async () => {
    const { camera, devices } = stageProfile(profile)
    camera.open()
    await vi.advanceTimersByTimeAsync(15_000)
    for (const video of devices.asked) {
      if (video !== true) expect(Number('deviceId' in video) + Number('facingMode' in video)).toBe(1)
    }
    if (profile.hasApi !== false) {
      const [first] = devices.asked
      expect(first).toEqual({
        facingMode: { ideal: 'environment' }, width: { ideal: 3840 }, height: { ideal: 2160 }, resizeMode: 'none',
      })
    }
  })

  it('has no live track after closing, at any moment on the way', async () => {
    for (let moment = 0; moment <= 3_000; moment += 100) {
      const { camera, devices } = stageProfile(profile)
      camera.open()
      await vi.advanceTimersByTimeAsync(moment)
      camera.close()
      expect(devices.liveTracks).toEqual([])
      await vi.advanceTimersByTimeAsync(3_000)
      expect(devices.liveTracks).toEqual([])
      expect(camera.getState().status).toBe('closed')
      expect(vi.getTimerCount()).toBe(0)
    }
  })
})
