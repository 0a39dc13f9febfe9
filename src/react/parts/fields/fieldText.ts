import { useFormState, type FieldPath } from 'react-hook-form'
import { maxContactLength, maxNameLength, maxDocumentIdLength } from '../../../core/form/limits.ts'
import type { FormValues } from '../../../core/form/values.ts'
import { fill } from '../../../locales/messages.ts'
import { useWidget, type Widget } from '../../widget.tsx'

/** The words for what is wrong with a field, or `null`. */
export function useFieldText(name: FieldPath<FormValues>): string | null {
  const widget = useWidget()
  const { form } = widget.verification
  const state = useFormState({ control: form.control, name })
  const code = form.getFieldState(name, state).error?.message
  return code ? fieldText(widget, name, code) : null
}

/** The words for a rule's code on a field. */
export function fieldText({ messages, options }: Widget, name: string, code: string): string {
  const texts: Readonly<Record<string, string | Readonly<Record<string, string>>>> = messages.fields
  const found = texts[code] ?? messages.fields.refused
  const text = typeof found === 'string' ? found : (found[name] ?? messages.fields.refused)
  return fill(text, { max: maxLengthOf(name), minimumAge: options.minimumAge ?? '' })
}

function maxLengthOf(name: string): number {
  if (name === 'documentId') return maxDocumentIdLength
  return name === 'firstName' || name === 'lastName' ? maxNameLength : maxContactLength
}
