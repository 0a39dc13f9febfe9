import { randomUUID } from 'node:crypto'

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

/** The cookie that makes a visitor a user: scripts cannot read it, other sites cannot post with it. */
export function newUserCookie() {
  return `${name}=${randomUUID()}; Path=/; HttpOnly; SameSite=Lax`
}
