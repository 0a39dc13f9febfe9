import { fill } from '../../locales/messages.ts'
import { BirthDateField } from '../parts/BirthDateField.tsx'
import { Button } from '../parts/Button.tsx'
import { Screen } from '../parts/Screen.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWidget } from '../widget.tsx'
import { useStepForm } from './useStepForm.tsx'

/** Name and birth date. */
export function DetailsStep() {
  const { messages } = useWidget()
  const { next, isBusy, summary } = useStepForm('details')
  const { details } = messages
  return (
    <Screen
      name="details"
      title={details.title}
      lead={details.lead}
      summary={summary}
      onEnter={next}
      actions={
        <Button onClick={next} isBusy={isBusy}>
          {messages.continue}
        </Button>
      }
    >
      <div data-part="stack">
        <div data-part="columns">
          <TextField name="firstName" label={details.firstName} hint={details.firstNameHint} autoComplete="given-name" />
          <TextField name="lastName" label={details.lastName} autoComplete="family-name" />
        </div>
        <BirthDateField hint={fill(details.birthDateHint, { example: '14 3 1991' })} />
      </div>
    </Screen>
  )
}
