import type { PostForm } from './multipart.ts'
import { accessKeyId, algorithm, region, signPolicy, type Policy, type PolicyCondition } from './policy.ts'
import { missingField, Refusal } from './refusal.ts'

const signatureFields = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature', 'Policy'] as const
/** Form fields that no condition has to name (Amazon S3, POST policy). */
const freeFields = new Set(['policy', 'x-amz-signature'])

/**
 * Checks a form against its own policy, in the order in which S3 answers: the fields that are needed, the signature
 * over the policy as it was sent, its expiry, its conditions, fields that no condition names, and the size.
 * @param nowMs milliseconds since the epoch
 * @returns the key that the file gets
 * @throws Refusal with S3's code and words
 */
export async function checkPost({ fields, file }: PostForm, nowMs: number): Promise<string> {
  const values = new Map<string, string>()
  for (const [name, value] of fields) {
    const known = values.get(name.toLowerCase())
    values.set(name.toLowerCase(), known === undefined ? value : `${known},${value}`)
  }
  const key = values.get('key')
  if (!key) throw missingField('key')
  const policy = await readSignedPolicy(values)

  if (nowMs >= Date.parse(policy.expiration)) throw denied('Policy expired.')
  for (const condition of policy.conditions) checkCondition(condition, values)
  const exact = policy.conditions.filter((condition) => !isSizeRange(condition))
  const named = new Set(exact.flatMap((condition) => Object.keys(condition)).map((name) => name.toLowerCase()))
  for (const [name] of fields) {
    const lower = name.toLowerCase()
    if (named.has(lower) || freeFields.has(lower) || lower.startsWith('x-ignore-')) continue
    throw denied(`Extra input fields: ${name}`)
  }
  for (const condition of policy.conditions) checkSize(condition, file.length)
  return key
}

async function readSignedPolicy(values: ReadonlyMap<string, string>): Promise<Policy> {
  // A policy without any signature is an anonymous request, and the bucket is private
  if (!signatureFields.some((name) => name !== 'Policy' && values.has(name.toLowerCase()))) {
    throw new Refusal('AccessDenied', 'Access Denied')
  }
  const [method, credential, date, signature, encodedPolicy] = signatureFields.map((name) => {
    const value = values.get(name.toLowerCase())
    if (!value) throw missingField(name)
    return value
  }) as [string, string, string, string, string]

  if (method !== algorithm) throw invalid('X-Amz-Algorithm', method, `X-Amz-Algorithm only supports "${algorithm}"`)
  if (!/^\d{8}T\d{6}Z$/.test(date)) {
    throw invalid('X-Amz-Date', date, 'X-Amz-Date must be formated via ISO8601 Long format')
  }
  const day = checkCredential(credential)
  if (signature !== (await signPolicy(encodedPolicy, day))) {
    const message = 'The request signature we calculated does not match the signature you provided.'
    throw new Refusal('SignatureDoesNotMatch', `${message} Check your key and signing method.`, {
      AWSAccessKeyId: accessKeyId,
      StringToSign: encodedPolicy,
      SignatureProvided: signature,
    })
  }
  return JSON.parse(atob(encodedPolicy)) as Policy
}

function checkCredential(credential: string): string {
  const [, keyId, day, place] = /^([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request$/.exec(credential) ?? []
  if (keyId === undefined || day === undefined) {
    const expected = '<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request'
    throw invalid('X-Amz-Credential', credential, `the Credential is mal-formed; expecting "${expected}".`)
  }
  if (keyId !== accessKeyId) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.'
    throw new Refusal('InvalidAccessKeyId', message, { AWSAccessKeyId: keyId })
  }
  if (place !== region) {
    throw invalid('X-Amz-Credential', credential, `the region '${place}' is wrong; expecting '${region}'`)
  }
  return day
}

function isSizeRange(condition: PolicyCondition): condition is readonly ['content-length-range', number, number] {
  return Array.isArray(condition)
}

function checkCondition(condition: PolicyCondition, values: ReadonlyMap<string, string>): void {
  if (isSizeRange(condition)) return
  for (const [name, value] of Object.entries(condition)) {
    if (values.get(name.toLowerCase()) === value) continue
    throw denied(`Policy Condition failed: ["eq", "$${name}", "${value}"]`)
  }
}

function checkSize(condition: PolicyCondition, sizeBytes: number): void {
  if (!isSizeRange(condition)) return
  const [, , largest] = condition
  if (sizeBytes <= largest) return
  const sizes = { ProposedSize: String(sizeBytes), MaxSizeAllowed: String(largest) }
  throw new Refusal('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', sizes)
}

const denied = (reason: string) => new Refusal('AccessDenied', `Invalid according to Policy: ${reason}`)

const invalid = (name: string, value: string, message: string) =>
  new Refusal('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value })
