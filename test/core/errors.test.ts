import { describe, expect, test } from 'vitest'
import { callbackError } from '../../src/core/flow/answers.ts'
import {
  errorCodes,
  isVerificationError,
  VerificationError,
  type VerificationErrorCode,
} from '../../src/core/errors.ts'

type Copy = typeof import('../../src/core/errors.ts')
/** The module once more, as a second copy of the package in one page would load it. */
async function secondCopy(): Promise<Copy> {
  const address = '../../src/core/errors.ts?copy'
  return (await import(/* @vite-ignore */ address)) as Copy
}

/** Codes for which trying the same again can help. */
const retryable: VerificationErrorCode[] = [
  'unauthorized',
  'network', 'timeout', 'server', 'rate-limited', 'host-callback', 'upload-refused', 'upload-expired', 'camera-denied',
  'camera-dismissed', 'camera-system', 'camera-missing', 'camera-busy', 'camera-unsuited', 'camera-black', 'camera-failed',
  'not-loaded',
]

describe('an error', () => {
  test('carries its code, and what a developer needs', () => {
    const cause = new Error('below')
    const error = new VerificationError('rate-limited', {
      message: 'idstep: too much',
      traceId: 't-1',
      retryAfterMs: 5,
      cause,
    })
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      name: 'VerificationError',
      code: 'rate-limited',
      message: 'idstep: too much',
      traceId: 't-1',
      retryAfterMs: 5,
    })
    expect(error.cause).toBe(cause)
    expect(error.stack).toContain('errors.test.ts')
  })

  test('says its code where nobody wrote a message', () => {
    expect(String(new VerificationError('file-heic'))).toBe('VerificationError: idstep: file-heic')
  })

  test('does not take its cause along when it is written down', () => {
    const written = JSON.stringify(
      new VerificationError('server', { cause: new Error('Quuxmarker'), fields: { firstName: 'required' } }),
    )
    expect(JSON.parse(written)).toMatchObject({ code: 'server', fields: { firstName: 'required' } })
    expect(written).not.toContain('Quuxmarker')
  })
})

test.each(Object.keys(errorCodes) as VerificationErrorCode[])('%s says whether trying again can help', (code) => {
  expect(new VerificationError(code).isRetryable).toBe(retryable.includes(code))
})

describe('the guard', () => {
  test('knows an error of another copy of the package, where instanceof does not', async () => {
    const other = await secondCopy()
    expect(other.VerificationError).not.toBe(VerificationError)
    const error: unknown = new other.VerificationError('network')
    expect(error).not.toBeInstanceOf(VerificationError)
    expect(isVerificationError(error)).toBe(true)
    expect(callbackError('createSession', error)).toBe(error)
    expect(other.isVerificationError(new VerificationError('network'))).toBe(true)
  })

  test.each([
    null,
    undefined,
    'network',
    7,
    {},
    new Error('network'),
    { name: 'VerificationError', code: 'network' },
    VerificationError,
  ])('does not take %s for one', (value) => expect(isVerificationError(value)).toBe(false))
})
