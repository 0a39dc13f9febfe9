import { fill } from '../../locales/messages.ts'
import { BirthDateField } from '../parts/fields/BirthDateField.tsx'
import { TextField } from '../parts/fields/TextField.tsx'
import { useWidget } from '../widget.tsx'
import { FormScreen } from './FormScreen.tsx'

/** Name and birth date. */
export function DetailsStep() {
  const { messages } = useWidget()
  const { details } = messages
  return (
    <FormScreen step="details" title={details.title} lead={details.lead}>
      <div data-part="columns">
        <TextField name="firstName" label={details.firstName} hint={details.firstNameHint} autoComplete="given-name" />
        <TextField name="lastName" label={details.lastName} autoComplete="family-name" />
      </div>
      <BirthDateField hint={fill(details.birthDateHint, { example: '14 3 1991' })} />
    </FormScreen>
  )
}
