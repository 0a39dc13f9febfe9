import * as z from 'zod/mini'
import type { UploadTarget } from './session.ts'

const policySchema = z.object({ expiration: z.string() })

/**
 * When an upload target dies, in milliseconds since the epoch, read from its policy (base64 JSON, NOTUS.md,
 * Presigned POST); `null` where there is no readable policy, and then only the storage service can tell.
 */
export function expiryOf(target: UploadTarget): number | null {
  const encoded = target.fields.Policy ?? target.fields.policy
  if (encoded === undefined) return null
  try {
    const { expiration } = z.parse(policySchema, JSON.parse(atob(encoded)))
    const at = Date.parse(expiration)
    return Number.isNaN(at) ? null : at
  } catch {
    return null
  }
}

const usualLifeMs = 600_000
const longestLifeMs = 86_400_000

/**
 * How long an upload target lives from when it was made, in milliseconds: from the date of its signature to the end of
 * its policy. Both are the storage service's time, so that a device whose clock is wrong neither gives up a live target
 * nor keeps a dead one. Ten minutes (NOTUS.md, Presigned POST) where they do not say.
 */
export function lifeOf(target: UploadTarget): number {
  const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(target.fields['X-Amz-Date'] ?? '') ?? []
  const signedAtMs = Date.parse(`${day?.replace(/(..)(..)$/, '-$1-$2')}T${time?.replace(/(..)(..)$/, ':$1:$2')}Z`)
  const lifeMs = (expiryOf(target) ?? NaN) - signedAtMs
  return lifeMs > 0 && lifeMs <= longestLifeMs ? lifeMs : usualLifeMs
}

/** Whether an address may receive a document: https, or this very machine while developing. */
export function isSecureUploadUrl(address: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (url.protocol === 'https:') return true
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'http:' && isLoopback
}
