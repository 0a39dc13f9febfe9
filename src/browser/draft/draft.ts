import { fitDraft, type DraftContent, type FoundDraft } from '../../core/draft.ts'
import type { VerificationEvent } from '../../core/events.ts'
import type { FormOptions } from '../../core/form/values.ts'
import type { Clock } from '../../core/ports.ts'
import { createKeeper, type DraftKeeper, type KeptEngine } from './keeper.ts'
import { takeLock } from './lock.ts'
import { lookAgain, type LookAdapters } from './look.ts'
import { nameOfDraft, openVault, type Vault } from './vault.ts'
import { warnOfDraft } from './warn.ts'

export type { DraftKeeper }

/** Whether something was kept, and what becomes of it. */
export interface DraftChoice {
  /**
   * What was kept of an earlier page: `'looking'` until that is known, at most two seconds; `null` when the person may
   * begin, or has decided. Anything else is to be asked: `resumeDraft` or `discardDraft`?
   */
  draft: FoundDraft | 'looking' | null
  /** Goes on where the earlier page was left. */
  resumeDraft(): void
  /** Removes what was kept, and begins afresh. */
  discardDraft(): void
}

/** Where a draft has its place: one verification on a page. */
export interface DraftSeat {
  engine: KeptEngine
  adapters: LookAdapters & { clock: Pick<Clock, 'now'>; newKey(): string }
  options: {
    readonly current: FormOptions & {
      draftKey?: string | undefined
      draft?: false | { ttlMs?: number | undefined } | undefined
      createIsIdempotent?: boolean | undefined
      onEvent?: ((event: VerificationEvent) => void) | undefined
    }
  }
  /** Lets the person begin. */
  begin(): void
  readonly hasBegun: boolean
  setChoice(choice: DraftChoice): void
  setKeeper(keeper: DraftKeeper): void
  onResume(content: DraftContent): void
}

/**
 * Opens the draft of a person: encrypted, in IndexedDB, for one tab at a time, until the signal is aborted. Where none can
 * be kept, which the developer is told, or another tab has it, the person begins without. Rejects for nothing else but faults.
 */
export async function openDraft(seat: DraftSeat, signal: AbortSignal): Promise<void> {
  if (!(crypto as { subtle?: SubtleCrypto }).subtle) {
    warnOfDraft('draft-insecure')
    return seat.begin()
  }
  const name = await nameOfDraft(seat.options.current.draftKey ?? '')
  const release = await takeLock(name, signal)
  if (!release) return signal.aborted ? undefined : seat.begin()
  try {
    await openSeat(seat, () => openVault(name, seat.adapters.clock.now()), release, signal)
  } catch {
    release()
    if (signal.aborted) return
    warnOfDraft('draft-blocked')
    seat.begin()
  }
}

/** Offers what is in a vault, and hands over what keeps it. */
export async function openSeat(seat: DraftSeat, open: () => Promise<Vault>, release: () => void, signal: AbortSignal): Promise<void> {
  const { options, engine, adapters, begin } = seat
  const { draft, createIsIdempotent = false } = options.current
  signal.throwIfAborted()
  const keeper = await createKeeper(await open(), {
    ttlMs: (draft || {}).ttlMs,
    mayCreateAgain: createIsIdempotent,
    now: adapters.clock.now,
    newKey: adapters.newKey,
    onExpire: begin,
    look: (store) => lookAgain(store, adapters, signal),
    release,
  })
  signal.addEventListener('abort', keeper.close)
  if (signal.aborted) return keeper.close()

  const tell = (event: VerificationEvent) => {
    try {
      options.current.onEvent?.(event)
    } catch (error) {
      // The host's fault, and to be seen as such
      queueMicrotask(() => {
        throw error
      })
    }
  }
  const { found } = keeper
  seat.setKeeper(keeper)
  // One that comes late is not asked about
  if (!found || seat.hasBegun) return begin()
  let isOffered = true
  const decide = () => {
    isOffered = false
    unsubscribe()
    begin()
  }
  // A host's own screens may go on without asking
  const unsubscribe = engine.store.subscribe(decide)
  const choice: DraftChoice = {
    draft: found.draft,
    resumeDraft() {
      if (!isOffered || !keeper.found) return
      tell({ type: 'draftResumed', stage: found.draft.stage })
      seat.onResume(fitDraft(found.content, options.current))
      decide()
    },
    discardDraft() {
      if (!isOffered) return
      keeper.wipe()
      tell({ type: 'draftDiscarded' })
      decide()
    },
  }
  tell({ type: 'draftFound' })
  seat.setChoice(choice)
}
