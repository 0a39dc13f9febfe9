import type { DocumentSlot } from '../../core/documents.ts'
import type { Rung } from '../../core/ladder.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { FilePicker } from '../parts/FilePicker.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { alertCircle } from '../parts/icons/icons.ts'
import { camera, corners, focus, phone, sun, upload } from '../parts/icons/more-icons.ts'
import { CardBackArt, CardFrontArt, PassportArt } from '../parts/icons/illustrations.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import type { CaptureWords } from './useCaptureWords.ts'
import type { Ladder } from './useLadder.ts'
import type { PhotoIntake } from './usePhotoIntake.ts'

interface CaptureChoiceProps {
  slot: DocumentSlot
  words: CaptureWords
  ladder: Ladder
  intake: PhotoIntake
  onCamera(): void
  /** Back to the photo there already is. */
  onBack: (() => void) | undefined
}

/** What a good photo is, and the ways to give one, the most promising first: camera, camera app, file, drop, paste. */
export function CaptureChoice({ slot, words, ladder, intake, onCamera, onBack }: CaptureChoiceProps) {
  const { messages } = useWidget()
  const { capture } = messages
  const { isPreparing, problem, isOver } = intake
  const Art = words.shape === 'passport' ? PassportArt : slot === 'front' ? CardFrontArt : CardBackArt
  const tips = [
    { icon: corners, text: capture.tipCorners },
    { icon: sun, text: capture.tipLight },
    { icon: focus, text: capture.tipFocus },
  ]
  const problemText = problem && errorText(messages, problem)
  const { rung, hasCameraApp } = ladder
  const variantOf = (one: Rung) => (one === rung ? 'primary' : 'secondary')
  const ways = {
    camera: () => (
      <Button key="camera" variant={variantOf('camera')} icon={camera} onClick={onCamera} isBusy={rung === 'camera' && isPreparing}>
        {rung === 'camera' && isPreparing ? capture.preparing : capture.useCamera}
      </Button>
    ),
    cameraApp: () => <FileWay key="cameraApp" rung="cameraApp" variant={variantOf('cameraApp')} intake={intake} />,
    file: () => <FileWay key="file" rung="file" variant={variantOf('file')} intake={intake} />,
  }
  const below = (['camera', 'file', 'cameraApp'] as const).filter((one) => one !== rung && (one !== 'cameraApp' || hasCameraApp))

  return (
    <Screen
      name={`capture:${slot}`}
      title={words.title}
      lead={words.lead}
      stack
      onBack={onBack}
      actions={
        <>
          {ways[rung]()}
          {below.map((one) => ways[one]())}
          {rung === 'camera' && <p data-part="primer">{capture.primer}</p>}
        </>
      }
    >
      {problemText && (
        <Notice tone="danger" icon={alertCircle} role="alert" title={problemText.title} text={problemText.text} />
      )}
      <div data-part="section">
        <div data-part="illustration" data-state={isOver ? 'grow over' : 'grow'}>
          <Art />
        </div>
        <p data-part="drop-note">{isOver ? capture.dropNow : capture.drop}</p>
      </div>
      <ul data-part="tips">
        {tips.map(({ icon, text }) => (
          <li data-part="tip" key={text}>
            <Icon path={icon} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <p data-part="hidden" role="status">
        {isPreparing ? capture.preparing : ''}
      </p>
    </Screen>
  )
}

interface FileWayProps {
  rung: 'cameraApp' | 'file'
  variant: 'primary' | 'secondary'
  intake: PhotoIntake
}

/** Two controls, as some phones hide the camera behind the picker's and the other way round. */
function FileWay({ rung, variant, intake }: FileWayProps) {
  const { capture } = useWidget().messages
  const isApp = rung === 'cameraApp'
  const isBusy = intake.isPreparing && variant === 'primary'
  return (
    <FilePicker capture={isApp ? 'environment' : undefined} onPick={(file) => intake.take(file, rung)}>
      {(open) => (
        <Button variant={variant} icon={isApp ? phone : upload} onClick={open} isBusy={isBusy}>
          {isBusy ? capture.preparing : isApp ? capture.cameraApp : capture.upload}
        </Button>
      )}
    </FilePicker>
  )
}
