import { HandlerFailure } from './failures.ts'
import { hash } from './hash.ts'
import type { Store } from './store.ts'

/** How long a session's owner is remembered, in milliseconds; sessions end well within a day (NOTUS.md, Statuses). */
export const ownershipTtlMs = 24 * 60 * 60_000

/** Whether a string can be the id of a session; anything else is never put into a URL. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9-]{1,64}$/.test(id)
}

const keyOf = (sessionId: string) => `idstep:owner:${sessionId}`

/** Remembers whose session this is; the user's id is kept as a hash. */
export async function rememberOwner(store: Store, sessionId: string, userId: string): Promise<void> {
  await store.set(keyOf(sessionId), await hash('owner', userId), ownershipTtlMs)
}

/**
 * Lets only the owner of a session pass; for anyone else it does not exist.
 * @throws HandlerFailure `invalid-id` or `session-not-found`
 */
export async function requireOwner(store: Store, sessionId: string, userId: string): Promise<void> {
  if (!isSessionId(sessionId)) throw new HandlerFailure('invalid-id')
  const owner = await store.get(keyOf(sessionId))
  if (owner === null || owner !== (await hash('owner', userId))) throw new HandlerFailure('session-not-found')
}
