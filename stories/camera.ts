import type { LiveHint, PhotoIssue } from '../src/core/quality.ts'
import type { CaptureTools } from '../src/react/adapters.ts'
import type { CameraOwner } from '../src/react/capture/useCamera.ts'
import type { CameraState } from '../src/react/capture/CameraView.tsx'
import { specimenSvg } from './specimen.ts'

const back = { id: 'back', label: 'camera2 0, facing back', facing: 'environment' } as const
const wide = { id: 'wide', label: 'camera2 2, facing back', facing: 'environment' } as const
const front = { id: 'front', label: 'camera2 1, facing front', facing: 'user' } as const

/** A phone's camera that is on, with a light and others beside it. */
export const phoneCamera: CameraState = {
  status: 'live', failure: null, cameras: [back, wide, front], current: back, isMirrored: false, torch: 'off',
}

/** A laptop's camera: the only one, and it looks at the person. */
export const laptopCamera: CameraState = {
  ...phoneCamera, cameras: [{ id: 'web', label: 'Webcam', facing: null }], isMirrored: true, torch: 'none',
}

/** What is wrong with the picture when a hint is given. */
const faults: Partial<Record<LiveHint, PhotoIssue>> = {
  'no-document': 'no-document',
  closer: 'too-far',
  whole: 'cut-off',
  dark: 'dark',
  bright: 'bright',
  glare: 'glare',
  blurry: 'blurry',
  tilted: 'tilted',
}

/** A camera in a state made by hand that films the specimen as the hint says it lies; its buttons do nothing. */
export function stagedCamera(state: CameraState, hint: LiveHint | null = null): CameraOwner {
  const nothing = () => {}
  return {
    getState: () => state,
    subscribe: () => nothing,
    attach(video) {
      const film = state.status === 'live' ? filmSpecimen(hint) : null
      video.muted = true
      film?.stream.then((stream) => {
        video.srcObject = stream
        return video.play()
      }).catch(nothing)
      return () => {
        film?.stop()
        video.srcObject = null
      }
    },
    takePicture: () => new Promise(() => {}),
    open: nothing, choose: nothing, flip: nothing, setTorch: nothing, tryNext: nothing, rest: nothing, close: nothing,
  }
}

/** Tools whose guidance says one thing only. */
export function stagedTools(camera: CameraOwner, hint: LiveHint | null, steadiness: number): CaptureTools {
  return {
    createCamera: () => camera,
    guideToPicture: () => null,
    createGuidance({ onGuidance }) {
      const timer = setTimeout(() => onGuidance({ hint, steadiness, shouldTake: false }))
      return { stop: () => clearTimeout(timer) }
    },
  }
}

function filmSpecimen(hint: LiveHint | null) {
  let timer: ReturnType<typeof setInterval> | undefined
  let tracks: MediaStreamTrack[] = []
  let isOver = false
  const film = async () => {
    // As phones do: upright on a narrow screen, with the document across it
    const isUpright = innerWidth < 700
    const [width, height] = isUpright ? [1080, 1700] : [1700, 1080]
    const fault = hint && faults[hint]
    const scene = {
      width, height, faults: fault ? [fault] : [], middle: isUpright ? 0.415 : 0.5,
      share: (isUpright ? 0.77 : 0.5) * (hint === 'back' ? 1.22 : 1),
    }
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const context = canvas.getContext('2d')
    const picture = new Image()
    picture.src = `data:image/svg+xml,${encodeURIComponent(specimenSvg('front', scene))}`
    await picture.decode()
    const draw = () => context?.drawImage(picture, 0, 0, width, height)
    draw()
    // A canvas that is not drawn on sends no frame
    if (!isOver) timer = setInterval(draw, 100)
    const stream = canvas.captureStream(10)
    tracks = stream.getTracks()
    return stream
  }
  return {
    stream: film(),
    stop() {
      isOver = true
      clearInterval(timer)
      for (const track of tracks) track.stop()
    },
  }
}
