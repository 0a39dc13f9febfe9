import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../core/draft.ts'
import type { FormValues } from '../core/form/values.ts'
import type { Adapters, DraftChoice, DraftKeeper } from './adapters.ts'
import type { Engine } from './engine.ts'
import type { VerificationOptions } from './options.ts'

/** How long a draft is looked for before the person may begin, in milliseconds. */
const patienceMs = 2_000

const nothing = () => {}
const decided: DraftChoice = { draft: null, resumeDraft: nothing, discardDraft: nothing }

/** Keeps a verification on the device, where the host names the person. `onResume` is given what was kept. */
export function useDraft(
  engine: Engine,
  form: UseFormReturn<FormValues>,
  adapters: Adapters,
  latest: { readonly current: VerificationOptions },
  onResume: (content: DraftContent) => void,
): DraftChoice {
  const { draftKey, draft: wish } = latest.current
  const [choice, setChoice] = useState<DraftChoice>(draftKey && wish !== false ? { ...decided, draft: 'looking' } : decided)
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null)
  const [seat] = useState(() => {
    const begin = () => {
      made.hasBegun = true
      setChoice(decided)
    }
    const isKept = choice !== decided
    const made = { engine, adapters, options: latest, onResume, setKeeper, setChoice, begin, isKept, hasBegun: false }
    return made
  })
  const { draft } = choice

  // Above the other: what is typed last is written before the draft is given back
  useEffect(() => {
    if (draft) return
    engine.begin()
    return keeper?.keep(engine, form)
  }, [draft, engine, form, keeper])

  useEffect(() => {
    if (!seat.isKept) return
    const controller = new AbortController()
    const timer = setTimeout(seat.begin, patienceMs)
    seat.adapters.openDraft(seat, controller.signal).catch(seat.begin).finally(() => clearTimeout(timer))
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [seat])

  return choice
}
