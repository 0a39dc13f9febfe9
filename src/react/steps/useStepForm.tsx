import { useState, type ReactNode } from 'react'
import { useFormState } from 'react-hook-form'
import type { IndividualStep } from '../../core/individual.ts'
import { errorText } from '../errorText.ts'
import { ErrorSummary } from '../parts/fields/ErrorSummary.tsx'
import { alertCircle } from '../parts/icons/icons.ts'
import { Notice } from '../parts/Notice.tsx'
import { fieldsOf } from '../formHooks.ts'
import { useWidget } from '../widget.tsx'

/** Continue of a form's step: checks, shows the summary, goes on. */
export function useStepForm(step: IndividualStep): { next: () => void; isBusy: boolean; summary: ReactNode } {
  const { verification, options, messages } = useWidget()
  const { form, state } = verification
  const { errors } = useFormState({ control: form.control })
  const refused = state.stage === 'editing' && state.refused !== null
  const [attempt, setAttempt] = useState(refused ? 1 : 0)
  const [isBusy, setBusy] = useState(false)
  const [hasFailedToLoad, setFailedToLoad] = useState(false)

  async function check() {
    setBusy(true)
    setFailedToLoad(false)
    try {
      if (!(await verification.next())) setAttempt((count) => count + 1)
    } catch {
      setFailedToLoad(true)
    } finally {
      setBusy(false)
    }
  }

  // Reading the errors here keeps the summary in step with the corrections
  const wrong = fieldsOf(step, options).flatMap((name) => {
    const code = form.getFieldState(name, { ...form.formState, errors }).error?.message
    return code ? [{ name, code }] : []
  })
  const notLoaded = errorText(messages, 'not-loaded')
  const summary = hasFailedToLoad ? (
    <Notice tone="danger" icon={alertCircle} role="alert" title={notLoaded.title} text={notLoaded.text} />
  ) : attempt > 0 ? (
    <ErrorSummary errors={wrong} attempt={attempt} />
  ) : null

  return { next: () => void check(), isBusy, summary }
}
