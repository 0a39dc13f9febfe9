import type { CameraRules } from '../src/react/adapters.ts'
import { specimenSvg } from './specimen.ts'

/** The rules of a camera that never comes to take a picture: the stories end before. */
export const stubRules: CameraRules = {
  videoConstraints: { facingMode: { ideal: 'environment' }, width: { ideal: 3840 }, height: { ideal: 2160 } },
  cameraErrorOf: () => 'camera-failed',
  hasPicture: (video) => video.videoWidth > 0,
  takePicture: () => new Promise(() => {}),
}

/**
 * Puts a camera in front of the browser's own that films the specimen, or that never answers, as while a person is
 * asked for the permission.
 * @returns a function that gives the browser's own camera back
 */
export function fakeCamera(kind: 'filming' | 'asking'): () => void {
  const media = navigator.mediaDevices
  if (!media) return () => {}
  let timer: ReturnType<typeof setInterval> | undefined
  const film = async () => {
    // As phones do: upright on a narrow screen, with the document across it
    const [width, height, shown] = innerWidth < 700 ? [1080, 1700, 1010] : [1700, 1080, 900]
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    const context = canvas.getContext('2d')
    const picture = new Image()
    picture.src = `data:image/svg+xml,${encodeURIComponent(specimenSvg('front'))}`
    await picture.decode()
    const draw = () => {
      if (!context) return
      context.fillStyle = '#4a5058'
      context.fillRect(0, 0, width, height)
      context.drawImage(picture, (width - shown) / 2, height * 0.425 - shown * 0.3125, shown, shown * 0.625)
    }
    draw()
    // A canvas that is not drawn on sends no frame
    timer = setInterval(draw, 100)
    return canvas.captureStream(10)
  }
  Object.defineProperty(media, 'getUserMedia', {
    configurable: true,
    value: kind === 'asking' ? () => new Promise(() => {}) : film,
  })
  return () => {
    clearInterval(timer)
    Reflect.deleteProperty(media, 'getUserMedia')
  }
}
