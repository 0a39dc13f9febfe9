import { useEffect, useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { DraftContent } from '../core/draft.ts'
import type { VerificationEvent } from '../core/events.ts'
import type { FormValues } from '../core/form/values.ts'
import type { Adapters, DraftChoice, DraftKeeper } from './adapters.ts'
import { tell, type Engine } from './engine.ts'
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
  const [isKept] = useState(draftKey !== undefined && wish !== false)
  const [choice, setChoice] = useState<DraftChoice>(isKept ? { ...decided, draft: 'looking' } : decided)
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null)
  const [seat] = useState(() => {
    const tellHost = (event: VerificationEvent) => tell(latest.current, event)
    const begin = () => {
      made.hasBegun = true
      setChoice(decided)
    }
    const made = { engine, adapters, options: latest, onResume, setKeeper, setChoice, tell: tellHost, begin, hasBegun: false }
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
    if (!isKept) return
    const controller = new AbortController()
    const timer = setTimeout(seat.begin, patienceMs)
    seat.adapters.openDraft(seat, controller.signal).catch(seat.begin).finally(() => clearTimeout(timer))
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [isKept, seat])

  return choice
}
