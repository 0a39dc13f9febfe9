import type { DocumentSlot } from '../../core/documents.ts'
import type { VerificationErrorCode } from '../../core/errors.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { FilePicker } from '../parts/FilePicker.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { camera, chevronEnd, refresh, upload } from '../parts/icons/more-icons.ts'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import type { PhotoIntake } from './usePhotoIntake.ts'

interface CameraProblemProps {
  code: VerificationErrorCode
  slot: DocumentSlot
  onRetry(): void
  onBack(): void
  take: PhotoIntake['take']
}

/** The camera did not work: why, what to do, and every other way to add the photo. */
export function CameraProblem({ code, slot, onRetry, onBack, take }: CameraProblemProps) {
  const { messages } = useWidget()
  const { capture } = messages
  const { title, text } = errorText(messages, code)
  const ways = [
    { capture: 'environment' as const, icon: camera, text: capture.cameraApp },
    { capture: undefined, icon: upload, text: capture.upload },
  ]
  return (
    <Screen
      name={`camera-blocked:${slot}`}
      title={title}
      lead={text}
      onBack={onBack}
      actions={
        <Button icon={refresh} onClick={onRetry}>
          {messages.tryAgain}
        </Button>
      }
    >
      <div data-part="section">
        <p data-part="section-title">{capture.otherWays}</p>
        <div data-part="methods">
          {ways.map((way) => (
            <FilePicker key={way.text} {...(way.capture && { capture: way.capture })} onPick={(file) => take(file, 'file')}>
              {(open) => (
                <button type="button" data-part="method" onClick={open}>
                  <Icon path={way.icon} />
                  <span>{way.text}</span>
                  <Icon path={chevronEnd} mirror />
                </button>
              )}
            </FilePicker>
          ))}
        </div>
      </div>
    </Screen>
  )
}
