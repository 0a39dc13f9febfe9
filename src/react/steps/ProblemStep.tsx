import type { VerificationError } from '../../core/errors.ts'
import { errorText } from '../errorText.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/icons/Icon.tsx'
import { cloud } from '../parts/icons/more-icons.ts'
import { ResultScreen, SupportLink } from '../parts/ResultScreen.tsx'
import { useWidget } from '../widget.tsx'

/** A failure over a stage: what happened, and the ways on. */
export function ProblemStep({ failure, sessionId }: { failure: VerificationError; sessionId: string | undefined }) {
  const { messages, verification } = useWidget()
  const { title, text } = errorText(messages, failure.code)
  const change = () => verification.goTo('review')
  return (
    <ResultScreen
      kind="problem"
      icon={<Icon path={cloud} />}
      title={title}
      lead={text}
      reference={failure.traceId ?? sessionId}
      actions={
        <>
          {failure.isRetryable && <Button onClick={verification.retry}>{messages.tryAgain}</Button>}
          <Button variant={failure.isRetryable ? 'secondary' : 'primary'} onClick={change}>
            {messages.result.editAnswers}
          </Button>
          <SupportLink />
        </>
      }
    />
  )
}
