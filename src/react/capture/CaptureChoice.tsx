import type { DocumentSlot } from '../../core/documents.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { FilePicker } from '../parts/FilePicker.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { alertCircle } from '../parts/icons/icons.ts'
import { camera, corners, focus, sun, upload } from '../parts/icons/more-icons.ts'
import { CardBackArt, CardFrontArt, PassportArt } from '../parts/icons/illustrations.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import type { CaptureWords } from './useCaptureWords.ts'
import type { PhotoIntake } from './usePhotoIntake.ts'

interface CaptureChoiceProps {
  slot: DocumentSlot
  words: CaptureWords
  intake: PhotoIntake
  onCamera(): void
  /** Back to the photo there already is. */
  onBack: (() => void) | undefined
}

/** What a good photo is, and the ways to give one: camera, file, drop, paste. */
export function CaptureChoice({ slot, words, intake, onCamera, onBack }: CaptureChoiceProps) {
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

  return (
    <Screen
      name={`capture:${slot}`}
      title={words.title}
      lead={words.lead}
      stack
      onBack={onBack}
      actions={
        <>
          <Button icon={camera} onClick={onCamera} isBusy={isPreparing}>
            {isPreparing ? capture.preparing : capture.useCamera}
          </Button>
          <FilePicker onPick={(file) => intake.take(file, 'file')}>
            {(open) => (
              <Button variant="secondary" icon={upload} onClick={open}>
                {capture.upload}
              </Button>
            )}
          </FilePicker>
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
