import { standardSchemaResolver } from '@hookform/resolvers/standard-schema'
import type { Resolver } from 'react-hook-form'
import { calendarDateAt } from '../core/form/birth-date.ts'
import { createFormSchema } from '../core/form/form.ts'
import { toSessionRequest } from '../core/form/request.ts'
import type { FormOptions, FormValues } from '../core/form/values.ts'

export { toSessionRequest }

/** Checks the form by the rules of `core/form.ts`. Loaded after the first paint. */
export function resolverFor(options: FormOptions, nowMs: number): Resolver<FormValues> {
  const today = calendarDateAt(nowMs, -new Date(nowMs).getTimezoneOffset())
  const check = standardSchemaResolver(createFormSchema(options, today)) as Resolver<FormValues>
  // react-hook-form reads radios of which none is checked as `null` once one was left
  return (values, ...given) => check({ ...values, documentCategory: values.documentCategory ?? '' }, ...given)
}
