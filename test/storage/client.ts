import { S3Client } from '@aws-sdk/client-s3'
import { accessKeyId, region, secretAccessKey } from '../../src/sandbox/policy.ts'

/** Asks the gateway as Amazon's own client does. */
export function gatewayClient(url: string): S3Client {
  return new S3Client({ endpoint: url, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } })
}
