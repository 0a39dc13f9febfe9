import { useState } from 'react'
import type { DocumentSlot } from '../../core/documents.ts'
import type { CameraErrorCode, VerificationErrorCode } from '../../core/errors.ts'
import { LoadingScreen } from '../parts/LoadingScreen.tsx'
import { useWidget } from '../widget.tsx'
import { CameraProblem } from './CameraProblem.tsx'
import { CaptureChoice } from './CaptureChoice.tsx'
import { PhotoCheck } from './PhotoCheck.tsx'
import { useCamera } from './useCamera.ts'
import { useCaptureWords } from './useCaptureWords.ts'
import { useLadder } from './useLadder.ts'
import { usePhotoIntake } from './usePhotoIntake.ts'
import { Ways } from './Ways.tsx'

/** One side of the document: the ways to a photo of it, the camera, the look at the photo. */
export function CaptureStep({ slot }: { slot: DocumentSlot }) {
  const { verification, options, capture, autoCapture, messages } = useWidget()
  const ladder = useLadder()
  const words = useCaptureWords(slot)
  const [cameraProblem, setCameraProblem] = useState<VerificationErrorCode | null>(null)
  const [takesByItself, setTakesByItself] = useState(capture.takesByItself ?? autoCapture)
  const camera = useCamera((code) => {
    setCameraProblem(code)
    if (code === 'not-loaded') return
    ladder.onFailure('camera', code)
    options.onEvent?.({ type: 'cameraFailed', code: code as CameraErrorCode })
  })
  const intake = usePhotoIntake(slot, ladder, (rung) => {
    setCameraProblem(null)
    if (camera.isOpen) (rung === 'camera' ? camera.leave : camera.close)()
  })
  const photo = verification.photoOf(slot)
  // The old photo stays until there is a new one
  const [retaken, setRetaken] = useState<typeof photo>(null)

  const openCamera = () => {
    setCameraProblem(null)
    intake.clearProblem()
    camera.open()
  }
  const onTakesByItself = (isOn: boolean) => {
    capture.takesByItself = isOn
    setTakesByItself(isOn)
  }

  let screen
  if (camera.isOpen) {
    const { part } = camera
    screen = part ? (
      <part.CameraView
        {...part}
        {...words}
        takesByItself={takesByItself}
        onTakesByItself={onTakesByItself}
        onClose={camera.close}
        onFailure={camera.fail}
        onPhoto={(blob) => intake.take(blob, 'camera')}
      >
        <Ways ladder={ladder} except="camera" onFile={intake.take} />
      </part.CameraView>
    ) : (
      <LoadingScreen hasFailed={false} onRetry={openCamera} onBack={camera.close} />
    )
  } else if (intake.isPreparing && intake.rung === 'camera') {
    screen = <LoadingScreen text={messages.capture.preparing} hasFailed={false} onRetry={openCamera} />
  } else if (cameraProblem) {
    screen = (
      <CameraProblem
        code={cameraProblem}
        slot={slot}
        ladder={ladder}
        onRetry={openCamera}
        onBack={() => setCameraProblem(null)}
        onFile={intake.take}
      />
    )
  } else if (photo && photo.blob !== retaken?.blob && !intake.isPreparing && !intake.problem) {
    const onRetake = () => {
      setRetaken(photo)
      if (photo.source === 'camera' && ladder.rung === 'camera') openCamera()
    }
    screen = <PhotoCheck slot={slot} title={words.title} photo={photo} onRetake={onRetake} />
  } else {
    const keepPhoto = () => {
      intake.clearProblem()
      setRetaken(null)
    }
    screen = (
      <CaptureChoice
        slot={slot}
        words={words}
        ladder={ladder}
        intake={intake}
        onCamera={openCamera}
        onBack={photo ? keepPhoto : undefined}
      />
    )
  }
  // Around every view: a browser opens a file that is dropped beside, and the page with all answers is gone
  return (
    <div data-part="drop-zone" {...intake.dropHandlers}>
      {screen}
    </div>
  )
}
