import type { UploadTarget } from '../core/contract/session.ts'
import { maxFileBytes } from '../core/documents.ts'
import type { Policy } from './policy-document.ts'

/** The one bucket of the stand-in. */
export const bucket = 'idstep-sandbox-documents'
/** The region in every credential. */
export const region = 'us-east-1'
/** The signing method of every policy. */
export const algorithm = 'AWS4-HMAC-SHA256'
/** Who signs: made up, of no use anywhere else. */
export const accessKeyId = 'SANDBOXACCESSKEYID'
/** What it is signed with. */
export const secretAccessKey = 'made up, and of no use outside the sandbox'

/** How long a target lives after it was signed, in milliseconds (NOTUS.md, Presigned POST). */
export const targetLifetimeMs = 10 * 60_000

/** `2026-01-31T12:00:00Z`: S3's dates have no fractions of a second. */
const toIsoDate = (atMs: number) => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z')

/**
 * Makes a presigned POST for one key, with the fields in the vendor's order.
 * @param storageUrl where the bucket is reached, without a slash at the end
 * @param signedAtMs when it is signed, in milliseconds since the epoch; it dies {@link targetLifetimeMs} later
 */
export async function createTarget(storageUrl: string, key: string, signedAtMs: number): Promise<UploadTarget> {
  const date = toIsoDate(signedAtMs).replace(/[-:]/g, '')
  const day = date.slice(0, 8)
  const named = {
    bucket,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${accessKeyId}/${day}/${region}/s3/aws4_request`,
    'X-Amz-Date': date,
    key,
  }
  const policy: Policy = {
    expiration: toIsoDate(signedAtMs + targetLifetimeMs),
    conditions: [
      ['content-length-range', 0, maxFileBytes],
      ...Object.entries(named).map(([name, value]) => ({ [name]: value })),
    ],
  }
  const encoded = btoa(JSON.stringify(policy))
  return {
    url: `${storageUrl}/${bucket}`,
    fields: { ...named, Policy: encoded, 'X-Amz-Signature': await signPolicy(encoded, day) },
  }
}

/**
 * The signature of a policy, in hexadecimal: AWS Signature Version 4 over the encoded policy as it is sent.
 * @param day of the credential, as `YYYYMMDD`
 */
export async function signPolicy(encodedPolicy: string, day: string): Promise<string> {
  let key = encoder.encode(`AWS4${secretAccessKey}`)
  for (const part of [day, region, 's3', 'aws4_request', encodedPolicy]) key = await hmac(key, part)
  return Array.from(key, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const encoder = new TextEncoder()

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, encoder.encode(text)))
}
