import type { Answer, Body, FormEntry } from './form.ts'
import type { Signed } from './services.ts'

/** One POST that both services must judge alike. */
export interface PostCase {
  readonly name: string
  readonly signed?: Signed
  /** @default 1000 bytes */
  readonly sizeBytes?: number
  /** Changes the form after it was signed. */
  readonly change?: (entries: readonly FormEntry[]) => readonly FormEntry[]
  /** Changes what the form has become. */
  readonly rewrite?: (body: Body) => Body
  /** Sent in chunks, without a length. */
  readonly isStreamed?: boolean
  /** What the gateway answers. */
  readonly gateway: Answer
  /** What Amazon answers, where that is something else; the sandbox then follows Amazon. */
  readonly amazon?: Answer
}

const stored: Answer = [204]
const denied: Answer = [403, 'AccessDenied']
const invalid: Answer = [400, 'InvalidArgument']
const badPolicy: Answer = [400, 'InvalidPolicyDocument']
const badSignature: Answer = [403, 'SignatureDoesNotMatch']

const range = { conditions: [['content-length-range', 10, 1000]] } satisfies Signed
const ofImages = { conditions: [['starts-with', '$Content-Type', 'image/']] } satisfies Signed
const withType = { fields: { 'Content-Type': 'image/jpeg' } } satisfies Signed
const endingAt = (expiration: string): Signed['policy'] => (policy) => ({ ...policy, expiration })
const elsewhere = 'elsewhere/1'

type Change = NonNullable<PostCase['change']>
const set = (name: string, value: string): Change => (entries) =>
  entries.map((entry) => (entry[0] === name ? [name, value] : entry))
const without = (...names: string[]): Change => (entries) => entries.filter(([name]) => !names.includes(name))
const only = (...names: string[]): Change => (entries) => entries.filter(([name]) => names.includes(name))
const first = (name: string, value: string): Change => (entries) => [[name, value], ...entries]
const last = (name: string): Change => (entries) => [...without(name)(entries), ...only(name)(entries)]
const signatureNames = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature']

/** Gives the policy another end, in ninety years, under the old signature. */
const prolong: Change = (entries) =>
  entries.map(([name, value]) => {
    if (name !== 'Policy') return [name, value]
    return [name, btoa(atob(String(value)).replace(/"expiration":"20/, '"expiration":"21'))]
  })

/** The POSTs that a policy allows. */
export const allowed: readonly PostCase[] = [
  { name: 'what the vendor signs', gateway: stored },
  { name: 'an empty file where that is allowed', sizeBytes: 0, gateway: stored },
  { name: 'the largest file of the vendor', sizeBytes: 26_214_400, gateway: stored },
  { name: 'the smallest file', signed: range, sizeBytes: 10, gateway: stored },
  { name: 'the largest file', signed: range, sizeBytes: 1000, gateway: stored },
  { name: 'an ignored field', change: first('x-ignore-me', '1'), gateway: stored },
  { name: 'fields after the file', change: (entries) => [...entries, ['submit', 'Send']], gateway: stored },
  {
    name: 'names in small letters',
    change: (entries) => entries.map(([name, value]) => [name.toLowerCase(), value]),
    gateway: stored,
  },
  { name: 'a type that was signed', signed: withType, gateway: stored },
  { name: 'a type of the signed kind', signed: ofImages, change: first('Content-Type', 'image/png'), gateway: stored },
  {
    name: 'a key below the signed prefix',
    signed: { isPrefix: true }, change: set('key', 'documents/other'),
    gateway: stored,
  },
  {
    name: 'a policy that ends in a fraction of a second',
    signed: { policy: endingAt('2099-01-01T00:00:00.500Z') },
    gateway: stored,
  },
]

/** The POSTs that the gateway refuses. */
export const refused: readonly PostCase[] = [
  { name: 'an expired policy', signed: { secondsAgo: 601 }, gateway: denied },
  { name: 'one byte too many', signed: range, sizeBytes: 1001, gateway: [400, 'EntityTooLarge'] },
  { name: 'one byte more than the vendor takes', sizeBytes: 26_214_401, gateway: [400, 'EntityTooLarge'] },
  { name: 'one byte too few', signed: range, sizeBytes: 9, gateway: [400, 'EntityTooSmall'] },
  { name: 'no byte where some are needed', signed: range, sizeBytes: 0, gateway: [400, 'EntityTooSmall'] },
  {
    name: 'a signature by another secret',
    signed: { secretAccessKey: 'another' },
    gateway: denied, amazon: badSignature,
  },
  {
    name: 'a made-up signature',
    change: set('X-Amz-Signature', '0'.repeat(64)),
    gateway: denied, amazon: badSignature,
  },
  { name: 'a policy changed after it was signed', change: prolong, gateway: denied, amazon: badSignature },
  { name: 'a policy that is no base64', change: set('Policy', '!'), gateway: denied, amazon: badSignature },
  { name: 'another key', change: set('key', elsewhere), gateway: denied },
  {
    name: 'a key outside the signed prefix',
    signed: { isPrefix: true }, change: set('key', elsewhere),
    gateway: denied,
  },
  {
    name: 'a second key',
    change: (entries) => [...entries.slice(0, -1), ['key', elsewhere], ...entries.slice(-1)],
    gateway: denied,
  },
  { name: 'no key', change: without('key'), gateway: invalid },
  { name: 'an empty key', change: set('key', ''), gateway: invalid },
  { name: 'an extra field', change: first('x-amz-meta-a', '1'), gateway: denied },
  { name: 'an extra access rule', change: first('acl', 'public-read'), gateway: denied },
  { name: 'an extra wish for another answer', change: first('success_action_status', '201'), gateway: denied },
  { name: 'an extra type', change: first('Content-Type', 'image/jpeg'), gateway: denied },
  { name: 'another type than signed', signed: withType, change: set('Content-Type', 'text/html'), gateway: denied },
  { name: 'a type of another kind', signed: ofImages, change: first('Content-Type', 'text/html'), gateway: denied },
  { name: 'no type where one is needed', signed: ofImages, gateway: denied },
  {
    name: 'an unknown access key id',
    signed: { accessKeyId: 'NOBODY' },
    gateway: denied, amazon: [403, 'InvalidAccessKeyId'],
  },
  { name: 'nobody', change: only('key', 'file'), gateway: denied },
  { name: 'a policy without a signature of any kind', change: without(...signatureNames), gateway: invalid },
  { name: 'a policy without the signature', change: without('X-Amz-Signature'), gateway: invalid },
  { name: 'a policy without who signed', change: without('X-Amz-Credential'), gateway: invalid },
  { name: 'a policy without the date', change: without('X-Amz-Date'), gateway: invalid },
  { name: 'another date', change: set('X-Amz-Date', '20200101T000000Z'), gateway: denied },
  { name: 'another algorithm', change: set('X-Amz-Algorithm', 'AWS4-HMAC-SHA1'), gateway: invalid },
  { name: 'a signature without its policy', change: without('Policy'), gateway: denied, amazon: invalid },
  { name: 'an unknown bucket', signed: { bucket: 'nobody-has-it' }, gateway: [404, 'NoSuchBucket'] },
  { name: 'the file before the fields', change: (entries) => [...entries].reverse(), gateway: invalid },
  { name: 'the key after the file', change: last('key'), gateway: invalid },
  { name: 'the signature after the file', change: last('X-Amz-Signature'), gateway: invalid },
  { name: 'the policy after the file', change: last('Policy'), gateway: denied, amazon: invalid },
  { name: 'a policy that is no JSON', signed: { policy: () => 'hello' }, gateway: invalid, amazon: badPolicy },
  { name: 'a policy that is nothing', signed: { policy: () => 'null' }, gateway: invalid, amazon: badPolicy },
  {
    name: 'a policy without an end',
    signed: { policy: ({ conditions }) => ({ conditions }) },
    gateway: invalid, amazon: badPolicy,
  },
  {
    name: 'a policy that ends at no date',
    signed: { policy: endingAt('tomorrow') },
    gateway: invalid, amazon: badPolicy,
  },
  {
    name: 'a policy without conditions',
    signed: { policy: ({ expiration }) => ({ expiration }) },
    gateway: invalid, amazon: badPolicy,
  },
  {
    name: 'a policy with no condition in it',
    signed: { policy: (policy) => ({ ...policy, conditions: [] }) },
    gateway: denied,
  },
  {
    name: 'a condition of an unknown kind',
    signed: { conditions: [['ends-with', '$key', '1']] },
    gateway: invalid, amazon: badPolicy,
  },
  { name: 'a condition cut short', signed: { conditions: [['eq', '$key']] }, gateway: invalid, amazon: badPolicy },
  { name: 'two conditions that exclude each other', signed: { conditions: [{ key: elsewhere }] }, gateway: denied },
  { name: 'a body in chunks', isStreamed: true, gateway: [411, 'MissingContentLength'] },
  {
    name: 'a boundary that is not in the body',
    rewrite: ({ bytes }) => ({ bytes, type: 'multipart/form-data; boundary=x' }),
    gateway: invalid, amazon: [400, 'MalformedPOSTRequest'],
  },
  {
    name: 'a type without a boundary',
    rewrite: ({ bytes }) => ({ bytes, type: 'multipart/form-data' }),
    gateway: invalid, amazon: [400, 'MalformedPOSTRequest'],
  },
  {
    name: 'an empty body',
    rewrite: ({ type }) => ({ bytes: new Uint8Array(), type }),
    gateway: invalid, amazon: [400, 'MalformedPOSTRequest'],
  },
  {
    name: 'no form',
    rewrite: ({ bytes }) => ({ bytes, type: 'text/plain' }),
    gateway: invalid, amazon: [412, 'PreconditionFailed'],
  },
]

/** The POSTs that Amazon refuses, and the sandbox, and that the gateway is too lenient with. */
export const tooLenient: readonly PostCase[] = [
  { name: 'no file', change: without('file'), gateway: stored, amazon: invalid },
  {
    name: 'a second file',
    change: (entries) => [...entries, ['file', new Blob(['b'])]],
    gateway: stored, amazon: invalid,
  },
  { name: 'another bucket in the form', change: set('bucket', 'other'), gateway: stored, amazon: denied },
  {
    name: 'too much before the file',
    change: first('x-ignore-me', '1'.repeat(21_000)),
    gateway: stored, amazon: [400, 'MaxPostPreDataLengthExceeded'],
  },
  {
    name: 'a body cut off',
    rewrite: ({ bytes, type }) => ({ bytes: bytes.slice(0, -9), type }),
    gateway: stored, amazon: [400, 'MalformedPOSTRequest'],
  },
]
