import type { ReactNode } from 'react'
import type { IndividualStep } from '../../core/individual.ts'
import { Button } from '../parts/Button.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import { useStepForm } from './useStepForm.tsx'

interface FormScreenProps {
  step: IndividualStep
  title: string
  lead: string
  children: ReactNode
}

/** A screen of fields: Continue and Enter check them, and show what is wrong above the title. */
export function FormScreen({ step, title, lead, children }: FormScreenProps) {
  const { messages } = useWidget()
  const { next, isBusy, summary } = useStepForm(step)
  return (
    <Screen
      name={step}
      title={title}
      lead={lead}
      summary={summary}
      onEnter={next}
      actions={
        <Button onClick={next} isBusy={isBusy}>
          {messages.continue}
        </Button>
      }
    >
      <div data-part="stack">{children}</div>
    </Screen>
  )
}
