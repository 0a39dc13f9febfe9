import { defaultDraftTtlMs, describeDraft, packDraft, unpackDraft, type DraftContent, type FoundDraft } from '../../core/draft.ts'
import type { Store } from '../../core/flow/store.ts'
import type { FormValues } from '../../core/form/values.ts'
import type { Vault } from './vault.ts'
import { warnOfDraft } from './warn.ts'

/** What a keeper is told once. */
export interface KeeperOptions {
  /** How long a draft lives after its last change, in milliseconds. @default one hour */
  ttlMs?: number | undefined
  /** Milliseconds since the epoch. */
  now(): number
  /** Whether a create that may have arrived may be repeated without asking the person. */
  mayCreateAgain: boolean
  /** Called when the draft has been removed because its time was over. */
  onExpire(): void
  /** Looks at photos that nobody had time to look at. */
  look(store: Store): void
  /** A new name for a photo. */
  newKey(): string
  /** Gives the draft back to others. */
  release(): void
}

/** A verification as the keeper sees it. */
export interface KeptEngine {
  readonly store: Store
  /** What it began with: of that alone nothing is kept. */
  readonly begun: DraftContent
  readonly memory: Pick<DraftContent, 'isReviewing' | 'unanswered'>
  /** Set while it is kept: resolves once all that has happened is, or soon after where that cannot be done. */
  saved: (() => Promise<void>) | null
}

/** A form as the keeper sees it. */
export interface KeptForm {
  getValues(): FormValues
  subscribe(to: { formState: { values: true }; callback: () => void }): () => void
}

/** Keeps one draft up to date. */
export interface DraftKeeper {
  /** What was there when it was opened, until it is removed. */
  found: { draft: FoundDraft; content: DraftContent } | null
  /** Keeps a verification from now on; the returned function ends that. */
  keep(engine: KeptEngine, form: KeptForm): () => void
  /** Removes the draft. */
  wipe(): void
  /** Writes what is left to write and gives the draft back to others. */
  close(): void
}

const typingMs = 300
const longestSaveMs = 1_000
/** The longest wait that `setTimeout` knows. */
const longestTimerMs = 2 ** 31 - 1

/** Makes the keeper of a vault and reads what is there; what cannot be read is removed. */
export async function createKeeper(vault: Vault, options: KeeperOptions): Promise<DraftKeeper> {
  const { ttlMs = defaultDraftTtlMs, now, newKey, onExpire, look, release } = options
  const names = new WeakMap<Blob, string>()
  /** Names of the photos in the vault. */
  let stored = new Set<string>()
  /** The newest text; `null` for nothing, and what is to be written of it. */
  let last: string | null = null
  let pending: { text: string; blobs: Map<string, Blob> } | null | undefined
  let writing: Promise<void> | null = null
  let isOver = false
  let typing: ReturnType<typeof setTimeout> | undefined
  let expiry: ReturnType<typeof setTimeout> | undefined
  let expiresAtMs = Infinity

  function expireAt(atMs: number) {
    clearTimeout(expiry)
    expiresAtMs = atMs
    expiry = setTimeout(expire, Math.min(atMs - now(), longestTimerMs))
  }

  /** Asked by a timer, which may come early, and by a page that is shown again: a timer sleeps with its device. */
  function expire() {
    if (now() < expiresAtMs) return expiresAtMs < Infinity && expireAt(expiresAtMs)
    wipe()
    onExpire()
  }

  function wipe() {
    keeper.found = null
    pending = null
    drain()
  }

  /** Writes until there is nothing newer. */
  function drain() {
    if (writing || isOver) return
    writing = (async () => {
      try {
        for (let next = pending; next !== undefined; next = pending) {
          pending = undefined
          if (next === null) await erase()
          else await write(next)
        }
      } catch (error) {
        isOver = true
        const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
        warnOfDraft(isFull ? 'draft-full' : 'draft-failed')
        // An old draft in place of a new one would make a second session
        await erase().catch(() => {})
      } finally {
        writing = null
      }
    })()
  }

  async function erase() {
    clearTimeout(expiry)
    expiresAtMs = Infinity
    stored.clear()
    await vault.wipe()
  }

  async function write({ text, blobs }: { text: string; blobs: Map<string, Blob> }) {
    const photos = new Map<string, Blob | null>()
    for (const [name, blob] of blobs) if (!stored.has(name)) photos.set(name, blob)
    for (const name of stored) if (!blobs.has(name)) photos.set(name, null)
    await vault.write({ text, photos, savedAtMs: now(), ttlMs })
    stored = new Set(blobs.keys())
    expireAt(now() + ttlMs)
  }

  function pack(content: DraftContent) {
    const blobs = new Map<string, Blob>()
    const text = packDraft(content, (blob) => {
      const name = names.get(blob) ?? newKey()
      names.set(blob, name)
      blobs.set(name, blob)
      return name
    })
    return { text, blobs }
  }

  async function read(): Promise<DraftKeeper['found']> {
    const nowMs = now()
    try {
      const kept = await vault.read(nowMs, ttlMs)
      if (!kept) return null
      const blobs = new Map<string, Blob>()
      const blobOf = (name: string, type: string) => {
        const bytes = kept.photos.get(name)
        if (!bytes) throw new Error('idstep: a photo of the draft is missing')
        const blob = blobs.get(name) ?? new Blob([bytes], { type })
        blobs.set(name, blob)
        names.set(blob, name)
        return blob
      }
      const content = unpackDraft(kept.text, { ...options, nowMs, blobOf })
      const draft = describeDraft(content, kept.savedAtMs)
      stored = new Set(kept.photos.keys())
      expireAt(kept.savedAtMs + ttlMs)
      return draft && { draft, content }
    } catch {
      await vault.wipe()
      return null
    }
  }

  const keeper: DraftKeeper = {
    found: null,
    keep(engine, form) {
      const { store, begun, memory } = engine
      last = pack(begun).text
      const save = () => {
        clearTimeout(typing)
        typing = undefined
        const { text, blobs } = pack({ ...memory, values: form.getValues(), state: store.getState() })
        if (text === last || isOver) return
        last = text
        pending = text === null ? null : { text, blobs }
        drain()
      }
      const onVisibility = () => (document.visibilityState === 'hidden' ? save() : expire())
      const stops = [
        store.subscribe(save),
        form.subscribe({ formState: { values: true }, callback: () => (typing ??= setTimeout(save, typingMs)) }),
      ]
      document.addEventListener('visibilitychange', onVisibility)
      window.addEventListener('pagehide', save)
      engine.saved = async () => {
        save()
        await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, longestSaveMs))])
      }
      save()
      look(store)
      return () => {
        save()
        engine.saved = null
        for (const stop of stops) stop()
        document.removeEventListener('visibilitychange', onVisibility)
        window.removeEventListener('pagehide', save)
      }
    },
    wipe,
    close() {
      clearTimeout(expiry)
      void Promise.resolve(writing).finally(release)
    },
  }
  keeper.found = await read()
  return keeper
}
