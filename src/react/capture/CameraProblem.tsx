import { useState } from 'react'
import type { DocumentSlot } from '../../core/documents.ts'
import type { VerificationErrorCode } from '../../core/errors.ts'
import type { Rung } from '../../core/ladder.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { check, copy, refresh } from '../parts/icons/more-icons.ts'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import { AllowSteps } from './AllowSteps.tsx'
import { FileWay } from './FileWay.tsx'
import type { Ladder } from './useLadder.ts'
import { Ways } from './Ways.tsx'

interface CameraProblemProps {
  code: VerificationErrorCode
  slot: DocumentSlot
  ladder: Ladder
  onRetry(): void
  onBack(): void
  onFile(file: File, rung: Rung): void
}

/** On this page the camera will not work, whatever a person does: it is not offered again. */
const never = /insecure|policy|iframe|unsupported/

/** The camera did not work: why, what to do in this browser, and every other way to add the photo. */
export function CameraProblem({ code, slot, ladder, onRetry, onBack, onFile }: CameraProblemProps) {
  const { messages } = useWidget()
  const { title, text } = errorText(messages, code)
  const { rung } = ladder
  return (
    <Screen
      name={`camera-blocked:${slot}`}
      title={title}
      lead={text}
      onBack={onBack}
      actions={
        <>
          {rung !== 'camera' && <FileWay rung={rung} onFile={onFile} />}
          {!never.test(code) && (
            <Button icon={refresh} variant={rung === 'camera' ? 'primary' : 'secondary'} onClick={onRetry}>
              {messages.tryAgain}
            </Button>
          )}
        </>
      }
    >
      {(code === 'camera-denied' || code === 'camera-dismissed') && <AllowSteps />}
      {code === 'camera-unsupported' && <CopyLink />}
      <Ways ladder={ladder} except={rung} onFile={onFile} />
    </Screen>
  )
}

/** An in-app browser has no way to another one but the address itself; where it may not be copied it is shown. */
function CopyLink() {
  const { capture, copied } = useWidget().messages
  const [state, setState] = useState<'idle' | 'copied' | 'shown'>('idle')
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      setState('copied')
    } catch {
      setState('shown')
    }
  }
  return (
    <>
      <Button variant="secondary" icon={state === 'copied' ? check : copy} onClick={() => void copyLink()}>
        {state === 'copied' ? copied : capture.copyLink}
      </Button>
      <p data-part="reference-value" role="status" hidden={state !== 'shown'}>
        {state === 'shown' && location.href}
      </p>
    </>
  )
}
