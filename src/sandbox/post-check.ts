import type { PostForm } from './multipart.ts'
import { checkFields, checkSize, denied, readPolicy, type Policy } from './policy-document.ts'
import { accessKeyId, algorithm, region, signPolicy } from './policy.ts'
import { missingField, Refusal } from './refusal.ts'

const signatureFields = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature', 'Policy'] as const

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
  checkFields(policy, fields, values)
  checkSize(policy, file.length)
  return key
}

async function readSignedPolicy(values: ReadonlyMap<string, string>): Promise<Policy> {
  const given = signatureFields.filter((name) => values.has(name.toLowerCase()))
  // Without any of them it is an anonymous request, and the bucket is private
  if (given.length === 0) throw new Refusal('AccessDenied', 'Access Denied')
  // A policy alone is taken for one with the older signature
  if (given.join() === 'Policy') throw missingField('AWSAccessKeyId')
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
  return readPolicy(encodedPolicy)
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

const invalid = (name: string, value: string, message: string) =>
  new Refusal('InvalidArgument', message, { ArgumentName: name, ArgumentValue: value })
