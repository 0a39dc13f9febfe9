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

/** The camera did not work: why, what to do in this browser, and every other way to add the photo. */
export function CameraProblem({ code, slot, ladder, onRetry, onBack, onFile }: CameraProblemProps) {
  const { messages } = useWidget()
  const { capture } = messages
  const { title, text } = errorText(messages, code)
  const { rung } = ladder
  return (
    <Screen
      name={`camera-blocked:${slot}`}
      title={title}
      lead={text}
      onBack={onBack}
      actions={
        rung === 'camera' ? (
          <Button icon={refresh} onClick={onRetry}>
            {messages.tryAgain}
          </Button>
        ) : (
          <FileWay rung={rung} onFile={onFile} />
        )
      }
    >
      {(code === 'camera-denied' || code === 'camera-dismissed') && (
        <AllowSteps button={rung === 'camera' ? messages.tryAgain : capture.useCamera} />
      )}
      {code === 'camera-unsupported' && <CopyLink />}
      <div data-part="section">
        <p data-part="section-title">{capture.otherWays}</p>
        <Ways ladder={ladder} except={rung} onCamera={onRetry} onFile={onFile} />
      </div>
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
