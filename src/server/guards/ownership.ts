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

const rememberedOwners = 1_000
const owners = new Map<string, Promise<string>>()

/** A user as the store knows one: a hash of the host's own id. Kept for the last users, as each poll asks for it. */
export function ownerOf(userId: string): Promise<string> {
  const known = owners.get(userId)
  if (known) return known
  const owner = hash('owner', userId)
  owners.set(userId, owner)
  for (const oldest of owners.keys()) {
    if (owners.size <= rememberedOwners) break
    owners.delete(oldest)
  }
  return owner
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
