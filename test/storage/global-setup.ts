import { CreateBucketCommand } from '@aws-sdk/client-s3'
import type { TestProject } from 'vitest/node'
import { missingPrograms } from '../../scripts/services.mjs'
import { accessKeyId, bucket, secretAccessKey } from '../../src/sandbox/policy.ts'
import { gatewayClient } from './client.ts'
import { startGateway } from './gateway.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the S3 of this run is; `null` where it is not installed. */
    gateway: { url: string } | null
  }
}

/**
 * Starts one real S3 for all suites of the project, which knows the sandbox's key and bucket: what the sandbox signs
 * is good for both. Where it is not installed, that is said, and its suites are left out; in CI they fail.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const missing = missingPrograms('radosgw')
  if (missing.length > 0) {
    const result = process.env.CI ? 'FAILED' : 'SKIPPED'
    console.warn(`${result}: every suite against a real S3, as ${missing.join(', ')} cannot be found (see the README)`)
    project.provide('gateway', null)
    return undefined
  }
  const gateway = await startGateway({ accessKeyId, secretAccessKey })
  const client = gatewayClient(gateway.url)
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
  project.provide('gateway', { url: gateway.url })
  return gateway.close
}
