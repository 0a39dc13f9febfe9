import { createHash, randomUUID } from 'node:crypto'

const name = 'larch_user'

/**
 * Who sends a request, by the demo's cookie; `null` for anyone else. A real bank looks up its own session here.
 * @param {string | null | undefined} cookies the request's Cookie header
 * @returns {{ userId: string } | null}
 */
export function userOf(cookies) {
  const value = new RegExp(`(?:^|;\\s*)${name}=([0-9a-f-]{36})(?:;|$)`).exec(cookies ?? '')?.[1]
  return value ? { userId: value } : null
}

/**
 * A new user with the cookie that makes a visitor one: scripts cannot read it, other sites cannot post with it.
 * @returns {{ userId: string, cookie: string }}
 */
export function newUser() {
  const userId = randomUUID()
  return { userId, cookie: `${name}=${userId}; Path=/; HttpOnly; SameSite=Lax` }
}

/**
 * What the page may know a user by: it tells two of them apart, and signs nobody in.
 * @param {string} userId
 */
export function customerNumber(userId) {
  return createHash('sha256').update(userId).digest('hex').slice(0, 16)
}
