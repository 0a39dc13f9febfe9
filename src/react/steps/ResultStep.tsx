import type { ReactNode } from 'react'
import type { Checking, Finished } from '../../core/flow/flow.ts'
import { fill } from '../../locales/messages.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { clock, copy, corners, focus, hourglass, id, pencil } from '../parts/icons/more-icons.ts'
import { ApprovedMark, ResultScreen, SupportLink } from '../parts/ResultScreen.tsx'
import { useWidget } from '../widget.tsx'

/** What became of the verification, and what can be done now. */
export function ResultStep({ state }: { state: Finished }) {
  const { status } = state.outcome
  if (status === 'approved') return <Approved firstName={state.submission.request.firstName} />
  if (status === 'declined') return <Declined sessionId={state.outcome.sessionId} />
  return status === 'expired' ? <Expired /> : <Pending />
}

function Approved({ firstName }: { firstName: string }) {
  const { messages, onClose } = useWidget()
  const { result } = messages
  return (
    <ResultScreen
      kind="approved"
      icon={<ApprovedMark />}
      title={result.approved}
      lead={fill(result.approvedLead, { name: firstName })}
      actions={onClose && <Button onClick={onClose}>{result.continue}</Button>}
    />
  )
}

function Declined({ sessionId }: { sessionId: string }) {
  const { messages, verification } = useWidget()
  const { result } = messages
  const causes = [
    { icon: focus, text: result.causeBlurry },
    { icon: corners, text: result.causeCut },
    { icon: pencil, text: result.causeDiffers },
    { icon: copy, text: result.causeCopy },
  ]
  return (
    <ResultScreen
      kind="declined"
      icon={<Icon path={id} />}
      title={result.declined}
      lead={result.declinedLead}
      reference={sessionId}
      actions={
        <>
          <Button onClick={() => verification.goTo('capture:front')}>{messages.tryAgain}</Button>
          <SupportLink />
        </>
      }
    >
      <div data-part="causes">
        <p data-part="causes-title">{result.causes}</p>
        <ul data-part="causes-list">
          {causes.map(({ icon, text }) => (
            <li data-part="tip" key={text}>
              <Icon path={icon} />
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </div>
    </ResultScreen>
  )
}

function Expired() {
  const { messages, verification } = useWidget()
  const { result } = messages
  const leave: ReactNode = (
    <Button variant="secondary" onClick={verification.cancel}>
      {result.leave}
    </Button>
  )
  return (
    <ResultScreen
      kind="expired"
      icon={<Icon path={clock} />}
      title={result.expired}
      lead={result.expiredLead}
      actions={
        <>
          <Button onClick={() => void verification.submit().catch(() => verification.goTo('review'))}>{result.startAgain}</Button>
          {leave}
        </>
      }
    />
  )
}

function Pending() {
  const { messages, onClose } = useWidget()
  const { result } = messages
  return (
    <ResultScreen
      kind="delayed"
      name="pending"
      icon={<Icon path={hourglass} />}
      title={result.pending}
      lead={result.pendingLead}
      actions={onClose && <Button onClick={onClose}>{messages.close}</Button>}
    />
  )
}

/** The check runs longer than the host's patience: look again, or leave it running. */
export function SlowStep({ state }: { state: Checking }) {
  const { messages, verification } = useWidget()
  const { result } = messages
  return (
    <ResultScreen
      kind="delayed"
      icon={<Icon path={hourglass} />}
      title={result.slow}
      lead={result.slowLead}
      reference={state.sessionId}
      actions={
        <>
          <Button onClick={verification.retry}>{result.checkAgain}</Button>
          <Button variant="secondary" onClick={verification.giveUpWaiting}>
            {messages.close}
          </Button>
        </>
      }
    />
  )
}
