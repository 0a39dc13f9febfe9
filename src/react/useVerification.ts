import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form'
import type { DocumentSlot } from '../core/documents.ts'
import type { DraftContent } from '../core/draft.ts'
import { initialState, type State } from '../core/flow/flow.ts'
import { filesOf, individualSteps, photoName, slotOfStep, wantedSlots, type IndividualStep } from '../core/individual.ts'
import type { Photo, PreparedImage } from '../core/ports.ts'
import type { PhotoInspection } from '../core/quality.ts'
import { initialValues, type FormOptions, type FormValues } from '../core/form/values.ts'
import { loadPart, useAdapters, type DraftChoice } from './adapters.ts'
import { useDraft } from './draft.ts'
import { createEngine } from './engine.ts'
import { fieldsOf, useCorrection, useLatest, useOnlyChoices, useRefusedFields } from './formHooks.ts'
import type { VerificationOptions } from './options.ts'

/** The state of a verification and everything a person can do with it. */
export interface Verification extends DraftChoice {
  state: State
  /** The one form of the whole flow: values survive every step. Messages of its errors are codes of rules. */
  form: UseFormReturn<FormValues>
  /** The screens before Submit, in their order. */
  steps: readonly IndividualStep[]
  /** The current one of them, or `null` after Submit and while there is a draft to be asked about. */
  step: IndividualStep | null
  /** The slots of the chosen document. */
  slots: readonly DocumentSlot[]
  /** The photo of a slot, where there is one. */
  photoOf(slot: DocumentSlot): Photo | null
  /** Checks the current step and goes on; resolves to whether it did. Rejects with `not-loaded` when the rules could not be fetched. */
  next(): Promise<boolean>
  /** Goes one step back; nothing is lost. */
  back(): void
  /** Goes to a step before Submit; from a failure or an outcome, goes back to the form. */
  goTo(step: IndividualStep): void
  /**
   * Checks, turns upright, resizes and cleans a photo, and keeps it for a slot; then looks at it and resolves to what
   * was found, or to `null` where no look could be had. What is found never stands in the way: see `PhotoInspection`.
   * @throws VerificationError with a `file-…` code
   */
  addPhoto(
    slot: DocumentSlot,
    file: Blob,
    source: PreparedImage['source'],
    signal?: AbortSignal,
  ): Promise<PhotoInspection | null>
  /** Turns the photo of a slot by 90° clockwise. */
  turnPhoto(slot: DocumentSlot, signal?: AbortSignal): Promise<void>
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
  const [engine, setEngine] = useState(() => createEngine(adapters, () => latest.current, freshContent(options)))
  useEffect(() => engine.attach(), [engine])
  const { store } = engine
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState)

  const form = useForm<FormValues>({
    defaultValues: engine.begun.values,
    shouldFocusError: false,
    resolver: async (values, context, given) => {
      const { resolverFor } = await loadPart(() => import('./validation.ts'))
      return resolverFor(latest.current, adapters.clock.now())(values, context, given)
    },
  })
  useCorrection(form)
  const refusedSteps = useRefusedFields(form, state, options)
  useOnlyChoices(form, options)

  const draft = useDraft(engine, form, adapters, latest, (begun) => {
    form.reset(begun.values)
    setEngine(createEngine(adapters, () => latest.current, begun))
  })

  useWatch({ control: form.control, name: ['documentCountry', 'documentCategory'] })
  const step = state.stage === 'editing' && !draft.draft ? (state.step as IndividualStep) : null
  const steps = stepsOf(form, state, options)

  const acts = useMemo(() => {
    const now = () => store.getState()
    const stepsNow = () => stepsOf(form, now(), latest.current)
    const { memory } = engine
    const goTo = (to: IndividualStep) => {
      memory.isReviewing = true
      const current = now()
      if (current.stage === 'creating' && current.failure?.isRetryable) memory.unanswered = current.submission
      store.dispatch({ type: 'moved', step: to })
      store.dispatch({ type: 'edited', step: to })
    }
    const firstIncomplete = async () => {
      for (const which of stepsNow()) if (refusedSteps.has(which) || !(await isComplete(which))) return which
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
    const look = async (slot: DocumentSlot, name: string, blob: Blob, signal: AbortSignal) => {
      const values = form.getValues()
      const shape = values.documentCategory === 'PASSPORT' ? 'passport' : 'card'
      const found = await adapters.lookAtPhoto(blob, { shape, signal }).catch(() => null)
      if (signal.aborted) return null
      const others = Object.entries(filesOf(values, photosOf(now()), '')).filter(([other]) => other !== slot)
      const isSame = others.map(([, { look: other }]) => found && other && adapters.isSameSide(found.fingerprint, other.fingerprint))
      const repeats = await Promise.all(isSame)
      store.dispatch({ type: 'photoLookedAt', name, blob, look: found, isRepeat: repeats.includes(true) })
      others.forEach(([other, repeated], at) => {
        // It looked the same as a photo that is no more
        if (!repeated.isRepeat || repeats[at]) return
        const { blob: otherBlob, look: otherLook = null } = repeated
        store.dispatch({ type: 'photoLookedAt', name: photoName(values, other as DocumentSlot), blob: otherBlob, look: otherLook, isRepeat: false })
      })
      return found && found.inspection
    }
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
        if (current.stage === 'editing') refusedSteps.delete(current.step)
        if (current.stage !== 'editing' || !(await isComplete(current.step as IndividualStep))) return false
        const target = memory.isReviewing ? ((await firstIncomplete()) ?? 'review') : null
        if (now() !== current) return true
        if (target === 'review') memory.isReviewing = false
        if (target === null) move(1)
        else store.dispatch({ type: 'moved', step: target })
        return true
      },
      photoOf: photo,
      async addPhoto(slot: DocumentSlot, file: Blob, source: PreparedImage['source'], signal = neverAborted()) {
        const name = photoName(form.getValues(), slot)
        const prepared = await adapters.prepareImage(file, { source, signal })
        if (signal.aborted) return null
        store.dispatch({ type: 'photoTaken', name, photo: prepared })
        // The photo is kept from here on, and so is the look at it: without one it would be under way for ever
        return look(slot, name, prepared.blob, neverAborted())
      },
      async turnPhoto(slot: DocumentSlot, signal = neverAborted()) {
        const name = photoName(form.getValues(), slot)
        const before = photosOf(now())[name]
        if (!before) return
        const turned = await adapters.turnPhoto(before, signal)
        // Meanwhile it may have been replaced
        if (signal.aborted || photosOf(now())[name]?.blob !== before.blob) return
        store.dispatch({ type: 'photoTaken', name, photo: { ...turned, look: before.look, isTurned: true } })
        await look(slot, name, turned.blob, signal)
      },
      removePhoto: (slot: DocumentSlot) => store.dispatch({ type: 'photoRemoved', name: photoName(form.getValues(), slot) }),
      async submit() {
        const incomplete = await firstIncomplete()
        if (incomplete) {
          goTo(incomplete)
          return false
        }
        const current = now()
        const isStuck = 'failure' in current && current.failure !== null
        const mayStartAgain = current.stage === 'finished' && current.outcome.status === 'expired'
        if (current.stage !== 'editing' && !isStuck && !mayStartAgain) return false
        const { toSessionRequest } = await loadPart(() => import('./validation.ts'))
        const values = form.getValues()
        const request = toSessionRequest(values, latest.current)
        const files = filesOf(values, photosOf(current), 'review')
        // A field that is refused is one answer to change, too
        memory.isReviewing = true
        const { unanswered } = memory
        const isSame = JSON.stringify(unanswered?.request) === JSON.stringify(request)
        const idempotencyKey = (isSame && unanswered?.idempotencyKey) || adapters.newKey()
        memory.unanswered = null
        store.dispatch({ type: 'submitted', submission: { request, files, idempotencyKey } })
        engine.run()
        return true
      },
      retry() {
        store.dispatch({ type: 'retried', atMs: adapters.clock.now(), idempotencyKey: adapters.newKey() })
        engine.run()
      },
      giveUpWaiting: () => engine.endWith({ type: 'gaveUpWaiting' }),
      cancel: () => engine.endWith({ type: 'cancelled' }),
    }
  }, [adapters, engine, form, latest, refusedSteps, store])

  const slots = wantedSlots(form.getValues(), photosOf(state), step ?? '')
  return { state, form, steps, step, slots, ...acts, ...draft }
}

function freshContent(options: VerificationOptions): DraftContent {
  const values = initialValues(options, options.defaultValues)
  return { values, state: initialState('details'), isReviewing: false, unanswered: null }
}

const neverAborted = () => new AbortController().signal

function photosOf(state: State) {
  return state.stage === 'cancelled' ? {} : state.photos
}

function stepsOf(form: UseFormReturn<FormValues>, state: State, options: FormOptions): IndividualStep[] {
  const step = state.stage === 'editing' ? state.step : ''
  return individualSteps(form.getValues(), photosOf(state), step, options)
}
