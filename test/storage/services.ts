import type { RequestListener } from 'node:http'
import { GetObjectCommand, NoSuchKey, PutBucketCorsCommand, S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post'
import { listen } from '../../examples/demo/server/listen.mjs'
import { storageListener } from '../../examples/demo/server/storage.mjs'
import type { UploadTarget } from '../../src/core/contract/session.ts'
import { maxFileBytes } from '../../src/core/documents.ts'
import { createSandbox, sandboxApiKey } from '../../src/sandbox/index.ts'
import { accessKeyId, bucket, region, secretAccessKey, signPolicy } from '../../src/sandbox/policy.ts'
import { base, passport } from '../sandbox/setting.ts'
import { gatewayClient } from './client.ts'

/** What is signed, where it is not what the vendor signs. */
export interface Signed {
  /** Beside bucket, key and the X-Amz fields. @default 0 to 26,214,400 bytes */
  readonly conditions?: readonly unknown[]
  /** Sent, and named by a condition each. */
  readonly fields?: Readonly<Record<string, string>>
  /** @default the one whom both services know */
  readonly accessKeyId?: string
  /** @default the right one */
  readonly secretAccessKey?: string
  /** How long ago it was signed, for ten minutes. @default 0 */
  readonly secondsAgo?: number
  /** @default the bucket that both services have */
  readonly bucket?: string
  /** For every key that begins with `documents/`. */
  readonly isPrefix?: boolean
  /** Writes another policy, to be signed instead. */
  readonly policy?: (policy: Policy) => unknown
}

interface Policy {
  readonly expiration: string
  readonly conditions: readonly unknown[]
}

/** A file that a service keeps. */
export interface Kept {
  readonly bytes: Uint8Array
  /** `undefined` where the service does not say. */
  readonly type: string | undefined
}

/** An S3, real or played, over HTTP. */
export interface StorageService {
  readonly name: string
  readonly url: string
  /** A key that nothing is kept under yet. */
  newKey(): Promise<string>
  /** What is kept under a key. */
  read(key: string): Promise<Kept | null>
  /** Lets only these origins' pages send. */
  allowOrigins(origins: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** The real one. */
export function gatewayService({ url }: { url: string }): StorageService {
  const client = gatewayClient(url)
  return {
    name: 'the gateway',
    url,
    newKey: async () => `documents/${crypto.randomUUID()}`,
    async read(key) {
      try {
        const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        return { bytes: await Body!.transformToByteArray(), type: ContentType }
      } catch (error) {
        if (error instanceof NoSuchKey) return null
        throw error
      }
    },
    async allowOrigins(origins) {
      const CORSRules = [{ AllowedOrigins: [...origins], AllowedMethods: ['POST'] }]
      await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }))
    },
    close: async () => client.destroy(),
  }
}

/** The sandbox behind a port, as the demo has it. */
export async function sandboxService(): Promise<StorageService> {
  const allowedOrigins: string[] = []
  let answer: RequestListener = () => undefined
  const door = await listen((incoming, outgoing) => answer(incoming, outgoing), 0)
  const sandbox = createSandbox({ publicUrl: door.url, allowedOrigins })
  answer = storageListener(sandbox)
  return {
    name: 'the sandbox',
    url: door.url,
    async newKey() {
      const headers = { 'content-type': 'application/json', 'x-api-key': sandboxApiKey }
      const response = await sandbox.fetch(base, { method: 'POST', headers, body: JSON.stringify(passport) })
      return (await response.json()).frontDocumentUpload.fields.key
    },
    async read(key) {
      const bytes = sandbox.objects().find((object) => object.key === key)?.bytes
      return bytes ? { bytes, type: undefined } : null
    },
    async allowOrigins(origins) {
      allowedOrigins.splice(0, allowedOrigins.length, ...origins)
    },
    close: () => door.close(),
  }
}

/**
 * Signs a POST as Amazon's own library does, path style; a policy that the library would not write is signed by hand.
 */
export async function sign(serviceUrl: string, key: string, signed: Signed = {}): Promise<UploadTarget> {
  const { conditions = [['content-length-range', 0, maxFileBytes]] } = signed
  const client = new S3Client({
    endpoint: serviceUrl,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey, ...pick(signed) },
    systemClockOffset: (signed.secondsAgo ?? 0) * -1000,
  })
  const { url, fields } = await createPresignedPost(client, {
    Bucket: signed.bucket ?? bucket,
    Key: signed.isPrefix ? 'documents/${filename}' : key,
    Conditions: conditions as PresignedPostOptions['Conditions'],
    Fields: { ...signed.fields },
    Expires: 600,
  })
  client.destroy()
  if (!signed.policy) return { url, fields: { ...fields, key } }
  const changed = signed.policy(JSON.parse(atob(fields.Policy ?? '')))
  const policy = btoa(typeof changed === 'string' ? changed : JSON.stringify(changed))
  const signature = await signPolicy(policy, (fields['X-Amz-Date'] ?? '').slice(0, 8))
  return { url, fields: { ...fields, key, Policy: policy, 'X-Amz-Signature': signature } }
}

/** What differs from the credentials that both services know. */
function pick({ accessKeyId, secretAccessKey }: Signed) {
  return { ...(accessKeyId && { accessKeyId }), ...(secretAccessKey && { secretAccessKey }) }
}
