import type { ReactNode } from 'react'
import type { FieldPath } from 'react-hook-form'
import type { FormValues } from '../../../core/form/values.ts'
import { useFieldText } from './fieldText.ts'
import { useWidget } from '../../widget.tsx'
import { Icon } from '../icons/Icon.tsx'
import { alertCircle } from '../icons/icons.ts'

/** The id of a field's control, the same for its label, its hint, its error and the summary. */
export function useFieldId(name: FieldPath<FormValues>): string {
  return `${useWidget().idPrefix}-${name.replace('.', '-')}`
}

/** What ties a control to its hint and error. */
export interface Described {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

interface FieldProps {
  name: FieldPath<FormValues>
  label: string
  hint?: string
  isOptional?: boolean
  children(described: Described): ReactNode
}

/** A label, a hint, the error and the control that they belong to. */
export function Field({ name, label, hint, isOptional, children }: FieldProps) {
  const id = useFieldId(name)
  const { messages } = useWidget()
  const error = useFieldText(name)
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div data-part="field" data-state={error ? 'error' : undefined}>
      <label data-part="label" htmlFor={id} id={`${id}-label`}>
        <span>{label}</span> {isOptional && <span data-part="optional">{messages.optional}</span>}
      </label>
      {hint && (
        <p data-part="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && <ErrorText id={`${id}-error`} text={error} />}
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': describedBy || undefined })}
    </div>
  )
}

/** What is wrong with a field, in words. */
export function ErrorText({ id, text }: { id: string; text: string }) {
  const { messages } = useWidget()
  return (
    <p data-part="error" id={id}>
      <Icon path={alertCircle} />
      <span>
        <span data-part="hidden">{messages.errorPrefix} </span>
        <span>{text}</span>
      </span>
    </p>
  )
}
