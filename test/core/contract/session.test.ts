import type { ZodMiniType } from 'zod/mini'
import { describe, expect, test } from 'vitest'
import {
  createdSessionSchema, knownStatuses, readSessionSchema, sessionRequestSchema, uploadTargetSchema, vendorErrorSchema,
} from '../../../src/core/contract/session.ts'
import { created, request, session, target } from '../samples.ts'

/** The paths of what a schema refuses. */
function refusedPaths(schema: ZodMiniType, value: unknown): string[] {
  const parsed = schema.safeParse(value)
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'))
}

describe('the answer of a create', () => {
  test('is taken with all that the vendor adds to it', () => {
    const answer = { ...created(), somethingNew: [1] }
    const parsed = createdSessionSchema.parse(answer)
    expect(parsed.session.id).toBe(answer.session.id)
    expect(parsed.frontDocumentUpload).toEqual(answer.frontDocumentUpload)
  })

  test('may have null for a back that is not wanted, or nothing at all', () => {
    expect(createdSessionSchema.parse(created(target('front'), null)).backDocumentUpload).toBeNull()
    const { frontDocumentUpload, session: { id, status } } = created()
    expect(
      createdSessionSchema.parse({ session: { id, status }, frontDocumentUpload }).backDocumentUpload,
    ).toBeUndefined()
  })

  test('keeps the order of the fields of an upload target', () => {
    const fields = { z: '1', bucket: 'b', 'X-Amz-Date': 'd', a: '2', Policy: 'p' }
    expect(Object.keys(uploadTargetSchema.parse({ url: 'https://s3.example.test', fields }).fields)).toEqual(
      Object.keys(fields),
    )
  })

  test.each([
    [null, ''],
    ['<html>', ''],
    [{}, 'session'],
    [{ session: null }, 'session'],
    [{ session: { status: 'PENDING' } }, 'session.id'],
    [{ session: { id: '', status: 'PENDING' } }, 'session.id'],
    [{ session: { id: 12, status: 'PENDING' } }, 'session.id'],
    [{ session: { id: 'x' } }, 'session.status'],
    [{ session: { id: 'x', status: 'PENDING', individualId: 4 } }, 'session.individualId'],
    [{ ...created(), frontDocumentUpload: 'https://s3.example.test' }, 'frontDocumentUpload'],
    [{ ...created(), frontDocumentUpload: { fields: {} } }, 'frontDocumentUpload.url'],
    [{ ...created(), backDocumentUpload: { url: 'https://s3.example.test' } }, 'backDocumentUpload.fields'],
    [
      { ...created(), backDocumentUpload: { url: 'https://s3.example.test', fields: { key: 1 } } },
      'backDocumentUpload.fields.key',
    ],
  ])('is refused when it is nonsense, and the path says where: %j', (answer, path) => {
    expect(refusedPaths(createdSessionSchema, answer)).toContain(path)
  })
})

describe('the answer of a look', () => {
  test.each([...knownStatuses, 'PROCESSING', 'SOMETHING_NEW'])('is taken with status %s', (status) => {
    expect(readSessionSchema.parse(session(status)).session.status).toBe(status)
  })

  test('carries the individual once there is one', () => {
    expect(readSessionSchema.parse(session('COMPLETED', 'ind-1')).session.individualId).toBe('ind-1')
  })

  test('is refused without its envelope', () => {
    expect(refusedPaths(readSessionSchema, session('PENDING').session)).toEqual(['session'])
  })
})

describe('the request of a create', () => {
  test('needs only what the vendor needs', () => {
    const { nationality: _n, email: _e, address: _a, city: _c, state: _s, postalCode: _p, ...needed } = request
    expect(sessionRequestSchema.parse(needed)).toEqual(needed)
  })

  test.each([
    ['documentCountry', 'BR'],
    ['documentCountry', 'toString'],
    ['documentCategory', 'SELFIE'],
    ['nationality', 'brazilian'],
    ['livenessRequired', 'true'],
    ['birthDate', { day: '1' }],
    ['firstName', undefined],
    ['documentId', 123],
    ['email', null],
  ])('is refused when %s is %j', (field, value) => {
    expect(refusedPaths(sessionRequestSchema, { ...request, [field]: value })).toEqual([field])
  })
})

test('the error bodies of the vendor are all read by one schema', () => {
  const validation = {
    message: 'Invalid request', id: 'BAD_REQUEST',
    errors: [{ code: 'invalid_type', expected: 'string', path: ['birthDate'], message: 'Required' }],
  }
  const domain = { message: 'Not found', id: 'STANDARD_SESSION_NOT_FOUND', traceId: 'trace-1' }
  const framework = { message: 'Invalid Api key.', id: 'HTTP_EXCEPTION' }
  expect(vendorErrorSchema.parse(validation).errors?.[0]?.path).toEqual(['birthDate'])
  expect(vendorErrorSchema.parse(domain)).toEqual(domain)
  expect(vendorErrorSchema.parse(framework)).toEqual(framework)
  expect(refusedPaths(vendorErrorSchema, { errors: [{ path: 'birthDate' }] })).toEqual(['errors.0.path'])
})
