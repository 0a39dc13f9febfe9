import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent, type ReactNode, type SyntheticEvent } from 'react'
import { isVerificationError, type CameraErrorCode } from '../../core/errors.ts'
import type { DocumentShape, LiveHint } from '../../core/quality.ts'
import type { CaptureTools } from '../adapters.ts'
import { Icon } from '../parts/icons/Icon.tsx'
import { close, flip, lens, torch } from '../parts/icons/more-icons.ts'
import { useTitleFocus, useWidget } from '../widget.tsx'
import { CameraSheet } from './CameraSheet.tsx'
import { Guide, type CameraMood } from './Guide.tsx'
import { HintPill } from './HintPill.tsx'
import { Shutter } from './Shutter.tsx'
import type { CameraOwner } from './useCamera.ts'
import { useGuidance } from './useGuidance.ts'

/** What is known of the camera at a moment. */
export type CameraState = ReturnType<CameraOwner['getState']>

interface CameraViewProps {
  tools: CaptureTools
  camera: CameraOwner
  title: string
  shape: DocumentShape
  takesByItself: boolean
  onTakesByItself(takesByItself: boolean): void
  onPhoto(photo: Blob): void
  onClose(): void
  onFailure(code: CameraErrorCode): void
  /** The other ways to a photo. */
  children: ReactNode
}

/** The live camera: the guide, what to change, the shutter. The stream is the widget's, not this screen's. */
export function CameraView(props: CameraViewProps) {
  const { tools, camera, title, shape, takesByItself, onTakesByItself, onPhoto, onClose, onFailure } = props
  const { messages, headingLevel } = useWidget()
  const texts = messages.camera
  const titleRef = useTitleFocus(`camera ${title}`)
  const video = useRef<HTMLVideoElement>(null)
  const guide = useRef<HTMLDivElement>(null)
  const state = useSyncExternalStore(camera.subscribe, camera.getState, camera.getState)
  const [taking, setTaking] = useState<'steady' | 'still' | null>(null)
  const [isBlack, setBlack] = useState(false)
  const [isWide, setWide] = useState(false)
  const [isSheetOpen, setSheetOpen] = useState(false)
  const leaving = useRef<AbortController | null>(null)
  const optionsButton = useRef<HTMLButtonElement>(null)
  const isTaking = taking !== null
  const isLive = state.status === 'live'
  const isAsking = state.status === 'asking' && !state.current
  const isUnanswered = useIsLong(isAsking)
  const Heading = `h${headingLevel}` as 'h2'

  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    const detach = video.current ? camera.attach(video.current) : undefined
    return () => {
      controller.abort()
      detach?.()
    }
  }, [camera])
  useEffect(() => {
    if (state.failure) onFailure(state.failure)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- told once for each change of the camera
  }, [state.failure])

  const place = () => {
    if (!video.current || !guide.current) return null
    const view = video.current.getBoundingClientRect()
    const { left, top, width, height } = guide.current.getBoundingClientRect()
    return { x: left - view.left, y: top - view.top, width, height }
  }
  async function shoot(said: LiveHint | null) {
    const { signal } = leaving.current ?? {}
    if (!isLive || isTaking || !signal) return
    setTaking(said === 'steady' ? said : 'still')
    setBlack(false)
    try {
      const photo = await camera.takePicture(place(), signal)
      if (!signal.aborted) onPhoto(photo)
    } catch (error) {
      if (signal.aborted) return
      const code = isVerificationError(error) ? (error.code as CameraErrorCode) : 'camera-failed'
      if (code !== 'camera-black') return onFailure(code)
      // It is live: more light is all that is missing
      setBlack(true)
      setTaking(null)
    }
  }
  const { hint: seen, steadiness } = useGuidance({
    tools,
    camera,
    video,
    place,
    shape,
    isOn: isLive && !isTaking && !isSheetOpen,
    takesByItself,
    onTake: () => void shoot('steady'),
  })
  const hint = taking ?? seen ?? (isBlack ? 'dark' : null)

  const onSize = ({ currentTarget: { videoWidth, videoHeight } }: SyntheticEvent<HTMLVideoElement>) => setWide(videoWidth > videoHeight)
  const closeSheet = () => {
    setSheetOpen(false)
    optionsButton.current?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const isOnControl = event.target instanceof Element && event.target.closest('button, input, a, label')
    if (event.key === 'Escape') {
      if (isSheetOpen) closeSheet()
      else onClose()
    } else if ((event.key === ' ' || event.key === 'Enter') && !isOnControl && !isSheetOpen) void shoot(hint)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPointerDown = ({ target }: PointerEvent) => {
    if (isSheetOpen && target instanceof Element && !target.closest('button, [data-part="sheet"]')) setSheetOpen(false)
  }
  const mood: CameraMood = !isLive ? 'starting' : hint === null || hint === 'no-document' ? 'searching' : hint === 'steady' ? 'steady' : 'adjust'

  return (
    <section data-part="card" data-step="camera" onKeyDown={onKeyDown}>
      {/* Takes the focus of a press on the picture: the shutter's keys go on working, and Space does not scroll the page */}
      <div data-part="camera" data-state={mood} tabIndex={-1} onPointerDown={onPointerDown}>
        <video
          data-part="camera-feed"
          data-state={state.isMirrored ? 'mirrored' : undefined}
          data-shape={isWide ? 'wide' : undefined}
          muted
          playsInline
          aria-hidden
          onLoadedMetadata={onSize}
          onResize={onSize}
          ref={video}
        />
        <div data-part="camera-top">
          <button type="button" data-part="icon-button" aria-label={texts.closeCamera} onClick={onClose}>
            <Icon path={close} />
          </button>
          <Heading data-part="camera-title" tabIndex={-1} ref={titleRef}>
            {title}
          </Heading>
          {state.torch !== 'none' && (
            <button
              type="button"
              data-part="icon-button"
              aria-label={texts.torch}
              aria-pressed={state.torch === 'on'}
              onClick={() => camera.setTorch(state.torch === 'off')}
            >
              <Icon path={torch} />
            </button>
          )}
        </div>
        <div data-part="camera-stage">
          <p data-part="camera-instruction">{isLive ? texts.fit[shape] : isUnanswered ? texts.unanswered : isAsking ? texts.allow : ''}</p>
          <Guide shape={shape} state={mood} ref={guide} />
          <HintPill hint={hint} isStarting={!isLive} mood={mood} />
        </div>
        <div data-part="camera-bottom">
          <p data-part="camera-note">{isTaking ? texts.taking : takesByItself ? texts.automatic : texts.manual}</p>
          <p data-part="hidden" role="status">
            {isTaking ? texts.taken : isUnanswered ? texts.unanswered : ''}
          </p>
          <div data-part="camera-controls">
            <button
              type="button"
              data-part="icon-button"
              aria-label={texts.options}
              aria-haspopup="dialog"
              aria-expanded={isSheetOpen}
              ref={optionsButton}
              onClick={() => setSheetOpen(!isSheetOpen)}
            >
              <Icon path={lens} />
            </button>
            <Shutter label={texts.shutter} isReady={isLive && !isTaking} steadiness={isTaking ? 1 : steadiness} onPress={() => void shoot(hint)} />
            {state.cameras.length > 1 ? (
              <button type="button" data-part="icon-button" aria-label={texts.flip} onClick={() => camera.flip()}>
                <Icon path={flip} />
              </button>
            ) : (
              <span />
            )}
          </div>
        </div>
        {isSheetOpen && (
          <CameraSheet
            state={state}
            takesByItself={takesByItself}
            onTakesByItself={onTakesByItself}
            onClose={closeSheet}
            onLeave={(to) => {
              // Its button closes it by itself
              if (to !== optionsButton.current) setSheetOpen(false)
            }}
            onChoose={(id) => {
              closeSheet()
              camera.choose(id)
            }}
          >
            {props.children}
          </CameraSheet>
        )}
      </div>
    </section>
  )
}

/** How long a browser may be asked before a person is told of the other ways, in milliseconds: some never ask. */
const unansweredMs = 10_000

function useIsLong(isWaiting: boolean): boolean {
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => setLong(true), unansweredMs)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [isWaiting])
  return isLong
}
