import { useState } from 'react'
import type { DocumentSlot } from '../../core/documents.ts'
import type { VerificationErrorCode } from '../../core/errors.ts'
import { loadCameraRules } from '../adapters.ts'
import { LoadingScreen } from '../parts/LoadingScreen.tsx'
import { lazyPart, useLoaded } from '../useLoaded.ts'
import { useWidget } from '../widget.tsx'
import { CameraProblem } from './CameraProblem.tsx'
import { CaptureChoice } from './CaptureChoice.tsx'
import { PhotoCheck } from './PhotoCheck.tsx'
import { useCaptureWords } from './useCaptureWords.ts'
import { usePhotoIntake } from './usePhotoIntake.ts'

const cameraPart = lazyPart(async () => {
  const [{ Camera }, rules] = await Promise.all([import('./Camera.tsx'), loadCameraRules()])
  return { Camera, rules }
})

/** One side of the document: how to take it, the camera, the look at the photo. */
export function CaptureStep({ slot }: { slot: DocumentSlot }) {
  const { verification } = useWidget()
  const [view, setView] = useState<'start' | 'camera'>('start')
  const [cameraProblem, setCameraProblem] = useState<VerificationErrorCode | null>(null)
  const intake = usePhotoIntake(slot, () => setCameraProblem(null))
  const photo = verification.photoOf(slot)
  // The old photo stays until there is a new one
  const [retaken, setRetaken] = useState<typeof photo>(null)
  const words = useCaptureWords(slot)

  const openCamera = () => {
    setCameraProblem(null)
    intake.clearProblem()
    // react-webcam puts an object of its own where the API is missing: there it is not even fetched
    if ('mediaDevices' in navigator) return setView('camera')
    loadCameraRules().then(
      ({ cameraErrorOf }) => setCameraProblem(cameraErrorOf(null)),
      () => setCameraProblem('not-loaded'),
    )
  }

  if (view === 'camera') {
    return (
      <CameraView
        title={words.title}
        shape={words.shape}
        onClose={() => setView('start')}
        onPhoto={(blob) => {
          setView('start')
          intake.take(blob, 'camera')
        }}
        onFailure={(code) => {
          setView('start')
          setCameraProblem(code)
        }}
      />
    )
  }
  const keepPhoto = () => {
    intake.clearProblem()
    setRetaken(null)
  }
  const hasNews = intake.isPreparing || intake.problem
  const screen = cameraProblem ? (
    <CameraProblem
      code={cameraProblem}
      slot={slot}
      onRetry={openCamera}
      onBack={() => setCameraProblem(null)}
      take={intake.take}
    />
  ) : photo && photo !== retaken && !hasNews ? (
    <PhotoCheck slot={slot} title={words.title} photo={photo} onRetake={() => setRetaken(photo)} />
  ) : (
    <CaptureChoice slot={slot} words={words} intake={intake} onCamera={openCamera} onBack={photo ? keepPhoto : undefined} />
  )
  // Around every view: a browser opens a file that is dropped beside, and the page with all answers is gone
  return (
    <div data-part="drop-zone" {...intake.dropHandlers}>
      {screen}
    </div>
  )
}

type CameraViewProps = Omit<Parameters<Awaited<ReturnType<typeof cameraPart.load>>['Camera']>[0], 'rules'>

function CameraView(props: CameraViewProps) {
  const { part, hasFailed, retry } = useLoaded(cameraPart)
  if (!part) return <LoadingScreen hasFailed={hasFailed} onRetry={retry} onBack={props.onClose} />
  return <part.Camera rules={part.rules} {...props} />
}
