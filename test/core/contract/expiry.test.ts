import { describe, expect, test } from 'vitest'
import { expiryOf, isSecureUploadUrl, lifeOf } from '../../../src/core/contract/expiry.ts'
import { policyUntil, target } from '../samples.ts'

const withFields = (fields: Record<string, string>) => ({ url: 'https://s3.example.test/b', fields })

describe('the end of an upload target', () => {
  test('is read from its policy', () => {
    const at = Date.UTC(2026, 2, 10, 12, 10)
    expect(expiryOf(target('front', at))).toBe(at)
    expect(expiryOf(withFields({ policy: policyUntil(at) }))).toBe(at)
    expect(expiryOf(withFields({ Policy: btoa('{"expiration":"2026-03-10T12:10:00Z"}') }))).toBe(at)
  })

  test.each([
    ['no base64', '%%%'],
    ['no JSON', btoa('expires soon')],
    ['no object', btoa('"2026-03-10T12:10:00Z"')],
    ['null', btoa('null')],
    ['no expiration', btoa('{"conditions":[]}')],
    ['no text', btoa('{"expiration":1773144600}')],
    ['no date', btoa('{"expiration":"soon"}')],
    ['empty', ''],
  ])('is not known where the policy is %s', (_, policy) => expect(expiryOf(withFields({ Policy: policy }))).toBeNull())

  test('is not known where there is no policy', () => expect(expiryOf(withFields({ key: 'k' }))).toBeNull())
})

describe('the life of an upload target', () => {
  const at = Date.UTC(2026, 2, 10, 12)
  const signed = (date: string, expiresAtMs: number) => withFields({ 'X-Amz-Date': date, Policy: policyUntil(expiresAtMs) })

  test.each([600_000, 900_000, 1, 86_400_000])('is from its signature to the end of its policy: %i ms', (lifeMs) => {
    expect(lifeOf(signed('20260310T120000Z', at + lifeMs))).toBe(lifeMs)
  })

  test('counts in seconds, minutes and days alike', () => {
    expect(lifeOf(signed('20251231T235958Z', Date.UTC(2026, 0, 1, 0, 1, 3)))).toBe(65_000)
  })

  test.each([
    ['there is no date', withFields({ Policy: policyUntil(at) })],
    ['there is no policy', withFields({ 'X-Amz-Date': '20260310T120000Z' })],
    ['the date is none', signed('yesterday', at)],
    ['the date is written otherwise', signed('2026-03-10T12:00:00Z', at + 5)],
    ['there is more than the date', signed('20260310T120000Z20260310T120000Z', at + 5)],
    ['the date does not exist', signed('20261310T120000Z', at + 5)],
    ['it would be over before it began', signed('20260310T120000Z', at)],
    ['it would be longer than a day', signed('20260310T120000Z', at + 86_400_001)],
  ])('is ten minutes where %s', (_, unclear) => expect(lifeOf(unclear)).toBe(600_000))
})

describe('an address for uploads', () => {
  test.each([
    'https://s3.us-east-1.amazonaws.com/bucket',
    'HTTPS://S3.example.test',
    'https://10.0.0.1:9000/b',
    'http://localhost:4000/s3/b',
    'http://LOCALHOST/',
    'http://app.localhost:4000',
    'http://127.0.0.1:4000',
    'http://127.8.9.10',
    'http://127.1',
    'http://[::1]:4000',
  ])('%s is secure', (address) => expect(isSecureUploadUrl(address)).toBe(true))

  test.each([
    'http://s3.us-east-1.amazonaws.com/bucket',
    'http://localhost.evil.test/',
    'http://127.0.0.1.evil.test/',
    'http://evil.test/localhost',
    'http://evil.test#localhost',
    'http://localhost@evil.test/',
    'http://notlocalhost/',
    'http://128.0.0.1/',
    'http://192.168.0.2/',
    'http://0.0.0.0/',
    'http://[::2]/',
    'ftp://localhost/',
    'ws://localhost/',
    'javascript:alert(1)',
    'data:text/plain,x',
    'blob:https://example.test/1',
    'file:///etc/hosts',
    '/upload',
    '//s3.example.test/b',
    's3.example.test',
    'https://',
    '',
  ])('%j is not', (address) => expect(isSecureUploadUrl(address)).toBe(false))
})
