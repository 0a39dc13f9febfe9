import type { CaptureTools } from '../../src/react/adapters.ts'
import type { CameraOwner } from '../../src/react/capture/useCamera.ts'
import type { CameraState } from '../../src/react/capture/CameraView.tsx'
import { photoFile } from './photos.ts'

type Guidance = Parameters<Parameters<CaptureTools['createGuidance']>[0]['onGuidance']>[0]
const closed: CameraState = { status: 'closed', failure: null, cameras: [], current: null, isMirrored: false, torch: 'none' }
const back = { id: 'back', label: '', facing: 'environment' } as const
const front = { id: 'front', label: '', facing: 'user' } as const

/** A phone with two cameras and a light. */
export const phone = { status: 'live', cameras: [back, front], current: back, torch: 'off' } as const satisfies Partial<CameraState>

/** The device's side of the camera, which jsdom has not: a test says what it does next. */
export interface CameraDevice {
  loadCaptureTools(): Promise<CaptureTools>
  /** What the widget asked of the camera, in order. */
  asked: string[]
  becomes(change: Partial<CameraState>): void
  /** What a look at the frame says. */
  says(guidance: Partial<Guidance>): void
  isWatched(): boolean
  /** A document lies there, and never gets sharp. */
  staysBlurred(): void
  /** With what the widget made the camera. */
  options(): Parameters<CaptureTools['createCamera']>[0]
}

/** A device whose camera opens to `opensTo`, at once, and takes such a photo, or does what the function says. */
export function createDevice(
  opensTo: Partial<CameraState> = phone,
  photo: Blob | (() => Promise<Blob>) = photoFile('camera.jpg'),
): CameraDevice {
  let state = closed
  let given: ReturnType<CameraDevice['options']>
  let told: ((guidance: Guidance) => void) | null = null
  let tellOfBlur: (() => void) | undefined
  const asked: string[] = []
  const listeners = new Set<() => void>()
  const becomes = (change: Partial<CameraState>) => {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener()
  }
  const camera: CameraOwner = {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    attach: () => () => {},
    open() {
      asked.push('open')
      if (state.status === 'closed') becomes({ ...closed, ...opensTo })
    },
    choose: (id) => void asked.push(`choose ${id}`),
    flip: () => void asked.push('flip'),
    setTorch: (isOn) => becomes({ torch: isOn ? 'on' : 'off' }),
    tryNext: () => void asked.push('next'),
    async takePicture() {
      asked.push('take')
      return photo instanceof Blob ? photo : photo()
    },
    rest: () => void asked.push('rest'),
    close() {
      if (state.status !== 'closed') asked.push('close')
      becomes(closed)
    },
  }
  const tools: CaptureTools = {
    createCamera(options) {
      asked.push('create')
      given = options
      return camera
    },
    guideToPicture: () => null,
    createGuidance({ onGuidance, takesByItself, onUnsharp }) {
      tellOfBlur = onUnsharp
      told = (guidance) => onGuidance({ ...guidance, shouldTake: guidance.shouldTake && takesByItself })
      return { stop: () => void (told = null) }
    },
  }
  return {
    loadCaptureTools: async () => tools,
    asked,
    becomes,
    says: (guidance) => told?.({ hint: null, steadiness: 0, shouldTake: false, ...guidance }),
    isWatched: () => told !== null,
    staysBlurred: () => tellOfBlur?.(),
    options: () => given,
  }
}
