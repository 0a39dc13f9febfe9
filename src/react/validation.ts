import { set, type FieldErrors, type Resolver } from 'react-hook-form'
import { calendarDateAt } from '../core/form/birth-date.ts'
import { createFormSchema } from '../core/form/form.ts'
import { toSessionRequest } from '../core/form/request.ts'
import type { FormOptions, FormValues } from '../core/form/values.ts'

export { toSessionRequest }

/** Checks the form by the rules of `core/form.ts`; an error's message is the rule's code. Loaded after the first paint. */
export function resolverFor(options: FormOptions, nowMs: number): Resolver<FormValues> {
  const today = calendarDateAt(nowMs, -new Date(nowMs).getTimezoneOffset())
  const schema = createFormSchema(options, today)
  return (values) => {
    // react-hook-form reads radios of which none is checked as `null` once one was left
    const checked = schema.safeParse({ ...values, documentCategory: values.documentCategory ?? '' })
    if (checked.success) return { values: checked.data as FormValues, errors: {} }
    const errors: FieldErrors<FormValues> = {}
    // From the last, so that the first of a path stays
    for (const { path, message } of checked.error.issues.reverse()) set(errors, path.join('.'), { type: 'custom', message })
    return { values: {}, errors }
  }
}
