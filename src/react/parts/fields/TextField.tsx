import type { ContactField } from '../../../core/form/values.ts'
import { useWidget } from '../../widget.tsx'
import { Field } from './Field.tsx'

interface TextFieldProps {
  name: 'firstName' | 'lastName' | ContactField
  label: string
  hint?: string
  isOptional?: boolean
  autoComplete: string
  type?: 'text' | 'email'
}

/** A line of text. */
export function TextField({ name, label, hint, isOptional, autoComplete, type = 'text' }: TextFieldProps) {
  const { form } = useWidget().verification
  return (
    <Field name={name} label={label} {...(hint && { hint })} {...(isOptional && { isOptional })}>
      {(described) => (
        <input data-part="input" type={type} autoComplete={autoComplete} {...described} {...form.register(name)} />
      )}
    </Field>
  )
}
