import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { rememberCamera } from '../../../src/browser/camera/remember.ts'
import { createViewer } from '../../../src/browser/camera/viewer.ts'
import type { CameraDevice } from '../../../src/browser/camera/types.ts'
import { FakeStream, FakeTrack, FakeVideo, stubPage, type FakeCamera } from './device.ts'
import { backCamera, frontCamera, stage } from './setup.ts'

let page: ReturnType<typeof stubPage>
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('sessionStorage', memoryStorage())
  rememberCamera('environment', null)
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  page = stubPage()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function memoryStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

describe('opening', () => {
  it('goes from asking over starting to live, and only live has seen a picture', async () => {
    const staged = stage([backCamera(), frontCamera()])
    const { camera, states } = staged
    expect(camera.getState().status).toBe('closed')
    camera.open()
    expect(camera.getState().status).toBe('asking')
    await pass(99)
    expect(camera.getState().status).toBe('asking')
    await pass(11)
    expect(camera.getState().status).toBe('starting')
    await pass(500)
    expect(camera.getState()).toMatchObject({ status: 'live', failure: null, isMirrored: false, torch: 'off' })
    expect(camera.getState().current).toMatchObject({ id: 'back', facing: 'environment' })
    expect(camera.getState().cameras.map(({ id }) => id)).toEqual(['back', 'front'])
    expect(staged.statuses).toEqual(['asking', 'starting', 'live'])
    expect(new Set(states).size).toBe(states.length)
    expect(camera.getState()).toBe(camera.getState())
  })

  it('prepares the element before it gets the stream, as Safari wants it', async () => {
    const { opened, video, devices } = stage([backCamera()])
    await opened()
    expect(video.srcObject).not.toBeNull()
    expect(video.wasReady).toBe(true)
    expect(devices.asked).toHaveLength(1)
  })

  it('does nothing while open', async () => {
    const { opened, camera, devices } = stage([backCamera()])
    camera.open()
    camera.open()
    await opened()
    camera.open()
    await pass(1_000)
    expect(devices.asked).toHaveLength(1)
  })

  it('waits for as long as the person reads the question', async () => {
    const { camera } = stage([backCamera()], { delayMs: 120_000 })
    camera.open()
    await pass(119_000)
    expect(camera.getState().status).toBe('asking')
    await pass(2_000)
    expect(camera.getState().status).toBe('live')
  })

  it('is live with the one camera that it has where the list of them never comes', async () => {
    const { camera, devices } = stage([backCamera(), frontCamera()])
    devices.enumerateDevices = () => new Promise(() => undefined)
    camera.open()
    await pass(2_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'back' } })
    expect(camera.getState().cameras.map(({ id }) => id)).toEqual(['back'])
  })

  it('leaves no timer when it is closed while the list of cameras is waited for', async () => {
    const { camera, devices } = stage([backCamera()])
    devices.enumerateDevices = () => new Promise(() => undefined)
    camera.open()
    await pass(150)
    expect(camera.getState().status).toBe('starting')
    camera.close()
    // The element that is played here has a timer of its own
    await pass(100)
    expect(vi.getTimerCount()).toBe(0)
    expect(devices.liveTracks).toEqual([])
  })

  it('can be tried again after a failure', async () => {
    const { camera, devices, opened } = stage([])
    expect(await opened()).toMatchObject({ status: 'failed', failure: 'camera-missing', current: null })
    devices.plug(backCamera())
    camera.open()
    await pass(1_000)
    expect(camera.getState()).toMatchObject({ status: 'live', failure: null })
  })

  it('plays at the next gesture where the browser refused to play, and does not take that for a black camera', async () => {
    const { camera, video, devices } = stage([backCamera()])
    video.needsGesture = true
    camera.open()
    await pass(10_000)
    expect(camera.getState().status).toBe('starting')
    expect(devices.asked).toHaveLength(1)
    video.needsGesture = false
    page.page.dispatchEvent(new Event('pointerdown'))
    await pass(1_000)
    expect(camera.getState().status).toBe('live')
  })

  it('plays once at a gesture, and leaves no listener when it shows nothing', async () => {
    const video = new FakeVideo()
    video.needsGesture = true
    const viewer = createViewer(video as unknown as HTMLVideoElement)
    const stream = new FakeStream(new FakeTrack(backCamera())) as unknown as MediaStream
    viewer.show(stream)
    viewer.play()
    await pass(1)
    const { plays } = video
    page.page.dispatchEvent(new Event('keydown'))
    expect(video.plays).toBe(plays + 1)
    await pass(1)
    viewer.show(null)
    page.page.dispatchEvent(new Event('keydown'))
    expect(video.plays).toBe(plays + 1)
    video.needsGesture = false
    viewer.show(stream)
    await pass(1)
    page.page.dispatchEvent(new Event('keydown'))
    expect(video.plays).toBe(plays + 2)
  })

  it('asks for continuous focus where the camera has it', async () => {
    const { opened, devices } = stage([backCamera()])
    await opened()
    expect(devices.track.applied).toEqual([{ advanced: [{ focusMode: 'continuous' }] }])
  })
})

describe('a camera that shows nothing', () => {
  it.each(['black', 'none'] as const)('is restarted once, then fails: %s', async (picture) => {
    const { camera, devices, video } = stage([{ ...backCamera(), picture }])
    camera.open()
    await pass(2_500)
    expect(devices.asked).toHaveLength(1)
    await pass(1_000)
    expect(devices.asked).toHaveLength(2)
    await pass(3_000)
    expect(camera.getState()).toMatchObject({ status: 'failed', failure: 'camera-black' })
    expect(devices.liveTracks).toEqual([])
    expect(devices.mostLive).toBe(1)
    expect(video.srcObject).toBeNull()
    await pass(60_000)
    expect(devices.asked).toHaveLength(2)
    camera.open()
    await pass(7_000)
    expect(camera.getState().status).toBe('failed')
    expect(devices.asked).toHaveLength(4)
  })

  it('is fine when the restart helped', async () => {
    const dark = backCamera()
    dark.picture = 'none'
    const { camera, devices } = stage([dark])
    camera.open()
    await pass(2_000)
    dark.picture = 'colour'
    await pass(3_000)
    expect(camera.getState().status).toBe('live')
    expect(devices.asked).toHaveLength(2)
  })

  it('is not judged while nobody looks or the page is hidden', async () => {
    const { camera, detach, devices } = stage([{ ...backCamera(), picture: 'none' }])
    camera.open()
    await pass(1_000)
    detach()
    await pass(10_000)
    expect(devices.asked).toHaveLength(1)
    camera.attach(new FakeVideo() as unknown as HTMLVideoElement)
    page.hide()
    await pass(10_000)
    expect(devices.asked).toHaveLength(1)
    page.wake()
    await pass(10_000)
    expect(devices.asked).toHaveLength(2)
  })
})

describe('a camera without colour', () => {
  const infrared = (): FakeCamera => ({ ...backCamera(), id: 'ir', label: 'Camera A', picture: 'colourless' })
  const colour = (): FakeCamera => ({ ...backCamera(), id: 'rgb', label: 'Camera B' })

  it('is left for the next one, which is not left again', async () => {
    const { camera, devices } = stage([infrared(), colour()], { pick: 'ir' })
    camera.open()
    await pass(10_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'rgb' } })
    expect(devices.tracks.map(({ camera: { id } }) => id)).toEqual(['ir', 'rgb'])
    expect(devices.mostLive).toBe(1)
  })

  it('is not one whose lens is covered for a while', async () => {
    const covered: FakeCamera = { ...infrared() }
    const { camera, devices } = stage([covered, colour()], { pick: 'ir' })
    camera.open()
    await pass(500)
    covered.picture = 'black'
    await pass(5_000)
    covered.picture = 'colour'
    await pass(5_000)
    expect(camera.getState().current?.id).toBe('ir')
    expect(devices.tracks).toHaveLength(1)
  })

  it('stays with the best where none has colour', async () => {
    const all = [infrared(), { ...infrared(), id: 'second', label: 'Camera B' }]
    const { camera, devices } = stage(all, { pick: 'ir' })
    camera.open()
    await pass(60_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'ir' } })
    expect(devices.tracks.map(({ camera: { id } }) => id)).toEqual(['ir', 'second', 'ir'])
  })

  it('is kept where the person chose it', async () => {
    const { camera, devices } = stage([colour(), infrared()], { pick: 'rgb' })
    camera.open()
    await pass(3_000)
    camera.choose('ir')
    await pass(20_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'ir' } })
    expect(devices.tracks).toHaveLength(2)
  })

  it('is kept where the person chose it while it was looked for colour', async () => {
    const { camera, devices } = stage([infrared(), colour()], { pick: 'ir' })
    camera.open()
    await pass(500)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'ir' } })
    camera.choose('ir')
    await pass(20_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'ir' } })
    expect(devices.tracks).toHaveLength(1)
  })

  it('is opened at the good one at once the next time', async () => {
    const { camera, devices } = stage([infrared(), colour()], { pick: 'ir' })
    camera.open()
    await pass(10_000)
    camera.close()
    camera.open()
    await pass(3_000)
    expect(camera.getState().current?.id).toBe('rgb')
    expect(devices.tracks).toHaveLength(3)
  })

  it('is left for one that does not open, and then goes back', async () => {
    const broken: FakeCamera = { ...colour(), label: 'Back Dual Wide Camera', fails: new DOMException('', 'NotReadableError') }
    const { camera, devices } = stage([broken, infrared()], { pick: 'ir' })
    camera.open()
    await pass(60_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'ir' } })
    expect(devices.liveTracks).toHaveLength(1)
    const asked = devices.asked.length
    await pass(60_000)
    expect(devices.asked).toHaveLength(asked)
  })

  it('is left for one that shows nothing, and that for a third', async () => {
    const dead: FakeCamera = { ...colour(), id: 'dead', picture: 'black' }
    const { camera, devices } = stage([infrared(), dead, colour()], { pick: 'ir' })
    camera.open()
    await pass(10_000)
    expect(devices.tracks.map((track) => track.camera.id)).toEqual(['ir', 'dead', 'rgb'])
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'rgb' } })
  })
})

describe('a stream that is lost', () => {
  it.each([
    ['ended', (staged: ReturnType<typeof stage>) => staged.devices.track.lose()],
    ['muted for more than a second', (staged: ReturnType<typeof stage>) => staged.devices.track.setMuted(true)],
    ['ended unseen, until the page wakes', (staged: ReturnType<typeof stage>) => {
      page.hide()
      staged.devices.track.lose()
      page.wake()
    }],
    ['still, seen when the window gets the focus', (staged: ReturnType<typeof stage>) => {
      staged.devices.track.isFrozen = true
      page.window.dispatchEvent(new Event('focus'))
      page.window.dispatchEvent(new Event('pageshow'))
    }],
  ])('is restarted once: %s', async (_, lose) => {
    const staged = stage([backCamera()])
    await staged.opened()
    await pass(10_000)
    lose(staged)
    await pass(4_000)
    expect(staged.camera.getState().status).toBe('live')
    expect(staged.devices.asked).toHaveLength(2)
    expect(staged.devices.liveTracks).toHaveLength(1)
    expect(staged.devices.mostLive).toBe(1)
  })

  it.each([
    ['muted for a moment', (staged: ReturnType<typeof stage>) => {
      staged.devices.track.setMuted(true)
      setTimeout(() => staged.devices.track.setMuted(false), 500)
    }],
    ['the page comes back and the camera still runs', () => {
      page.hide()
      page.wake()
      page.window.dispatchEvent(new Event('focus'))
    }],
  ])('is not restarted without need: %s', async (_, disturb) => {
    const staged = stage([backCamera()])
    await staged.opened()
    disturb(staged)
    await pass(10_000)
    expect(staged.camera.getState().status).toBe('live')
    expect(staged.devices.asked).toHaveLength(1)
  })

  it.each([
    ['camera-failed', (staged: ReturnType<typeof stage>) => staged.devices.track.lose()],
    ['camera-busy', (staged: ReturnType<typeof stage>) => staged.devices.track.setMuted(true)],
  ])('a second time within seconds fails with %s', async (code, lose) => {
    const staged = stage([backCamera()])
    await staged.opened()
    lose(staged)
    await pass(2_500)
    expect(staged.camera.getState().status).toBe('live')
    lose(staged)
    await pass(2_500)
    expect(staged.camera.getState()).toMatchObject({ status: 'failed', failure: code })
    expect(staged.devices.liveTracks).toEqual([])
  })

  it('is restarted every time when it was well in between', async () => {
    const staged = stage([backCamera()])
    await staged.opened()
    for (let times = 0; times < 3; times++) {
      staged.devices.track.lose()
      await pass(8_000)
      expect(staged.camera.getState().status).toBe('live')
    }
  })

  it('is not restarted while the page is hidden', async () => {
    const { opened, devices } = stage([backCamera()])
    await opened()
    page.hide()
    devices.track.lose()
    await pass(30_000)
    expect(devices.asked).toHaveLength(1)
  })

  it('plays on when the browser paused it in the background', async () => {
    const { opened, video, devices } = stage([backCamera()])
    await opened()
    video.paused = true
    page.hide()
    page.wake()
    await pass(1_000)
    expect(video.paused).toBe(false)
    expect(devices.asked).toHaveLength(1)
  })

  it('goes on with another camera when the chosen one is unplugged', async () => {
    const { opened, camera, devices } = stage([backCamera(), frontCamera()])
    await opened()
    camera.choose('front')
    await pass(3_000)
    devices.unplug('front')
    await pass(3_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'back' } })
    expect(camera.getState().cameras.map(({ id }) => id)).toEqual(['back'])
  })

  it('says that there is none when the last camera is unplugged', async () => {
    const { opened, camera, devices } = stage([backCamera()])
    await opened()
    devices.unplug('back')
    await pass(3_000)
    expect(camera.getState()).toMatchObject({ status: 'failed', failure: 'camera-missing' })
  })

  it('lists a camera that is plugged in', async () => {
    const { opened, camera, devices } = stage([backCamera()])
    await opened()
    devices.plug(frontCamera())
    await pass(1_000)
    expect(camera.getState().cameras).toHaveLength(2)
    expect(devices.asked).toHaveLength(1)
  })
})

describe('resting', () => {
  it('keeps the stream, so that the second side needs no second question', async () => {
    const { opened, camera, detach, devices } = stage([backCamera()])
    await opened()
    camera.rest()
    detach()
    await pass(59_000)
    camera.open()
    expect(camera.getState().status).toBe('live')
    const video = new FakeVideo()
    camera.attach(video as unknown as HTMLVideoElement)
    expect(video.srcObject).not.toBeNull()
    await pass(120_000)
    expect(camera.getState().status).toBe('live')
    expect(devices.asked).toHaveLength(1)
  })

  it('ends after its time', async () => {
    const { opened, camera, detach, devices } = stage([backCamera()], {}, { restMs: 5_000 })
    await opened()
    camera.rest()
    detach()
    await pass(4_900)
    expect(devices.liveTracks).toHaveLength(1)
    await pass(200)
    expect(devices.liveTracks).toEqual([])
    expect(camera.getState().status).toBe('closed')
    camera.open()
    expect(camera.getState().status).toBe('asking')
  })

  it('closes quietly when the stream is lost meanwhile', async () => {
    const { opened, camera, detach, devices } = stage([backCamera()])
    await opened()
    camera.rest()
    detach()
    devices.track.lose()
    await pass(1_000)
    expect(camera.getState().status).toBe('closed')
    expect(devices.asked).toHaveLength(1)
  })

  it('is kept when the element lets go while it is looked whether frames come', async () => {
    const { opened, camera, detach, devices } = stage([backCamera()])
    await opened()
    page.window.dispatchEvent(new Event('focus'))
    detach()
    camera.rest()
    await pass(10_000)
    expect(camera.getState().status).toBe('live')
    expect(devices.liveTracks).toHaveLength(1)
    expect(devices.asked).toHaveLength(1)
  })

  it('is restarted when it brings no frames to the next element', async () => {
    const { opened, camera, detach, devices } = stage([backCamera()])
    await opened()
    camera.rest()
    detach()
    devices.track.isFrozen = true
    camera.open()
    camera.attach(new FakeVideo() as unknown as HTMLVideoElement)
    await pass(6_000)
    expect(devices.asked).toHaveLength(2)
    expect(camera.getState().status).toBe('live')
  })

  it('closes what has not been answered yet', async () => {
    const { camera, devices } = stage([backCamera()])
    camera.open()
    camera.rest()
    await pass(1_000)
    expect(camera.getState().status).toBe('closed')
    expect(devices.liveTracks).toEqual([])
  })
})

describe('choosing', () => {
  it('stops the one before it opens the other, and asks for the id alone', async () => {
    const changes: CameraDevice[] = []
    const onChange = (device: CameraDevice) => void changes.push(device)
    const { opened, camera, devices } = stage([backCamera(), frontCamera()], {}, { onChange })
    await opened()
    camera.choose('front')
    expect(devices.liveTracks).toEqual([])
    await pass(90)
    // phones need a moment to let go
    expect(devices.asked).toHaveLength(1)
    await pass(3_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'front' }, isMirrored: true, torch: 'none' })
    expect(devices.asked.at(-1)).toMatchObject({ deviceId: { exact: 'front' } })
    expect(devices.asked.at(-1)).not.toHaveProperty('facingMode')
    expect(devices.mostLive).toBe(1)
    expect(changes.map(({ id }) => id)).toEqual(['back', 'front'])
  })

  it('is remembered by another owner, and forgotten when that camera is gone', async () => {
    const first = stage([backCamera(), frontCamera()])
    await first.opened()
    first.camera.choose('front')
    await pass(3_000)
    first.camera.close()
    const second = stage([backCamera(), frontCamera()], {}, { deviceId: 'back' })
    expect((await second.opened()).current?.id).toBe('front')
    const third = stage([backCamera()])
    expect((await third.opened()).current?.id).toBe('back')
    expect(third.devices.asked).toHaveLength(2)
    const fourth = stage([backCamera(), frontCamera()])
    expect((await fourth.opened()).current?.id).toBe('back')
  })

  it('begins with the camera that the host named, and with any when that is not there', async () => {
    const named = stage([backCamera(), frontCamera()], {}, { deviceId: 'front' })
    expect((await named.opened()).current?.id).toBe('front')
    const gone = stage([backCamera(), frontCamera()], {}, { deviceId: 'elsewhere' })
    expect((await gone.opened()).current?.id).toBe('back')
  })

  it('flips to the camera that looks the other way, and back', async () => {
    const { opened, camera } = stage([backCamera(), { ...backCamera(), id: 'wide', label: 'camera2 2, facing back' }, frontCamera()])
    await opened()
    camera.flip()
    await pass(3_000)
    expect(camera.getState().current?.id).toBe('front')
    camera.flip()
    await pass(3_000)
    expect(camera.getState().current?.id).toBe('back')
  })

  it('flips through the cameras where none tells how it looks', async () => {
    const { opened, camera } = stage([{ id: 'a', label: 'Cam A' }, { id: 'b', label: 'Cam B' }, { id: 'c', label: 'Cam C' }])
    const flipped: unknown[] = [(await opened()).current?.id]
    for (let times = 0; times < 3; times++) {
      camera.flip()
      await pass(3_000)
      flipped.push(camera.getState().current?.id)
    }
    expect(flipped).toEqual(['a', 'b', 'c', 'a'])
  })

  it('twice in a row opens the last one only', async () => {
    const { opened, camera, devices } = stage([backCamera(), frontCamera(), { id: 'usb', label: 'USB' }])
    await opened()
    camera.choose('front')
    await pass(150)
    camera.choose('usb')
    await pass(3_000)
    expect(camera.getState().current?.id).toBe('usb')
    expect(devices.liveTracks).toHaveLength(1)
    expect(devices.mostLive).toBe(1)
  })

  it('goes back to the first while the second is on its way', async () => {
    const { opened, camera, devices } = stage([backCamera(), frontCamera()])
    await opened()
    camera.choose('front')
    camera.choose('back')
    await pass(3_000)
    expect(camera.getState().current?.id).toBe('back')
    expect(devices.liveTracks).toHaveLength(1)
  })

  it('is tried by itself, each camera once, when one cannot see the document', async () => {
    const lens = (id: string): FakeCamera => ({ ...backCamera(), id, label: id })
    const { opened, camera, devices } = stage([lens('one'), lens('two'), frontCamera()])
    await opened()
    for (let times = 0; times < 4; times++) {
      camera.tryNext()
      await pass(3_000)
    }
    expect(devices.tracks.map((track) => track.camera.id)).toEqual(['one', 'two', 'one'])
  })

  it('zooms once where no other camera is left, and keeps the light with it', async () => {
    const capabilities = { zoom: { max: 5 }, torch: true, focusMode: ['continuous'] }
    const { opened, camera, devices } = stage([{ ...backCamera(), capabilities }])
    await opened()
    camera.tryNext()
    camera.tryNext()
    await pass(100)
    camera.setTorch(true)
    await pass(100)
    const focusMode = 'continuous'
    const asked = devices.track.applied.map(({ advanced }) => advanced?.[0])
    expect(asked).toEqual([{ focusMode }, { zoom: 2, focusMode }, { zoom: 2, torch: true, focusMode }])
  })
})

describe('what others do wrong', () => {
  it('is no reason to stop: the host\'s listener throws', async () => {
    const thrown: unknown[] = []
    const catchIt = (error: unknown) => void thrown.push(error)
    process.on('uncaughtException', catchIt)
    const { opened } = stage([backCamera()], {}, { onChange() { throw new Error('of the host') } })
    expect((await opened()).status).toBe('live')
    vi.useRealTimers()
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('uncaughtException', catchIt)
    expect(thrown).toMatchObject([{ message: 'of the host' }])
  })

  it('is no reason to restart: a track that starts muted and takes its time', async () => {
    const slow = backCamera()
    slow.picture = 'none'
    const { camera, devices } = stage([slow])
    camera.open()
    await pass(150)
    devices.track.setMuted(true)
    await pass(1_700)
    devices.track.setMuted(false)
    slow.picture = 'colour'
    const video = new FakeVideo()
    camera.attach(video as unknown as HTMLVideoElement)
    await pass(500)
    expect(camera.getState().status).toBe('live')
    expect(devices.asked).toHaveLength(1)
  })

  it('is asked of the person only once more: a browser that asks for each camera anew', async () => {
    const refused: FakeCamera = { ...backCamera(), id: 'triple', label: 'Back Triple Camera', fails: new DOMException('', 'NotAllowedError') }
    const dual = { ...refused, id: 'dual', label: 'Back Dual Wide Camera' }
    const { camera, devices } = stage([backCamera(), refused, dual], { pick: 'back' })
    camera.open()
    await pass(5_000)
    expect(camera.getState()).toMatchObject({ status: 'live', current: { id: 'back' } })
    expect(devices.asked).toHaveLength(3)
  })
})

describe('the light', () => {
  it('follows what the camera did', async () => {
    const { opened, camera, devices } = stage([backCamera()])
    expect((await opened()).torch).toBe('off')
    camera.setTorch(true)
    expect(camera.getState().torch).toBe('off')
    await pass(1)
    expect(camera.getState().torch).toBe('on')
    expect(devices.track.applied.at(-1)).toEqual({ advanced: [{ torch: true, focusMode: 'continuous' }] })
    vi.spyOn(devices.track, 'applyConstraints').mockRejectedValue(new DOMException('', 'OverconstrainedError'))
    camera.setTorch(false)
    await pass(1)
    expect(camera.getState().torch).toBe('on')
  })

  it('is put out while nobody looks, and lit again for the other side', async () => {
    const { opened, camera, devices } = stage([backCamera()])
    await opened()
    camera.setTorch(true)
    await pass(1)
    camera.rest()
    await pass(1)
    expect(camera.getState().torch).toBe('off')
    expect(devices.track.applied.at(-1)).toEqual({ advanced: [{ torch: false, focusMode: 'continuous' }] })
    camera.open()
    await pass(1)
    expect(camera.getState().torch).toBe('on')
  })

  it('stays on when it was lit before the first picture', async () => {
    const { camera, devices } = stage([backCamera()])
    camera.open()
    await pass(120)
    expect(camera.getState().status).toBe('starting')
    camera.setTorch(true)
    await pass(3_000)
    expect(camera.getState()).toMatchObject({ status: 'live', torch: 'on' })
    expect(devices.track.applied.at(-1)).toEqual({ advanced: [{ torch: true, focusMode: 'continuous' }] })
  })

  it('is not said of the next camera', async () => {
    const { opened, camera, states } = stage([backCamera(), frontCamera()])
    await opened()
    camera.setTorch(true)
    camera.choose('front')
    await pass(3_000)
    expect(camera.getState()).toMatchObject({ current: { id: 'front' }, torch: 'none' })
    expect(states.some(({ torch }) => torch === 'on')).toBe(false)
  })

  it('is not there on a camera without one', async () => {
    const { opened, camera, devices } = stage([frontCamera()])
    expect((await opened()).torch).toBe('none')
    camera.setTorch(true)
    await pass(100)
    expect(devices.track.applied).toEqual([])
  })
})

describe('what is left behind', () => {
  it('is no live track and no timer, at whatever moment it is closed', async () => {
    const infrared: FakeCamera = { ...backCamera(), id: 'ir', label: 'Camera A', picture: 'colourless' }
    for (let moment = 0; moment < 4_000; moment += 40) {
      const { camera, devices, detach } = stage([infrared, { ...backCamera(), id: 'rgb', label: 'B' }], { pick: 'ir' })
      camera.open()
      await pass(moment)
      camera.close()
      expect(devices.liveTracks).toEqual([])
      detach()
      await pass(5_000)
      expect(devices.liveTracks).toEqual([])
      expect(camera.getState().status).toBe('closed')
      expect(vi.getTimerCount()).toBe(0)
    }
  })

  it('is no live track when it is closed between two steps of one moment', async () => {
    for (let steps = 0; steps < 60; steps++) {
      const { camera, devices } = stage([backCamera(), frontCamera()], { delayMs: 0 })
      camera.open()
      for (let step = 0; step < steps; step++) {
        if (step % 6 === 5) vi.advanceTimersToNextTimer()
        await Promise.resolve()
      }
      camera.close()
      await pass(5_000)
      expect(devices.liveTracks).toEqual([])
      expect(camera.getState().status).toBe('closed')
    }
  })

  it('is no live track when it is closed between the last look without colour and the next camera', async () => {
    const infrared: FakeCamera = { ...backCamera(), id: 'ir', label: 'Camera A', picture: 'colourless' }
    for (let moment = 1_670; moment < 1_720; moment += 10) {
      for (let steps = 0; steps < 12; steps++) {
        const { camera, devices } = stage([infrared, { ...backCamera(), id: 'rgb', label: 'B' }], { pick: 'ir' })
        camera.open()
        await pass(moment)
        vi.advanceTimersByTime(10)
        for (let step = 0; step < steps; step++) await Promise.resolve()
        camera.close()
        await pass(1_000)
        expect(devices.liveTracks).toEqual([])
        expect(camera.getState().status).toBe('closed')
      }
    }
  })

  it.each(['asking', 'starting', 'live', 'failed'])('is no live track when a listener closes it as it is %s', async (status) => {
    const { camera, devices, video } = stage([{ ...backCamera(), picture: status === 'failed' ? 'none' : 'colour' }])
    camera.subscribe(() => { if (camera.getState().status === status) camera.close() })
    camera.open()
    await pass(10_000)
    expect(devices.liveTracks).toEqual([])
    expect(video.srcObject).toBeNull()
    expect(camera.getState().status).toBe('closed')
  })

  it('is the second stream alone, when effects are run twice', async () => {
    const { camera, devices } = stage([backCamera()])
    camera.open()
    camera.close()
    camera.open()
    await pass(3_000)
    expect(camera.getState().status).toBe('live')
    expect(devices.liveTracks).toHaveLength(1)
    expect(devices.mostLive).toBe(1)
    expect(devices.asked).toHaveLength(1)
  })

  it('does not wait for ever on a question that was never answered', async () => {
    const { camera, devices } = stage([backCamera()], { delayMs: 1e9 })
    camera.open()
    await pass(10_000)
    camera.close()
    devices.options.delayMs = 100
    camera.open()
    await pass(4_000)
    expect(camera.getState().status).toBe('live')
  })

  it('is no listener on the page', async () => {
    const added = vi.spyOn(page.page, 'addEventListener')
    const { opened, camera } = stage([backCamera()])
    await opened()
    expect(added).toHaveBeenCalled()
    camera.close()
    const signals = added.mock.calls.map(([, , options]) => (options as AddEventListenerOptions).signal?.aborted)
    expect(signals.every(Boolean)).toBe(true)
  })
})

it('refuses a picture before the camera is live', async () => {
  const { camera } = stage([backCamera()])
  await expect(camera.takePicture(null, new AbortController().signal)).rejects.toMatchObject({ code: 'camera-failed' })
})
