import { describe, expect, it } from 'vitest'
import type { UploadTarget } from '../../src/core/contract/session.ts'
import { maxFileBytes } from '../../src/core/documents.ts'
import { expiryOf } from '../../src/core/contract/expiry.ts'
import { entriesOf, photo, send, setting, startedAtMs, upload, type FormEntry } from './setting.ts'

async function prepare() {
  const all = setting()
  const { frontDocumentUpload } = await all.create()
  if (!frontDocumentUpload) throw new Error('no target')
  return { ...all, target: frontDocumentUpload, entries: entriesOf(frontDocumentUpload) }
}

const replaced = (entries: readonly FormEntry[], name: string, value: string): FormEntry[] =>
  entries.map((entry) => (entry[0] === name ? [name, value] : entry))
const without = (entries: readonly FormEntry[], ...names: string[]) => entries.filter(([name]) => !names.includes(name))
const moved = (entries: readonly FormEntry[], name: string) => [
  ...without(entries, name),
  ...entries.filter((entry) => entry[0] === name),
]
const policyOf = (target: UploadTarget) => JSON.parse(atob(target.fields.Policy ?? ''))

async function expectRefusal(response: Response, status: number, code: string, message = '') {
  const xml = await response.text()
  expect(response.headers.get('content-type')).toBe('application/xml')
  expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error>.*<\/Error>$/)
  expect([response.status, /<Code>(.*?)<\/Code>/.exec(xml)?.[1]]).toEqual([status, code])
  expect(/<Message>(.*?)<\/Message>/.exec(xml)?.[1]).toContain(message)
  return xml
}

describe('the upload target', () => {
  it('gives the fields in the order of the vendor', async () => {
    const { target } = await prepare()
    expect(Object.keys(target.fields)).toEqual([
      'bucket', 'X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'key', 'Policy', 'X-Amz-Signature',
    ])
    expect(target.url).toBe(`https://s3.sandbox.test/${target.fields.bucket}`)
    expect(target.fields.key).toMatch(/^documents\/[0-9a-f-]{36}$/)
    expect(target.fields['X-Amz-Date']).toBe('20260304T050607Z')
    expect(target.fields['X-Amz-Signature']).toMatch(/^[0-9a-f]{64}$/)
  })

  it('has a policy of ten minutes that names the size, the bucket, the key and the three X-Amz fields', async () => {
    const { target } = await prepare()
    const { bucket, key, ...rest } = target.fields
    expect(policyOf(target)).toEqual({
      expiration: '2026-03-04T05:16:07Z',
      conditions: [
        ['content-length-range', 0, 26_214_400],
        { bucket },
        { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256' },
        { 'X-Amz-Credential': rest['X-Amz-Credential'] },
        { 'X-Amz-Date': '20260304T050607Z' },
        { key },
      ],
    })
    expect(expiryOf(target)).toBe(Math.floor(startedAtMs / 1000) * 1000 + 600_000)
  })

  it('points to the public address, and a path in it is taken off again', async () => {
    const { sandbox, create } = setting({ publicUrl: 'http://127.0.0.1:4000/s3/' })
    const { frontDocumentUpload: target } = await create()
    expect(target?.url).toBe(`http://127.0.0.1:4000/s3/${target?.fields.bucket}`)
    expect((await upload(sandbox, target!)).status).toBe(204)
  })
})

describe('a POST that the policy allows', () => {
  it('is answered 204 without a body, and the bytes are kept as they were', async () => {
    const stored: unknown[] = []
    const { sandbox, create } = setting({ onStored: (object) => stored.push(object) })
    const { session, frontDocumentUpload: target } = await create()
    const response = await upload(sandbox, target!)
    expect([response.status, await response.text()]).toEqual([204, ''])
    const expected = [{ key: target!.fields.key, bytes: photo, sessionId: session.id, slot: 'front' }]
    expect(sandbox.objects()).toEqual(expected)
    expect(stored).toEqual(expected)
  })

  it('may be repeated until the policy expires, and the last one stays', async () => {
    const { sandbox, target, wait } = await prepare()
    await upload(sandbox, target)
    // The policy has whole seconds: it was signed 89 ms before the session was made
    wait(600_000 - 90)
    expect((await upload(sandbox, target, new Blob(['second']))).status).toBe(204)
    expect(sandbox.objects().map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['second'])
    wait(1)
    const message = 'Invalid according to Policy: Policy expired.'
    await expectRefusal(await upload(sandbox, target), 403, 'AccessDenied', message)
  })

  it('may hold fields to be ignored, an empty file, and a file of exactly the largest size', async () => {
    const { sandbox, target, entries } = await prepare()
    expect((await send(sandbox, target.url, [['x-ignore-me', '1'], ...entries])).status).toBe(204)
    expect((await upload(sandbox, target, new Blob([]))).status).toBe(204)
    expect((await upload(sandbox, target, new Blob([new Uint8Array(maxFileBytes)]))).status).toBe(204)
  })

  it('does not look at what stands after the file', async () => {
    const { sandbox, target, entries } = await prepare()
    expect((await send(sandbox, target.url, [...entries, ['Content-Type', 'image/jpeg']])).status).toBe(204)
  })
})

describe('a POST that S3 refuses', () => {
  type Change = (entries: FormEntry[], target: UploadTarget) => FormEntry[]
  const policyFailed = 'Invalid according to Policy: Policy Condition failed: '
  const orderHint = (name: string) => `Bucket POST must contain a field named '${name}'.  If it is specified, please`
  const cases: [name: string, status: number, code: string, message: string, change: Change][] = [
    ['a field more', 403, 'AccessDenied', 'Invalid according to Policy: Extra input fields: Content-Type',
      (entries) => [['Content-Type', 'image/jpeg'], ...entries]],
    ['a field more, named like a place in a condition', 403, 'AccessDenied', 'Extra input fields: 0',
      (entries) => [['0', 'x'], ...entries]],
    ['another key', 403, 'AccessDenied', `${policyFailed}["eq", "$key", "documents/`,
      (entries) => replaced(entries, 'key', 'documents/other')],
    ['the key twice', 403, 'AccessDenied', policyFailed, (entries) => [['key', 'documents/other'], ...entries]],
    ['another bucket field', 403, 'AccessDenied', `${policyFailed}["eq", "$bucket"`,
      (entries) => replaced(entries, 'bucket', 'other')],
    ['no bucket field', 403, 'AccessDenied', policyFailed, (entries) => without(entries, 'bucket')],
    ['another date', 403, 'AccessDenied', `${policyFailed}["eq", "$X-Amz-Date"`,
      (entries) => replaced(entries, 'X-Amz-Date', '20260304T050608Z')],
    ['a date in another form', 400, 'InvalidArgument', 'ISO8601',
      (entries) => replaced(entries, 'X-Amz-Date', '2026-03-04')],
    ['another algorithm', 400, 'InvalidArgument', 'X-Amz-Algorithm',
      (entries) => replaced(entries, 'X-Amz-Algorithm', 'AWS4-HMAC-SHA1')],
    ['a wrong signature', 403, 'SignatureDoesNotMatch', 'does not match',
      (entries) => replaced(entries, 'X-Amz-Signature', '0'.repeat(64))],
    ['a policy that was changed', 403, 'SignatureDoesNotMatch', 'does not match', (entries, target) =>
      replaced(entries, 'Policy', btoa(JSON.stringify({ ...policyOf(target), expiration: '2999-01-01T00:00:00Z' })))],
    ['a credential of another day', 403, 'SignatureDoesNotMatch', 'does not match', (entries, { fields }) =>
      replaced(entries, 'X-Amz-Credential', fields['X-Amz-Credential']!.replace('20260304', '20260305'))],
    ['an unknown access key', 403, 'InvalidAccessKeyId', 'does not exist in our records', (entries, { fields }) =>
      replaced(entries, 'X-Amz-Credential', `OTHER/${fields['X-Amz-Credential']!.split('/').slice(1).join('/')}`)],
    ['another region', 400, 'InvalidArgument', "the region 'sa-east-1' is wrong", (entries, { fields }) =>
      replaced(entries, 'X-Amz-Credential', fields['X-Amz-Credential']!.replace('us-east-1', 'sa-east-1'))],
    ['a credential that is none', 400, 'InvalidArgument', 'mal-formed',
      (entries) => replaced(entries, 'X-Amz-Credential', 'me')],
    ['no key', 400, 'InvalidArgument', orderHint('key'), (entries) => without(entries, 'key')],
    ['no policy', 400, 'InvalidArgument', orderHint('Policy'), (entries) => without(entries, 'Policy')],
    ['no signature', 400, 'InvalidArgument', orderHint('X-Amz-Signature'),
      (entries) => without(entries, 'X-Amz-Signature')],
    ['neither algorithm nor credential', 400, 'InvalidArgument', orderHint('X-Amz-Algorithm'),
      (entries) => without(entries, 'X-Amz-Algorithm', 'X-Amz-Credential')],
    ['nothing but a key, from an unknown sender', 403, 'AccessDenied', 'Access Denied',
      (entries) => entries.filter(([name]) => ['key', 'file'].includes(name))],
    ['a key and no policy', 403, 'AccessDenied', 'Access Denied',
      (entries) => entries.filter(([name]) => ['key', 'file'].includes(name))],
    ['a key and a policy without any signature', 400, 'InvalidArgument', orderHint('AWSAccessKeyId'),
      (entries) => entries.filter(([name]) => ['key', 'Policy', 'file'].includes(name))],
    ['the signature after the file', 400, 'InvalidArgument', orderHint('X-Amz-Signature'),
      (entries) => moved(entries, 'X-Amz-Signature')],
    ['the bucket after the file', 403, 'AccessDenied', policyFailed, (entries) => moved(entries, 'bucket')],
    ['the file first', 400, 'InvalidArgument', orderHint('key'), (entries) => [...entries].reverse()],
    ['no file', 400, 'InvalidArgument', 'POST requires exactly one file upload per request.',
      (entries) => without(entries, 'file')],
    ['two files', 400, 'InvalidArgument', 'POST requires exactly one file upload per request.',
      (entries) => [...entries, ['file', new Blob([photo])]]],
    ['a file under another name', 400, 'InvalidArgument', 'POST requires exactly one file upload',
      (entries) => [...without(entries, 'file'), ['photo', new Blob([photo])]]],
    ['more than 20 kB before the file', 400, 'MaxPostPreDataLengthExceeded', 'preceeding the upload file',
      (entries) => [['x-ignore-me', 'x'.repeat(20_480)], ...entries]],
    ['a file of one byte too many', 400, 'EntityTooLarge', 'exceeds the maximum allowed size',
      (_, target) => entriesOf(target, new Blob([new Uint8Array(maxFileBytes + 1)]))],
  ]

  it.each(cases)('refuses %s with %i %s', async (_name, status, code, message, change) => {
    const { sandbox, target, entries } = await prepare()
    await expectRefusal(await send(sandbox, target.url, change(entries, target)), status, code, message)
    expect(sandbox.objects()).toEqual([])
  })

  it('refuses the key of another session under a good signature', async () => {
    const { sandbox, create, target, entries } = await prepare()
    const other = await create()
    const key = other.frontDocumentUpload!.fields.key!
    await expectRefusal(await send(sandbox, target.url, replaced(entries, 'key', key)), 403, 'AccessDenied')
  })

  it('says which field, and how large, in elements of their own', async () => {
    const { sandbox, target, entries } = await prepare()
    const missing = await (await send(sandbox, target.url, without(entries, 'key'))).text()
    expect(missing).toContain('<ArgumentName>key</ArgumentName><ArgumentValue></ArgumentValue>')
    const large = await (await upload(sandbox, target, new Blob([new Uint8Array(maxFileBytes + 1)]))).text()
    expect(large).toContain('<ProposedSize>26214401</ProposedSize><MaxSizeAllowed>26214400</MaxSizeAllowed>')
  })

  it('escapes what it repeats', async () => {
    const { sandbox, target, entries } = await prepare()
    const xml = await expectRefusal(await send(sandbox, target.url, [['<a&b>', '1'], ...entries]), 403, 'AccessDenied')
    expect(xml).toContain('Extra input fields: &lt;a&amp;b&gt;')
  })

  it('knows one bucket', async () => {
    const { sandbox, entries } = await prepare()
    await expectRefusal(await send(sandbox, 'https://s3.sandbox.test/other', entries), 404, 'NoSuchBucket')
    await expectRefusal(await send(sandbox, 'https://s3.sandbox.test/', entries), 404, 'NoSuchBucket')
  })

  it('takes multipart forms only, and whole ones', async () => {
    const { sandbox, target } = await prepare()
    const post = (contentType: string, body: string) =>
      sandbox.fetch(target.url, { method: 'POST', headers: { 'content-type': contentType }, body })
    await expectRefusal(await post('application/x-www-form-urlencoded', 'key=1'), 412, 'PreconditionFailed')
    await expectRefusal(await post('multipart/form-data', ''), 400, 'MalformedPOSTRequest')
    const part = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nx'
    for (const body of ['', 'x', '--b', '--b--', part, `${part}\r\n--b`, '--b\r\n\r\n\r\n--b--']) {
      const response = await post('multipart/form-data; boundary=b', body)
      expect([body, response.status]).toEqual([body, 400])
    }
    await expectRefusal(await post('multipart/form-data; boundary=b', part), 400, 'MalformedPOSTRequest')
    const whole = await post('multipart/form-data; boundary="b"', `${part}\r\n--b--\r\n`)
    await expectRefusal(whole, 400, 'InvalidArgument', 'key')
  })

  it('neither shows files nor takes them in another way', async () => {
    const { sandbox, target } = await prepare()
    await upload(sandbox, target)
    await expectRefusal(await sandbox.fetch(`${target.url}/${target.fields.key}`), 403, 'AccessDenied')
    await expectRefusal(await sandbox.fetch(target.url, { method: 'PUT', body: 'x' }), 405, 'MethodNotAllowed')
    await expectRefusal(await send(sandbox, `${target.url}/deeper`, entriesOf(target)), 405, 'MethodNotAllowed')
  })
})

describe('a browser on another origin', () => {
  const origin = 'https://host.example'
  const preflight = async (headers: Record<string, string>) => {
    const { sandbox, target } = await prepare()
    return sandbox.fetch(target.url, { method: 'OPTIONS', headers })
  }

  it('may POST, and may read the answer, good or bad', async () => {
    const allowed = await preflight({ origin, 'access-control-request-method': 'POST' })
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
    const { sandbox, target, entries } = await prepare()
    for (const form of [entries, without(entries, 'key')]) {
      const response = await send(sandbox, target.url, form, { headers: { origin } })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  it('may not set headers, use another method, or ask without an origin', async () => {
    const post = { 'access-control-request-method': 'POST' }
    const headers = await preflight({ origin, ...post, 'access-control-request-headers': 'content-type' })
    await expectRefusal(headers, 403, 'AccessForbidden')
    await expectRefusal(await preflight({ origin, 'access-control-request-method': 'PUT' }), 403, 'AccessForbidden')
    await expectRefusal(await preflight(post), 400, 'BadRequest')
  })

  it('may not send from an origin that the bucket does not know', async () => {
    const known = 'https://shop.example'
    const { sandbox, create } = setting({ allowedOrigins: [known] })
    const { frontDocumentUpload: target } = await create()
    const ask = (from: string) => {
      const headers = { origin: from, 'access-control-request-method': 'POST' }
      return sandbox.fetch(target!.url, { method: 'OPTIONS', headers })
    }
    expect((await ask(known)).headers.get('access-control-allow-origin')).toBe(known)
    await expectRefusal(await ask(origin), 403, 'AccessForbidden')
    const unread = await send(sandbox, target!.url, entriesOf(target!), { headers: { origin } })
    expect([unread.status, unread.headers.get('access-control-allow-origin')]).toEqual([204, null])
  })
})
