import type { DocumentSlot } from '../../core/documents.ts'
import type { Rung } from '../../core/ladder.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { alertCircle } from '../parts/icons/icons.ts'
import { camera, corners, focus, sun } from '../parts/icons/more-icons.ts'
import { CardBackArt, CardFrontArt, PassportArt } from '../parts/icons/illustrations.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import { FileWay } from './FileWay.tsx'
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
  const way = (one: Rung) => {
    const variant = one === rung ? 'primary' : 'secondary'
    const isBusy = isPreparing && one === rung
    if (one !== 'camera') return <FileWay key={one} rung={one} variant={variant} isBusy={isBusy} onFile={intake.take} />
    return (
      <Button key={one} variant={variant} icon={camera} onClick={onCamera} isBusy={isBusy}>
        {isBusy ? capture.preparing : capture.useCamera}
      </Button>
    )
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
          {[rung, ...below].map(way)}
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
