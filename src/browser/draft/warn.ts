/** Why no draft can be kept, and what a developer can do about it. The person never hears of it. */
const reasons = {
  'draft-insecure': 'this page has no crypto.subtle, so nothing can be encrypted. Serve it by https.',
  'draft-blocked': 'IndexedDB cannot be used here: it is blocked, or the browser is in a private mode.',
  'draft-full': 'the storage is full.',
  'draft-failed': 'the draft could not be written.',
} as const

/** A code of the table above. */
export type DraftProblem = keyof typeof reasons

const told = new Set<DraftProblem>()

/** Tells the developer once a page why the verification goes on without a draft. */
export function warnOfDraft(code: DraftProblem) {
  if (told.has(code)) return
  told.add(code)
  // eslint-disable-next-line no-console -- for the developer; the person goes on as if nothing were wrong
  console.warn(`idstep: ${code}: ${reasons[code]} The verification goes on, but does not survive a reload.`)
}
