import * as z from 'zod/mini'
import { describe, expect, test } from 'vitest'
import { answerError, callbackError, checkAnswer } from '../../../src/core/flow/answers.ts'
import { VerificationError } from '../../../src/core/errors.ts'
import { outcomeOf } from '../../../src/core/flow/outcome.ts'

describe('an answer', () => {
  const schema = z.object({ session: z.object({ id: z.string() }) })

  test('of the right shape comes through', () => {
    expect(checkAnswer('getSession', schema, { session: { id: 'a' } })).toEqual({ session: { id: 'a' } })
  })

  test('of another shape is an error that says what to do and which field, never its value', () => {
    const error = answerError('getSession', 'session.id')
    expect(() => checkAnswer('getSession', schema, { session: { id: 4711 } })).toThrow(error)
    expect(error).toMatchObject({ code: 'host-answer', fields: { 'session.id': 'refused' } })
    expect(error.message).toBe(
      'idstep: getSession resolved to something of another shape: session.id is missing or wrong. ' +
        'Resolve to the vendor\'s answer as it came.',
    )
  })
})

describe('what a callback throws', () => {
  test('passes through where it is ours', () => {
    const error = new VerificationError('unauthorized')
    expect(callbackError('createSession', error)).toBe(error)
  })

  test('is refused fields where it has the shape of the vendor, with its trace id', () => {
    const thrown = Object.assign(new Error('Bad request'), {
      id: 'BAD_REQUEST',
      traceId: 't-9',
      errors: [{ path: ['birthDate'], message: 'Quuxmarker' }, { path: ['address', 0] }, { path: [] }],
    })
    const error = callbackError('createSession', thrown)
    expect(error).toMatchObject({ code: 'invalid-fields', traceId: 't-9' })
    expect(error.fields).toEqual({ birthDate: 'refused', address: 'refused', request: 'refused' })
    expect(error.cause).toBe(thrown)
    expect(JSON.stringify([error, error.message])).not.toContain('Quuxmarker')
  })

  test.each([
    'boom', undefined, null, 0, new TypeError('Failed to fetch'), { message: 'Invalid Api key.', id: 'HTTP_EXCEPTION' },
    { errors: [] }, { errors: 'all' }, new AggregateError([new Error('a')]), new DOMException('gone', 'AbortError'),
  ])('is the host’s own otherwise, with its cause kept: %s', (thrown) => {
    const error = callbackError('getSession', thrown)
    expect(error.code).toBe('host-callback')
    expect(error.cause).toBe(thrown)
    expect(error.message).toMatch(/^idstep: getSession threw/)
  })
})

describe('the outcome of a session', () => {
  test('exists for three of the statuses that are known', () => {
    const outcomes = ['PENDING', 'VERIFYING', 'COMPLETED', 'FAILED', 'EXPIRED'].map((status) => outcomeOf({ id: 's', status, individualId: 'i' })?.status ?? null)
    expect(outcomes).toEqual([null, null, 'approved', 'declined', 'expired'])
  })

  test('names the individual that was made, and does not pass for one without', () => {
    expect(outcomeOf({ id: 's', status: 'COMPLETED', individualId: 'i' })).toEqual({
      status: 'approved',
      sessionId: 's',
      individualId: 'i',
    })
    for (const individualId of [null, undefined, '']) {
      const nameless = () => outcomeOf({ id: 's', status: 'COMPLETED', individualId })
      expect(nameless).toThrow(expect.objectContaining({ code: 'host-answer', fields: { 'session.individualId': 'refused' } }))
    }
  })

  test.each(['', 'completed', 'APPROVED', 'toString'])(
    'does not exist for a status that nobody knows: %j',
    (status) => {
      expect(outcomeOf({ id: 's', status })).toBeNull()
    },
  )
})
