import { errorText } from '../errorText.ts'
import { useWidget } from '../widget.tsx'
import { Button } from './Button.tsx'
import { alertCircle } from './icons/icons.ts'
import { Notice } from './Notice.tsx'
import { Screen } from './Screen.tsx'

interface LoadingScreenProps {
  /** What is waited for. @default 'Loading' */
  text?: string
  hasFailed: boolean
  onRetry(): void
  onBack?: () => void
}

/** Stands in while a screen is fetched, and says so when it cannot be. */
export function LoadingScreen({ text, hasFailed, onRetry, onBack }: LoadingScreenProps) {
  const { messages } = useWidget()
  if (hasFailed) {
    const failure = errorText(messages, 'not-loaded')
    return (
      <Screen name="not-loaded" title={failure.title} onBack={onBack} actions={<Button onClick={onRetry}>{messages.tryAgain}</Button>}>
        <Notice tone="neutral" icon={alertCircle} text={failure.text} />
      </Screen>
    )
  }
  return (
    <section data-part="card" data-step="loading">
      <div data-part="header" data-state="first" />
      <div data-part="body">
        <div data-part="heading">
          <div data-part="skeleton" data-shape="title" />
          <div data-part="skeleton" data-shape="line" />
        </div>
        <div data-part="skeleton" data-shape="art" />
        <p data-part="hidden" role="status">
          {text ?? messages.loading}
        </p>
      </div>
      <div data-part="footer">
        <div data-part="skeleton" data-shape="button" />
      </div>
    </section>
  )
}
