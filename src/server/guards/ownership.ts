import { HandlerFailure } from '../failures.ts'
import { hash } from '../hash.ts'
import type { Store } from '../store.ts'

/** How long a session's owner is remembered, in milliseconds; sessions end well within a day (NOTUS.md, Statuses). */
export const ownershipTtlMs = 24 * 60 * 60_000

/** Whether a string can be the id of a session; anything else is never put into a URL. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9-]{1,64}$/.test(id)
}

const keyOf = (sessionId: string) => `idstep:owner:${sessionId}`

/** A user as the store knows one: a hash of the host's own id. */
export function ownerOf(userId: string): Promise<string> {
  return hash('owner', userId)
}

/** Remembers whose session this is. */
export async function rememberOwner(store: Store, sessionId: string, owner: string): Promise<void> {
  await store.set(keyOf(sessionId), owner, ownershipTtlMs)
}

/**
 * Lets only the owner of a session pass; for anyone else it does not exist.
 * @throws HandlerFailure `invalid-id` or `session-not-found`
 */
export async function requireOwner(store: Store, sessionId: string, owner: string): Promise<void> {
  if (!isSessionId(sessionId)) throw new HandlerFailure('invalid-id')
  if ((await store.get(keyOf(sessionId))) !== owner) throw new HandlerFailure('session-not-found')
}
