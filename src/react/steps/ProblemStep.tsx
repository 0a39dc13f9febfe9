import type { VerificationError } from '../../core/errors.ts'
import type { Stage } from '../../core/flow/flow.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { cloud } from '../parts/icons/more-icons.ts'
import { ResultScreen, SupportLink } from '../parts/ResultScreen.tsx'
import { useWidget } from '../widget.tsx'

interface ProblemStepProps {
  stage: Stage
  failure: VerificationError
  sessionId: string | undefined
}

/** A failure over a stage: what happened, and the ways on. */
export function ProblemStep({ stage, failure, sessionId }: ProblemStepProps) {
  const { messages, verification } = useWidget()
  const { result } = messages
  const { title, text } = errorText(messages, failure.code)
  const review = () => verification.goTo('review')
  // A new check is the only way on, under a new key: the old one would say the same again
  const isLost = failure.code === 'session-not-found' || failure.code === 'create-unknown'
  // Once the photos are there, other answers would make a second session
  const isSent = stage === 'starting' || stage === 'checking'
  const canRetry = isSent || failure.isRetryable
  return (
    <ResultScreen
      kind="problem"
      icon={<Icon path={cloud} />}
      title={title}
      lead={text}
      reference={failure.traceId ?? sessionId}
      actions={
        <>
          {isLost ? (
            <Button onClick={() => void verification.submit().catch(review)}>{result.startAgain}</Button>
          ) : (
            canRetry && <Button onClick={verification.retry}>{messages.tryAgain}</Button>
          )}
          {!isSent && (
            <Button variant={isLost || canRetry ? 'secondary' : 'primary'} onClick={review}>
              {result.editAnswers}
            </Button>
          )}
          <SupportLink />
          <Button variant="ghost" onClick={verification.cancel}>
            {messages.cancel}
          </Button>
        </>
      }
    />
  )
}
