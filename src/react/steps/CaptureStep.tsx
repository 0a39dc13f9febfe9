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
import { usePhotoIntake, type PhotoIntake } from './usePhotoIntake.ts'

const cameraPart = lazyPart(async () => {
  const [{ Camera }, rules] = await Promise.all([import('../parts/Camera.tsx'), loadCameraRules()])
  return { Camera, rules }
})

/** One side of the document: how to take it, the camera, the look at the photo. */
export function CaptureStep({ slot }: { slot: DocumentSlot }) {
  const { verification } = useWidget()
  const intake = usePhotoIntake(slot)
  const [view, setView] = useState<'start' | 'camera'>('start')
  const [cameraProblem, setCameraProblem] = useState<VerificationErrorCode | null>(null)
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
  const leaveProblem = (act: PhotoIntake['take']): PhotoIntake['take'] => (file, source) => {
    setCameraProblem(null)
    act(file, source)
  }
  if (cameraProblem && !intake.isPreparing) {
    const onBack = () => setCameraProblem(null)
    const take = leaveProblem(intake.take)
    return <CameraProblem code={cameraProblem} slot={slot} onRetry={openCamera} onBack={onBack} take={take} />
  }
  if (photo && photo !== retaken && !intake.isPreparing && !intake.problem) {
    return <PhotoCheck slot={slot} title={words.title} photo={photo} onRetake={() => setRetaken(photo)} />
  }
  const keepPhoto = () => {
    intake.clearProblem()
    setRetaken(null)
  }
  const onBack = photo ? keepPhoto : undefined
  return <CaptureChoice slot={slot} words={words} intake={intake} onCamera={openCamera} onBack={onBack} />
}

type CameraViewProps = Omit<Parameters<Awaited<ReturnType<typeof cameraPart.load>>['Camera']>[0], 'rules'>

function CameraView(props: CameraViewProps) {
  const { part, hasFailed, retry } = useLoaded(cameraPart)
  if (!part) return <LoadingScreen hasFailed={hasFailed} onRetry={retry} onBack={props.onClose} />
  return <part.Camera rules={part.rules} {...props} />
}
