import { Controller } from 'react-hook-form'
import type { Place } from './places.ts'
import { useWidget } from '../../widget.tsx'
import { Field } from './Field.tsx'
import { PlaceCombobox } from './PlaceCombobox.tsx'

interface PlaceFieldProps<Value extends string> {
  name: 'documentCountry' | 'nationality'
  label: string
  hint?: string
  isOptional?: boolean
  places: readonly Place<Value>[]
}

/** A searchable list as a field of the form. */
export function PlaceField<Value extends string>({ name, label, hint, isOptional, places }: PlaceFieldProps<Value>) {
  const { control, setError } = useWidget().verification.form
  // Kept as the value, a text that names nothing is seen, and the rules refuse it
  const keep = (text: string, onChange: (text: string) => void) => {
    onChange(text)
    if (text !== '') setError(name, { type: 'choose', message: 'choose' })
  }
  return (
    <Field name={name} label={label} {...(hint && { hint })} {...(isOptional && { isOptional })}>
      {(described) => (
        <Controller
          control={control}
          name={name}
          render={({ field }) => (
            <PlaceCombobox
              places={places}
              value={field.value}
              onSelect={field.onChange}
              onText={(text) => keep(text, field.onChange)}
              onBlur={field.onBlur}
              described={described}
            />
          )}
        />
      )}
    </Field>
  )
}
