import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useForm, useWatch, type FieldPath, type UseFormReturn } from 'react-hook-form'
import type { DocumentSlot } from '../core/documents.ts'
import { VerificationError } from '../core/errors.ts'
import type { State } from '../core/flow/flow.ts'
import { filesOf, individualSteps, photoName, slotOfStep, stepOfField, wantedSlots, type IndividualStep } from '../core/individual.ts'
import type { PreparedImage } from '../core/ports.ts'
import { initialValues, shownContactFields, type FormOptions, type FormValues } from '../core/form/values.ts'
import { loadPart, useAdapters } from './adapters.ts'
import { createEngine } from './engine.ts'
import type { VerificationOptions } from './options.ts'

/** The state of a verification and everything a person can do with it. */
export interface Verification {
  state: State
  /** The one form of the whole flow: values survive every step. Messages of its errors are codes of rules. */
  form: UseFormReturn<FormValues>
  /** The screens before Submit, in their order. */
  steps: readonly IndividualStep[]
  /** The current one of them, or `null` after Submit. */
  step: IndividualStep | null
  /** The slots of the chosen document. */
  slots: readonly DocumentSlot[]
  /** The photo of a slot, where there is one. */
  photoOf(slot: DocumentSlot): PreparedImage | null
  /** Checks the current step and goes on; resolves to whether it did. Rejects with `not-loaded` when the rules could not be fetched. */
  next(): Promise<boolean>
  /** Goes one step back; nothing is lost. */
  back(): void
  /** Goes to a step before Submit; from a failure or an outcome, goes back to the form. */
  goTo(step: IndividualStep): void
  /**
   * Checks, turns upright, resizes and cleans a photo, and keeps it for a slot.
   * @throws VerificationError with a `file-…` code
   */
  addPhoto(slot: DocumentSlot, file: Blob, source: PreparedImage['source'], signal?: AbortSignal): Promise<void>
  /** Forgets the photo of a slot. */
  removePhoto(slot: DocumentSlot): void
  /** Checks everything, then creates the session, uploads, starts and follows it. Goes to the first step that is not complete, if there is one. */
  submit(): Promise<boolean>
  /** Goes on where it broke, or looks again after a long wait. */
  retry(): void
  /** Ends a long wait: the outcome is `pending`. */
  giveUpWaiting(): void
  /** Ends the verification at any moment; nothing happens after it. */
  cancel(): void
}

/** A verification without screens: the same line that `<IdentityVerification>` draws. */
export function useVerification(options: VerificationOptions): Verification {
  const adapters = useAdapters()
  const latest = useLatest(options)
  const [engine] = useState(() => createEngine(adapters, () => latest.current, 'details'))
  useEffect(() => engine.attach(), [engine])
  const { store } = engine
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState)

  const form = useForm<FormValues>({
    defaultValues: initialValues(options, options.defaultValues),
    shouldFocusError: false,
    resolver: async (values, context, given) => {
      const { resolverFor } = await loadPart(() => import('./validation.ts'))
      return resolverFor(latest.current, adapters.clock.now())(values, context, given)
    },
  })
  useCorrection(form)
  useRefusedFields(form, state, options)

  useWatch({ control: form.control, name: ['documentCountry', 'documentCategory'] })
  const step = state.stage === 'editing' ? (state.step as IndividualStep) : null
  const steps = stepsOf(form, state, options)

  const acts = useMemo(() => {
    const now = () => store.getState()
    const stepsNow = () => stepsOf(form, now(), latest.current)
    // Who leaves the review to change one answer comes back to it
    let isReviewing = false
    const goTo = (to: IndividualStep) => {
      isReviewing = true
      store.dispatch({ type: 'moved', step: to })
      store.dispatch({ type: 'edited', step: to })
    }
    const firstIncomplete = async () => {
      for (const which of stepsNow()) if (!(await isComplete(which))) return which
      return null
    }
    const move = (by: number) => {
      const current = now()
      if (current.stage !== 'editing') return
      const list = stepsNow()
      const target = list[list.indexOf(current.step as IndividualStep) + by]
      if (target) store.dispatch({ type: 'moved', step: target })
    }
    const photo = (slot: DocumentSlot) => photosOf(now())[photoName(form.getValues(), slot)] ?? null
    const isComplete = async (which: IndividualStep) => {
      const slot = slotOfStep(which)
      if (slot) return photo(slot) !== null
      return which === 'review' || form.trigger(fieldsOf(which, latest.current))
    }

    return {
      goTo,
      back: () => move(-1),
      async next() {
        const current = now()
        if (current.stage !== 'editing' || !(await isComplete(current.step as IndividualStep))) return false
        const target = isReviewing ? ((await firstIncomplete()) ?? 'review') : null
        if (now() !== current) return true
        if (target === null) move(1)
        else store.dispatch({ type: 'moved', step: target })
        if (target === 'review') isReviewing = false
        return true
      },
      photoOf: photo,
      async addPhoto(slot: DocumentSlot, file: Blob, source: PreparedImage['source'], signal = new AbortController().signal) {
        const name = photoName(form.getValues(), slot)
        const prepared = await adapters.prepareImage(file, { source, signal })
        if (!signal.aborted) store.dispatch({ type: 'photoTaken', name, photo: prepared })
      },
      removePhoto: (slot: DocumentSlot) => store.dispatch({ type: 'photoRemoved', name: photoName(form.getValues(), slot) }),
      async submit() {
        const incomplete = await firstIncomplete()
        if (incomplete) {
          goTo(incomplete)
          return false
        }
        const current = now()
        if (current.stage !== 'editing' && current.stage !== 'finished') return false
        const { toSessionRequest } = await loadPart(() => import('./validation.ts'))
        const values = form.getValues()
        const request = toSessionRequest(values, latest.current)
        const files = filesOf(values, photosOf(current), 'review')
        // A field that is refused is one answer to change, too
        isReviewing = true
        store.dispatch({ type: 'submitted', submission: { request, files, idempotencyKey: adapters.newKey() } })
        engine.run()
        return true
      },
      retry() {
        store.dispatch({ type: 'retried', atMs: adapters.clock.now(), idempotencyKey: adapters.newKey() })
        engine.run()
      },
      giveUpWaiting: () => store.dispatch({ type: 'gaveUpWaiting' }),
      cancel: () => engine.cancel(),
    }
  }, [adapters, engine, form, latest, store])

  const slots = wantedSlots(form.getValues(), photosOf(state), step ?? '')
  return { state, form, steps, step, slots, ...acts }
}

function photosOf(state: State) {
  return state.stage === 'cancelled' ? {} : state.photos
}

function stepsOf(form: UseFormReturn<FormValues>, state: State, options: FormOptions): IndividualStep[] {
  const step = state.stage === 'editing' ? state.step : ''
  return individualSteps(form.getValues(), photosOf(state), step, options)
}

/** The newest value, for what runs later than the render that made it. */
function useLatest<Value>(value: Value) {
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
function useCorrection(form: UseFormReturn<FormValues>) {
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

/** What the vendor refused comes back on its own field, with what was typed still there. */
function useRefusedFields(form: UseFormReturn<FormValues>, state: State, options: FormOptions) {
  const latest = useLatest(options)
  const refused = state.stage === 'editing' ? state.refused : null
  useEffect(() => {
    for (const [field, code] of Object.entries(refused ?? {})) {
      if (stepOfField(field, latest.current) === null) continue
      const path = field === 'birthDate' ? 'birthDate.day' : (field as FieldPath<FormValues>)
      form.setError(path, { type: 'refused', message: code })
    }
  }, [form, refused, latest])
}

/** Narrows what a rejected act threw. */
export function asVerificationError(thrown: unknown): VerificationError {
  return thrown instanceof VerificationError ? thrown : new VerificationError('host-callback', { cause: thrown })
}
