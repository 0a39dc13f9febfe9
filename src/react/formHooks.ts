import { useEffect, useRef, useState } from 'react'
import type { FieldPath, UseFormReturn } from 'react-hook-form'
import type { State } from '../core/flow/flow.ts'
import { initialValues, shownContactFields, type FormOptions, type FormValues } from '../core/form/values.ts'
import { stepOfField, type IndividualStep } from '../core/individual.ts'

/** The newest value, for what runs later than the render that made it. */
export function useLatest<Value>(value: Value) {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}

/** The fields of a step, in the order in which they are asked. */
export function fieldsOf(step: IndividualStep, options: FormOptions): FieldPath<FormValues>[] {
  if (step === 'details') return ['firstName', 'lastName', 'birthDate.day', 'birthDate.month', 'birthDate.year']
  if (step === 'document') return ['documentCountry', 'documentCategory', 'documentId', 'nationality']
  return step === 'contact' ? shownContactFields(options) : []
}

/** A field that was refused is checked again as it is corrected; others only on Continue. */
export function useCorrection(form: UseFormReturn<FormValues>) {
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ name }) => {
          if (name === undefined) return
          const field = name as FieldPath<FormValues>
          const group = field.startsWith('birthDate') ? fieldsOf('details', {}).slice(2) : [field]
          if (field === 'documentCountry') group.push('documentId')
          const wrong = group.some((it) => form.getFieldState(it).error)
          // A rule that cannot be fetched now is asked for again on Continue
          if (wrong) form.trigger(group).catch(() => {})
        },
      }),
    [form],
  )
}

/**
 * What the vendor refused comes back on its own field, with what was typed still there.
 * @returns the steps with a refused field that the person has not gone on from yet
 */
export function useRefusedFields(form: UseFormReturn<FormValues>, state: State, options: FormOptions): Set<string> {
  const latest = useLatest(options)
  const [steps] = useState(() => new Set<string>())
  const refused = state.stage === 'editing' ? state.refused : null
  useEffect(() => {
    for (const [field, code] of Object.entries(refused ?? {})) {
      const step = stepOfField(field, latest.current)
      if (step === null) continue
      steps.add(step)
      const path = field === 'birthDate' ? 'birthDate.day' : (field as FieldPath<FormValues>)
      form.setError(path, { type: 'refused', message: code })
    }
  }, [form, refused, latest, steps])
  return steps
}

/** What only one answer is allowed for is that answer, also where the host learns of it late. */
export function useOnlyChoices(form: UseFormReturn<FormValues>, options: FormOptions) {
  const { documentCountry, documentCategory } = initialValues(options)
  useEffect(() => {
    if (documentCountry) form.setValue('documentCountry', documentCountry)
    if (documentCategory) form.setValue('documentCategory', documentCategory)
  }, [form, documentCountry, documentCategory])
}
