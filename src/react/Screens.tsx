import { useEffect } from 'react'
import { slotOfStep } from '../core/individual.ts'
import { LoadingScreen } from './parts/LoadingScreen.tsx'
import { CancelledStep } from './steps/CancelledStep.tsx'
import { DetailsStep } from './steps/DetailsStep.tsx'
import { lazyPart, useLoaded, type LazyPart } from './useLoaded.ts'
import { useWidget } from './widget.tsx'

const documentPart = lazyPart(() => import('./steps/DocumentStep.tsx'))
const contactPart = lazyPart(() => import('./steps/ContactStep.tsx'))
const capturePart = lazyPart(() => import('./steps/CaptureStep.tsx'))
const reviewPart = lazyPart(() => import('./steps/ReviewStep.tsx'))
const submittedPart = lazyPart(() => import('./steps/submitted.ts'))

/** The screen of the current state. All but the first are fetched in good time, while the first is filled in. */
export function Screens() {
  const { verification } = useWidget()
  const { state, step } = verification
  useFetchAhead()
  if (state.stage === 'cancelled') return <CancelledStep />
  if (state.stage !== 'editing') return <Lazy part={submittedPart}>{(steps) => <Submitted steps={steps} />}</Lazy>
  const slot = slotOfStep(state.step)
  if (slot) return <Lazy part={capturePart}>{({ CaptureStep }) => <CaptureStep key={slot} slot={slot} />}</Lazy>
  if (step === 'document') return <Lazy part={documentPart}>{({ DocumentStep }) => <DocumentStep />}</Lazy>
  if (step === 'contact') return <Lazy part={contactPart}>{({ ContactStep }) => <ContactStep />}</Lazy>
  if (step === 'review') return <Lazy part={reviewPart}>{({ ReviewStep }) => <ReviewStep />}</Lazy>
  return <DetailsStep />
}

type SubmittedSteps = typeof import('./steps/submitted.ts')

function Submitted({ steps }: { steps: SubmittedSteps }) {
  const { state } = useWidget().verification
  const { ProblemStep, ProgressStep, ResultStep, SlowStep } = steps
  if (state.stage === 'editing' || state.stage === 'cancelled') return null
  if (state.stage === 'finished') return <ResultStep state={state} />
  // A photo that did not arrive is shown where the photos are
  const isShownInPlace = state.stage === 'uploading' && state.failure?.isRetryable
  if (state.failure && !isShownInPlace) {
    return <ProblemStep failure={state.failure} sessionId={'sessionId' in state ? state.sessionId : undefined} />
  }
  if (state.stage === 'checking' && state.isSlow) return <SlowStep state={state} />
  return <ProgressStep state={state} />
}

function Lazy<Part>({ part, children }: { part: LazyPart<Part>; children: (part: Part) => React.ReactNode }) {
  const loaded = useLoaded(part)
  if (loaded.part === null) return <LoadingScreen hasFailed={loaded.hasFailed} onRetry={loaded.retry} />
  return <>{children(loaded.part)}</>
}

/** Fetches what comes next once the page has come to rest. What fails now is fetched again when it is needed. */
function useFetchAhead() {
  useEffect(() => {
    const timer = setTimeout(() => {
      const rest = [documentPart, contactPart, capturePart, reviewPart, submittedPart].map((part) => part.load())
      Promise.allSettled([import('./validation.ts'), import('./submission.ts'), ...rest]).catch(() => {})
    }, 300)
    return () => clearTimeout(timer)
  }, [])
}
