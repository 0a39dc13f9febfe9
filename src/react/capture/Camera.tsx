import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import ReactWebcam from 'react-webcam'
import { isVerificationError, type VerificationErrorCode } from '../../core/errors.ts'
import type { CameraRules } from '../adapters.ts'
import { useTitleFocus, useWidget } from '../widget.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { close } from '../parts/icons/more-icons.ts'

// The package is a CommonJS module: some bundlers hand over its exports, some its default
const Webcam = 'default' in ReactWebcam ? (ReactWebcam as unknown as { default: typeof ReactWebcam }).default : ReactWebcam

/** Milliseconds without a picture after which the camera counts as broken. A permission prompt stops the clock. */
const firstFrameLimitMs = 10_000

interface CameraProps {
  rules: CameraRules
  title: string
  shape: 'card' | 'passport'
  onPhoto(photo: Blob): void
  onClose(): void
  onFailure(code: VerificationErrorCode): void
}

/** The live camera with its shutter. The only owner of the stream: leaving it ends every track. */
export function Camera({ rules, title, shape, onPhoto, onClose, onFailure }: CameraProps) {
  const { messages, headingLevel } = useWidget()
  const texts = messages.camera
  const titleRef = useTitleFocus(`camera ${title}`)
  const webcam = useRef<ReactWebcam>(null)
  const [state, setState] = useState<'starting' | 'ready' | 'taking'>('starting')
  const [stream, setStream] = useState<MediaStream | null>(null)
  const left = useLeaving()
  const Heading = `h${headingLevel}` as 'h2'

  const fail = useCallback((code: VerificationErrorCode) => onFailure(code), [onFailure])
  useStreamWatch(stream, state, fail)

  const video = () => webcam.current?.video ?? null
  const onFrame = () => {
    const element = video()
    if (element && rules.hasPicture(element)) setState((now) => (now === 'starting' ? 'ready' : now))
  }

  async function shoot() {
    const element = video()
    if (!element || state !== 'ready') return
    setState('taking')
    try {
      const photo = await rules.takePicture(element, left())
      if (!left().aborted) onPhoto(photo)
    } catch (error) {
      if (!left().aborted) fail(isVerificationError(error) ? error.code : 'camera-failed')
    }
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    onClose()
  }
  const isFacingPerson = stream?.getVideoTracks()[0]?.getSettings().facingMode === 'user'

  return (
    <section data-part="card" data-step="camera" onKeyDown={onKeyDown}>
      <div data-part="camera" data-state={state === 'starting' ? 'starting' : 'searching'}>
        <Webcam
          ref={webcam}
          data-part="camera-feed"
          audio={false}
          muted
          mirrored={isFacingPerson}
          videoConstraints={rules.videoConstraints}
          aria-hidden
          onUserMedia={setStream}
          onUserMediaError={(error) => fail(rules.cameraErrorOf(error))}
          onLoadedData={onFrame}
          onPlaying={onFrame}
        />
        <div data-part="camera-top">
          <button type="button" data-part="icon-button" aria-label={texts.closeCamera} onClick={onClose}>
            <Icon path={close} />
          </button>
          <Heading data-part="camera-title" tabIndex={-1} ref={titleRef}>
            {title}
          </Heading>
        </div>
        <div data-part="camera-stage">
          <p data-part="camera-instruction">{state === 'starting' ? texts.allow : texts.fit[shape]}</p>
          <div data-part="guide" data-shape={shape} data-state="searching">
            <GuideCorners />
          </div>
          <p data-part="hint-pill" hidden={state !== 'starting'}>
            <span data-part="spinner" data-size="sm" aria-hidden="true" />
            <span>{texts.starting}</span>
          </p>
        </div>
        <div data-part="camera-bottom">
          <p data-part="camera-note" role="status">
            {state === 'taking' ? texts.taken : ''}
          </p>
          <div data-part="camera-controls">
            <span />
            <button
              type="button"
              data-part="shutter"
              aria-label={texts.shutter}
              aria-disabled={state === 'ready' ? undefined : true}
              onClick={() => void shoot()}
            >
              <svg data-part="shutter-ring" viewBox="0 0 80 80" aria-hidden="true">
                <circle data-part="shutter-track" cx="40" cy="40" r="36" />
              </svg>
            </button>
            <span />
          </div>
        </div>
      </div>
    </section>
  )
}

/** A stream that ends, or that brings no picture in time, is a failure with a way on. */
function useStreamWatch(stream: MediaStream | null, state: string, fail: (code: VerificationErrorCode) => void) {
  useEffect(() => {
    const track = stream?.getVideoTracks()[0]
    const onEnded = () => fail('camera-failed')
    track?.addEventListener('ended', onEnded)
    return () => track?.removeEventListener('ended', onEnded)
  }, [stream, fail])
  useEffect(() => {
    if (!stream || state !== 'starting') return
    const timer = setTimeout(() => fail('camera-failed'), firstFrameLimitMs)
    return () => clearTimeout(timer)
  }, [stream, state, fail])
}

/** A signal that is aborted when the component goes away. */
function useLeaving(): () => AbortSignal {
  const controller = useRef<AbortController | null>(null)
  useEffect(
    () => () => {
      controller.current?.abort()
      controller.current = null
    },
    [],
  )
  return () => (controller.current ??= new AbortController()).signal
}

function GuideCorners() {
  return (
    <svg data-part="guide-corners" viewBox="0 0 856 540" preserveAspectRatio="none" aria-hidden="true">
      <rect data-part="guide-edge" x="0" y="0" width="856" height="540" rx="32" vectorEffect="non-scaling-stroke" />
      <path
        vectorEffect="non-scaling-stroke"
        d="M0 110V32A32 32 0 0 1 32 0H110M746 0H824A32 32 0 0 1 856 32V110M856 430V508A32 32 0 0 1 824 540H746M110 540H32A32 32 0 0 1 0 508V430"
      />
    </svg>
  )
}
