import { useEffect } from 'react'
import { LoadingScreen } from './parts/LoadingScreen.tsx'
import { CancelledStep } from './steps/CancelledStep.tsx'
import { DetailsStep } from './steps/DetailsStep.tsx'
import { lazyPart, useLoaded } from './useLoaded.ts'
import { useWidget } from './widget.tsx'

const laterPart = lazyPart(() => import('./LaterScreens.tsx'))

/** The screen of the current state. All but the first are fetched in good time, while the first is filled in. */
export function Screens() {
  const { verification } = useWidget()
  const { state, step, draft } = verification
  useFetchAhead()
  if (state.stage === 'cancelled') return <CancelledStep />
  // It ends by itself
  if (draft === 'looking') return <LoadingScreen hasFailed={false} onRetry={() => {}} />
  return step === 'details' ? <DetailsStep /> : <Later />
}

/** The screens after the first: one part, so that a bad network has one thing to fetch. */
function Later() {
  const { part, hasFailed, retry } = useLoaded(laterPart)
  return part ? <part.LaterScreens /> : <LoadingScreen hasFailed={hasFailed} onRetry={retry} />
}

/** Fetches what comes next once the page has come to rest. What fails now is fetched again when it is needed. */
function useFetchAhead() {
  useEffect(() => {
    const timer = setTimeout(() => {
      const parts = [laterPart.load(), import('./validation.ts'), import('./submission.ts')]
      Promise.allSettled(parts).catch(() => {})
    }, 300)
    return () => clearTimeout(timer)
  }, [])
}
