import { useEffect } from 'react'
import type { Uploading, State } from '../../core/flow/flow.ts'
import { Button } from '../parts/Button.tsx'
import { Countdown } from '../parts/Countdown.tsx'
import { alertCircle } from '../parts/icons/icons.ts'
import { check, clock, cloud } from '../parts/icons/more-icons.ts'
import { Icon } from '../parts/icons/Icon.tsx'
import { VerifyingArt } from '../parts/icons/illustrations.tsx'
import { Notice } from '../parts/Notice.tsx'
import { Screen } from '../parts/Screen.tsx'
import { UploadList, UploadTotal } from '../parts/UploadList.tsx'
import { errorText } from '../errorText.ts'
import { useWidget } from '../widget.tsx'

/** From Submit to the verdict: what is being done, exactly. */
export function ProgressStep({ state }: { state: Extract<State, { stage: 'creating' | 'uploading' | 'starting' | 'checking' }> }) {
  const isSent = state.stage === 'starting' || state.stage === 'checking'
  useAskBeforeLeaving(!isSent && !state.failure)
  const offline = state.isOffline === true
  if (state.stage === 'uploading' || state.stage === 'starting') return <Sending state={state} />
  return state.stage === 'creating' ? <Creating isRenewed={state.isRenewed} isOffline={offline} /> : <Checking isOffline={offline} />
}

/** Has the browser ask before the page goes away while nothing of it has arrived anywhere. */
function useAskBeforeLeaving(isAtRisk: boolean) {
  useEffect(() => {
    if (!isAtRisk) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    // Only while it is needed: a page that listens is not kept for the way back
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isAtRisk])
}

/** Always there, so that a screen reader hears of what comes into it. */
function OfflineNotice({ isOffline }: { isOffline: boolean }) {
  const { progress } = useWidget().messages
  return (
    <div role="status" data-part={isOffline ? undefined : 'hidden'}>
      {isOffline && <Notice tone="warning" icon={cloud} text={progress.offline} />}
    </div>
  )
}

function Creating({ isRenewed, isOffline }: { isRenewed: boolean; isOffline: boolean }) {
  const { messages, verification } = useWidget()
  const { progress } = messages
  return (
    <Screen
      name="creating"
      title={progress.creating}
      lead={progress.creatingLead}
      align="center"
      art={<span data-part="spinner" data-size="lg" aria-hidden="true" />}
      actions={
        <Button variant="secondary" onClick={verification.cancel}>
          {messages.cancel}
        </Button>
      }
    >
      {isRenewed && <Notice tone="info" icon={clock} role="status" text={progress.renewed} />}
      <OfflineNotice isOffline={isOffline} />
    </Screen>
  )
}

function Sending({ state }: { state: Uploading | Extract<State, { stage: 'starting' }> }) {
  const { messages, verification } = useWidget()
  const { progress } = messages
  const failure = state.failure && errorText(messages, state.failure.code)
  const isRenewed = state.stage === 'uploading' && state.isRenewed
  const expiresAtMs = state.stage === 'uploading' && !failure ? state.expiresAtMs : Infinity
  const cancel = (
    <Button variant="secondary" onClick={verification.cancel}>
      {messages.cancel}
    </Button>
  )
  return (
    <Screen
      name="uploading"
      title={progress.uploading}
      lead={progress.uploadingLead}
      actions={
        failure ? (
          <>
            <Button onClick={verification.retry}>{messages.tryAgain}</Button>
            {cancel}
          </>
        ) : (
          cancel
        )
      }
    >
      <UploadTotal uploads={state.uploads} />
      {failure && <Notice tone="danger" icon={alertCircle} role="alert" {...failure} />}
      {isRenewed && !failure && <Notice tone="info" icon={clock} role="status" text={progress.renewed} />}
      <OfflineNotice isOffline={state.isOffline === true} />
      <Countdown untilMs={expiresAtMs} />
      <UploadList uploads={state.uploads} files={state.submission.files} />
    </Screen>
  )
}

function Checking({ isOffline }: { isOffline: boolean }) {
  const { messages, verification } = useWidget()
  const { progress } = messages
  const checks = [
    { text: progress.received, state: 'done' },
    { text: progress.check, state: 'current' },
    { text: progress.result, state: 'todo' },
  ]
  return (
    <Screen
      name="checking"
      title={progress.checking}
      lead={progress.checkingLead}
      align="center"
      art={
        <div data-part="verifying">
          <VerifyingArt />
        </div>
      }
      actions={
        <Button variant="secondary" onClick={verification.giveUpWaiting}>
          {messages.close}
        </Button>
      }
    >
      <OfflineNotice isOffline={isOffline} />
      <ol data-part="checklist">
        {checks.map(({ text, state }) => (
          <li key={text} data-part="check" data-state={state}>
            <span data-part="check-mark">
              {state === 'done' && <Icon path={check} />}
              {state === 'current' && <span data-part="spinner" aria-hidden="true" />}
            </span>
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <p data-part="hidden" role="status">
        {progress.checking}
      </p>
    </Screen>
  )
}
