import { VerificationError, type VerificationErrorCode } from '../../core/errors.ts'
import { sharedEncoder, type Encoder } from '../photo/encoder.ts'

/**
 * What is asked of the camera: the one that looks away from the person, as many pixels as it has. All of it wishes,
 * never demands, so that a laptop with a small front camera still works.
 */
export const videoConstraints = {
  facingMode: { ideal: 'environment' },
  width: { ideal: 3840 },
  height: { ideal: 2160 },
} as const satisfies MediaTrackConstraints

const codes: Readonly<Record<string, VerificationErrorCode>> = {
  NotAllowedError: 'camera-denied',
  PermissionDeniedError: 'camera-denied',
  SecurityError: 'camera-denied',
  NotFoundError: 'camera-missing',
  DevicesNotFoundError: 'camera-missing',
  OverconstrainedError: 'camera-missing',
  NotReadableError: 'camera-busy',
  TrackStartError: 'camera-busy',
  AbortError: 'camera-busy',
}

/** Why the camera did not open, from what `getUserMedia` or react-webcam gave. */
export function cameraErrorOf(error: unknown): VerificationErrorCode {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
  const known = codes[name]
  if (known !== undefined) return known
  // pages that are not https have no such API; browsers inside other apps may be secure and yet have none.
  // react-webcam puts an object with one rejecting function where there is none, so the object alone says nothing
  const isMissing = !globalThis.navigator?.mediaDevices?.enumerateDevices
  if (isMissing) return globalThis.isSecureContext ? 'camera-missing' : 'camera-insecure'
  return 'camera-failed'
}

/** Whether a first frame is there: only then can a picture be taken, and only then may the shutter be enabled. */
export function hasPicture(video: HTMLVideoElement): boolean {
  return video.readyState >= video.HAVE_CURRENT_DATA && video.videoWidth > 0
}

/** How long a camera may take to show its first frame, in milliseconds. */
const firstFrameMs = 10_000

/**
 * Takes the frame that is shown, at the full size of the track and never mirrored, as JPEG; the image worker encodes
 * it. Waits for the first frame. Rejects with `camera-failed`, or with the signal's reason.
 */
export async function takePicture(
  video: HTMLVideoElement,
  signal: AbortSignal,
  encoder: Encoder = sharedEncoder(),
): Promise<Blob> {
  signal.throwIfAborted()
  await firstFrame(video, signal)
  if (isOver(video)) throw new VerificationError('camera-failed', { message: 'idstep: the camera has stopped.' })
  const bitmap = await frameOf(video)
  try {
    return (await encoder.encode(bitmap, signal)).blob
  } finally {
    bitmap.close()
  }
}

async function frameOf(video: HTMLVideoElement): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(video)
  } catch {
    // some browsers make bitmaps of pictures only
    const { videoWidth: width, videoHeight: height } = video
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return createImageBitmap(canvas).catch((cause: unknown) => {
      throw new VerificationError('camera-failed', { cause })
    })
  }
}

function isOver(video: HTMLVideoElement): boolean {
  if (video.srcObject === null || !('getVideoTracks' in video.srcObject)) return false
  return !video.srcObject.getVideoTracks().some((track) => track.readyState === 'live')
}

function firstFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  if (hasPicture(video)) return Promise.resolve()
  const settled = new AbortController()
  let limit: ReturnType<typeof setTimeout> | undefined
  const shown = new Promise<void>((resolve, reject) => {
    const until = { signal: settled.signal }
    for (const event of ['loadeddata', 'resize', 'playing', 'timeupdate']) {
      video.addEventListener(event, () => { if (hasPicture(video)) resolve() }, until)
    }
    signal.addEventListener('abort', () => reject(signal.reason), until)
    const message = 'idstep: the camera showed no picture.'
    limit = setTimeout(() => reject(new VerificationError('camera-failed', { message })), firstFrameMs)
  })
  return shown.finally(() => {
    clearTimeout(limit)
    settled.abort()
  })
}
