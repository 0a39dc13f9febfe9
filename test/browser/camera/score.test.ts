import { beforeEach, describe, expect, it, vi } from 'vitest'
import { constraintLadder } from '../../../src/browser/camera/constraints.ts'
import { rememberCamera, rememberedCamera } from '../../../src/browser/camera/remember.ts'
import { openStream } from '../../../src/browser/camera/stream.ts'
import { facingOf, rankCameras, scoreCamera } from '../../../src/browser/camera/score.ts'

const score = (label: string, more = {}, wanted: 'environment' | 'user' = 'environment') =>
  scoreCamera({ id: label, label, facing: facingOf(label) }, wanted, more)

describe('how a camera looks', () => {
  it.each([
    'Back Camera', 'camera2 0, facing back', 'Microsoft Camera Rear', 'Câmera Traseira', 'Cámara trasera', 'Caméra arrière',
    'Rückkamera', 'Hintere Kamera', 'Fotocamera posteriore', 'Camera aan achterzijde', 'Задняя камера', '后置摄像头', '後置鏡頭',
    '背面カメラ', '후면 카메라', 'الكاميرا الخلفية', 'Arka Kamera', 'Kamera tylna',
  ])('is away from the person: %s', (label) => expect(facingOf(label)).toBe('environment'))

  it.each([
    'Front Camera', 'camera2 1, facing front', 'FaceTime HD Camera', 'Câmera Frontal', 'Cámara delantera', 'Caméra avant',
    'Frontkamera', 'Fotocamera anteriore', 'Camera aan voorzijde', 'Передняя камера', '前置摄像头', '前面カメラ', '전면 카메라',
    'Kamera przednia', 'Selfie camera',
  ])('is at the person: %s', (label) => expect(facingOf(label)).toBe('user'))

  it.each(['', 'Integrated Webcam', 'HD Pro Webcam C920', 'OBS Virtual Camera', 'USB2.0 HD UVC WebCam', 'Logi Brio', 'NVIDIA Broadcast'])(
    'is not known: %s',
    (label) => expect(facingOf(label)).toBeNull(),
  )

  it('is what the browser says, whatever the label', () => {
    expect(facingOf('Back Camera', 'user')).toBe('user')
    expect(facingOf('Back Camera', 'left')).toBe('environment')
  })
})

describe('the better camera for a document', () => {
  it.each([
    ['Back Dual Wide Camera', 'Back Triple Camera'],
    ['Back Triple Camera', 'Back Camera'],
    ['Back Camera', 'Back Ultra Wide Camera'],
    ['Back Camera', 'Back Telephoto Camera'],
    ['Back Ultra Wide Camera', 'Front Camera'],
    ['Rückseitige Dual-Weitwinkelkamera', 'Rückseitige Kamera'],
    ['Rückseitige Kamera', 'Rückseitige Ultra-Weitwinkelkamera'],
    ['后置双广角镜头', '后置镜头'],
    ['后置镜头', '后置超广角镜头'],
    ['后置镜头', '后置长焦镜头'],
    ['背面カメラ', '背面超広角カメラ'],
    ['背面カメラ', '背面望遠カメラ'],
    ['camera2 0, facing back', 'camera2 2, facing back'],
    ['camera2 2, facing back', 'camera2 1, facing front'],
    ['Integrated Webcam', 'Integrated IR Webcam'],
    ['Integrated Webcam', 'OBS Virtual Camera'],
    ['Integrated Webcam', 'NVIDIA Broadcast'],
    ['Integrated Webcam', 'Intel RealSense Depth Camera'],
    ['Microsoft Camera Rear', 'Microsoft Camera Front'],
    ['FaceTime HD Camera', 'Microsoft IR Camera Front'],
    ['MX Brio', 'iPhone Desk View Camera'],
    ['BRIO Ultra HD Webcam', 'OBS Virtual Camera'],
    ['Back Triple Camera', 'Back Dual Camera'],
    ['Câmera Dupla Grande-Angular Traseira', 'Câmera Traseira'],
    ['Câmera Traseira', 'Câmera Ultra-Angular Traseira'],
    ['Câmera Traseira', 'Câmera Teleobjetiva Traseira'],
    ['Caméra arrière double grand angle', 'Caméra arrière'],
    ['Caméra arrière', 'Caméra arrière ultra grand angle'],
    ['Cámara trasera', 'Cámara trasera ultra gran angular'],
  ])('is %s before %s', (better, worse) => expect(score(better)).toBeGreaterThan(score(worse)))

  it('can focus, has a light and many pixels', () => {
    const label = 'camera2 2, facing back'
    expect(score(label, { focusMode: ['continuous'] })).toBeGreaterThan(score(label))
    expect(score(label, { focusMode: ['single-shot'] })).toBeGreaterThan(score(label, { focusMode: ['manual'] }))
    expect(score(label)).toBeGreaterThan(score(label, { focusMode: ['manual'] }))
    expect(score(label, { torch: true })).toBeGreaterThan(score(label, { torch: false }))
    expect(score(label, { torch: [false, true] })).toBe(score(label, { torch: true }))
    const sized = (width: number, height: number) => score(label, { width: { max: width }, height: { max: height } })
    expect(sized(4000, 3000)).toBeGreaterThan(sized(1280, 720))
    expect(score('camera2 0, facing back', { focusMode: ['manual'] })).toBeLessThan(score(label))
  })

  it('for a selfie looks at the person', () => {
    expect(score('Front Camera', {}, 'user')).toBeGreaterThan(score('Back Camera', {}, 'user'))
  })
})

describe('the list of cameras', () => {
  const current = { id: 'a', label: 'Back Camera', facing: 'environment' } as const
  const given = (devices: unknown) => ({ enumerateDevices: async () => devices }) as unknown as MediaDevices
  const ids = async (devices: MediaDevices) => (await rankCameras(devices, current, 'environment', new Map(), new AbortController().signal)).map(({ id }) => id)

  it('holds the open camera, even where Safari calls it a microphone the second time', async () => {
    expect(await ids(given([{ kind: 'audioinput', deviceId: 'a', label: 'Back Camera' }]))).toEqual(['a'])
    expect(await ids(given([]))).toEqual(['a'])
  })

  it('holds cameras only, each once, and none without an id', async () => {
    const devices = [
      { kind: 'videoinput', deviceId: 'f', label: 'Front Camera' },
      { kind: 'audioinput', deviceId: 'm', label: 'Microphone' },
      { kind: 'videoinput', deviceId: '', label: '' },
      { kind: 'videoinput', deviceId: 'a', label: 'Back Camera' },
      { kind: 'videoinput', deviceId: 'f', label: 'Front Camera' },
    ]
    expect(await ids(given(devices))).toEqual(['a', 'f'])
  })

  it('does not need a browser that can list', async () => {
    const refusing = { enumerateDevices: () => Promise.reject(new DOMException('', 'NotAllowedError')) }
    expect(await ids(refusing as unknown as MediaDevices)).toEqual(['a'])
    expect(await ids({} as MediaDevices)).toEqual(['a'])
  })
})

describe('what is asked of the camera', () => {
  it('goes from 4K down to anything, and only wishes', () => {
    const ladder = constraintLadder('environment', null)
    expect(ladder.map((rung) => (rung === true ? true : (rung.width as { ideal: number } | undefined)?.ideal))).toEqual([
      3840, 1920, 1280, undefined, true,
    ])
    for (const rung of ladder) if (rung !== true) for (const wish of Object.values(rung)) expect(Object.keys(wish)).toEqual(['ideal'])
  })

  it('is an id without a facing, and never another camera', () => {
    for (const rung of constraintLadder('environment', 'x')) {
      expect(rung).toMatchObject({ deviceId: { exact: 'x' } })
      expect(rung).not.toHaveProperty('facingMode')
    }
  })

  it('forbids scaling where the browser knows the word', () => {
    expect(constraintLadder('user', null, { resizeMode: true } as object)[0]).toMatchObject({ resizeMode: 'none' })
    expect(constraintLadder('user', null)[0]).not.toHaveProperty('resizeMode')
  })
})

describe('the way down the ladder', () => {
  const run = (...failures: string[]) => {
    const getUserMedia = vi.fn(async () => {
      const name = failures.shift()
      if (name) throw new DOMException(name, name)
      return { getTracks: () => [] }
    })
    const opened = openStream({ getUserMedia } as unknown as MediaDevices, constraintLadder('environment', null), new AbortController().signal)
    return { opened, getUserMedia }
  }

  it('goes on while too much is asked, without ever asking for sound', async () => {
    const { opened, getUserMedia } = run('NotReadableError', 'OverconstrainedError')
    await opened
    expect(getUserMedia.mock.calls).toEqual(constraintLadder('environment', null).slice(0, 3).map((video) => [{ video }]))
  })

  it('ends at any other reason', async () => {
    const { opened, getUserMedia } = run('NotAllowedError')
    await expect(opened).rejects.toMatchObject({ name: 'NotAllowedError' })
    expect(getUserMedia).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['ends at once when the camera with that id is not there', 'deviceId', 1],
    ['tries the smaller ones when a size is refused', 'width', 4],
    ['tries the smaller ones when the browser does not say what is refused', '', 4],
  ])('%s', async (_what, constraint, calls) => {
    const getUserMedia = vi.fn().mockRejectedValue({ name: 'OverconstrainedError', constraint })
    const rungs = constraintLadder('environment', 'gone')
    const opened = openStream({ getUserMedia } as unknown as MediaDevices, rungs, new AbortController().signal)
    await expect(opened).rejects.toMatchObject({ constraint })
    expect(getUserMedia).toHaveBeenCalledTimes(calls)
  })

  it('gives the first reason when nothing helps', async () => {
    const { opened, getUserMedia } = run('NotReadableError', ...Array<string>(4).fill('OverconstrainedError'))
    await expect(opened).rejects.toMatchObject({ name: 'NotReadableError' })
    expect(getUserMedia).toHaveBeenCalledTimes(5)
  })
})

describe('the choice of the person', () => {
  beforeEach(() => {
    vi.unstubAllGlobals()
    rememberCamera('environment', null)
    rememberCamera('user', null)
  })

  it('is kept for each facing on its own, and can be forgotten', () => {
    rememberCamera('environment', 'a')
    rememberCamera('user', 'b')
    expect([rememberedCamera('environment'), rememberedCamera('user')]).toEqual(['a', 'b'])
    rememberCamera('environment', null)
    expect([rememberedCamera('environment'), rememberedCamera('user')]).toEqual([null, 'b'])
  })

  it('lives in the tab, and in the page alone where the browser forbids to store', () => {
    const stored = new Map([['idstep.camera', 'of the tab']])
    vi.stubGlobal('sessionStorage', { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) })
    expect(rememberedCamera('environment')).toBe('of the tab')
    rememberCamera('environment', 'new')
    expect(stored.get('idstep.camera')).toBe('new')
    vi.stubGlobal('sessionStorage', { getItem() { throw new Error('forbidden') }, setItem() { throw new Error('forbidden') } })
    rememberCamera('environment', 'kept')
    expect(rememberedCamera('environment')).toBe('kept')
    rememberCamera('environment', null)
    expect(rememberedCamera('environment')).toBeNull()
  })
})
