import type { BirthDateFields } from '../../../core/form/birth-date.ts'
import { useFieldText } from './fieldText.ts'
import { useWidget } from '../../widget.tsx'
import { ErrorText } from './Field.tsx'

const parts: readonly { part: keyof BirthDateFields; autoComplete: string; length: number }[] = [
  { part: 'day', autoComplete: 'bday-day', length: 2 },
  { part: 'month', autoComplete: 'bday-month', length: 2 },
  { part: 'year', autoComplete: 'bday-year', length: 4 },
]

/** Day, month and year, each in a field of its own: nothing to guess, nothing to page through. */
export function BirthDateField({ hint }: { hint: string }) {
  const { messages, idPrefix, verification } = useWidget()
  const { form } = verification
  const errors = {
    day: useFieldText('birthDate.day'),
    month: useFieldText('birthDate.month'),
    year: useFieldText('birthDate.year'),
  }
  const error = errors.day ?? errors.month ?? errors.year
  const id = `${idPrefix}-birthDate`
  return (
    <fieldset
      data-part="field"
      data-state={error ? 'error' : undefined}
      aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
    >
      <legend data-part="label">{messages.details.birthDate}</legend>
      <p data-part="hint" id={`${id}-hint`}>
        {hint}
      </p>
      {error && <ErrorText id={`${id}-error`} text={error} />}
      <div data-part="date">
        {parts.map(({ part, autoComplete, length }) => (
          <div data-part="date-part" key={part}>
            <label data-part="date-label" htmlFor={`${id}-${part}`}>
              {messages.details[part]}
            </label>
            <input
              data-part="input"
              data-kind="number"
              id={`${id}-${part}`}
              inputMode="numeric"
              autoComplete={autoComplete}
              maxLength={length}
              aria-invalid={errors[part] ? true : undefined}
              aria-describedby={errors[part] ? `${id}-error` : undefined}
              {...form.register(`birthDate.${part}`)}
            />
          </div>
        ))}
      </div>
    </fieldset>
  )
}
