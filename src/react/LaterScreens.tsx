import { useEffect, useMemo } from 'react'
import type { Cancelled, Editing, State } from '../core/flow/flow.ts'
import { slotOfStep } from '../core/individual.ts'
import { en } from '../locales/en.ts'
import { withOverrides } from '../locales/messages.ts'
import { CaptureStep } from './capture/CaptureStep.tsx'
import { ContactStep } from './steps/ContactStep.tsx'
import { DocumentStep } from './steps/DocumentStep.tsx'
import { ProblemStep } from './steps/ProblemStep.tsx'
import { ProgressStep } from './steps/ProgressStep.tsx'
import { ResultStep, SlowStep } from './steps/ResultStep.tsx'
import { ResumeStep } from './steps/ResumeStep.tsx'
import { ReviewStep } from './steps/ReviewStep.tsx'
import { useWidget, WidgetProvider } from './widget.tsx'

/** Every screen but the first, with the words they need. */
export function LaterScreens() {
  const widget = useWidget()
  const { overrides, verification, capture } = widget
  const { state, draft } = verification
  const messages = useMemo(() => withOverrides(en, overrides), [overrides])
  const isCapturing = state.stage === 'editing' && slotOfStep(state.step) !== null
  // Between two sides the stream goes on; past them, or gone, nothing of it is left
  useEffect(() => (isCapturing ? () => capture.camera?.close() : undefined), [isCapturing, capture])
  if (state.stage === 'cancelled') return null
  return (
    <WidgetProvider value={{ ...widget, messages }}>
      {draft && draft !== 'looking' ? <ResumeStep draft={draft} /> : state.stage === 'editing' ? <EditingScreen step={state.step} /> : <SubmittedScreen state={state} />}
    </WidgetProvider>
  )
}

function EditingScreen({ step }: { step: string }) {
  const slot = slotOfStep(step)
  if (slot) return <CaptureStep key={slot} slot={slot} />
  if (step === 'document') return <DocumentStep />
  return step === 'contact' ? <ContactStep /> : <ReviewStep />
}

function SubmittedScreen({ state }: { state: Exclude<State, Editing | Cancelled> }) {
  if (state.stage === 'finished') return <ResultStep state={state} />
  // A photo that did not arrive is shown where the photos are
  const isShownInPlace = state.stage === 'uploading' && state.failure?.isRetryable
  if (state.failure && !isShownInPlace) {
    const sessionId = 'sessionId' in state ? state.sessionId : undefined
    return <ProblemStep stage={state.stage} failure={state.failure} sessionId={sessionId} />
  }
  if (state.stage === 'checking' && state.isSlow) return <SlowStep state={state} />
  return <ProgressStep state={state} />
}
