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
