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
  const { control } = useWidget().verification.form
  return (
    <Field name={name} label={label} {...(hint && { hint })} {...(isOptional && { isOptional })}>
      {(described) => (
        <Controller
          control={control}
          name={name}
          render={({ field }) => (
            <PlaceCombobox
              places={places}
              value={field.value as Value | ''}
              onChange={field.onChange}
              onBlur={field.onBlur}
              described={described}
            />
          )}
        />
      )}
    </Field>
  )
}
