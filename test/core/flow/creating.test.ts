import { describe, expect, test } from 'vitest'
import { VerificationError, type VerificationErrorCode } from '../../../src/core/errors.ts'
import type { Editing } from '../../../src/core/flow/flow.ts'
import { longestOfflineMs } from '../../../src/core/policy.ts'
import { created, files, startMs, target } from '../samples.ts'
import { never, setStage, throws, type Step } from './staging.ts'

describe('a create', () => {
  test.each<VerificationErrorCode>(['network', 'timeout', 'server', 'rate-limited', 'unauthorized'])(
    'that fails with %s is never repeated by itself',
    async (code) => {
      const stage = setStage({ create: [throws(new VerificationError(code)), created()] })
      await stage.run()
      expect(stage.calls).toEqual(['create key-1'])
      expect(stage.state()).toMatchObject({ stage: 'creating', failure: { code } })
      await stage.run()
      expect(stage.calls).toEqual(['create key-1'])
    },
  )

  test('that the person repeats goes out under the same key, after a lost answer too', async () => {
    const stage = setStage({ create: [never, throws('boom'), created()] })
    await stage.run()
    await stage.retry()
    expect(stage.failure()?.code).toBe('host-callback')
    await stage.retry()
    expect(stage.calls.slice(0, 3)).toEqual(['create key-1', 'create key-1', 'create key-1'])
    expect(stage.state().stage).toBe('finished')
  })
})

describe('a create that the host calls idempotent', () => {
  const lost = throws(new VerificationError('network'))

  test.each<[string, Step]>([
    ['network', lost],
    ['timeout', never],
    ['server', throws(new VerificationError('server'))],
    ['whatever the host lets through', throws(new TypeError('Failed to fetch'))],
  ])('is asked for again by itself, under its key, after %s', async (_, step) => {
    const stage = setStage({ createIsIdempotent: true, create: [step, step, created()] })
    await stage.run()
    expect(stage.calls.slice(0, 4)).toEqual(['create key-1', 'create key-1', 'create key-1', 'upload front-1 1000'])
    expect(stage.state().stage).toBe('finished')
  })

  test.each<VerificationErrorCode>(['unauthorized', 'invalid-request', 'idempotency-conflict', 'create-unknown', 'host-answer'])(
    'is not where the answer is %s',
    async (code) => {
      const stage = setStage({ createIsIdempotent: true, create: [throws(new VerificationError(code)), created()] })
      await stage.run()
      expect(stage.calls).toEqual(['create key-1'])
      expect(stage.failure()?.code).toBe(code)
    },
  )

  test('is the person’s to repeat after five tries', async () => {
    const stage = setStage({ createIsIdempotent: true, create: [lost, lost, lost, lost, lost, created()] })
    await stage.run()
    expect(stage.calls).toHaveLength(5)
    expect(stage.failure()?.code).toBe('network')
  })

  test('waits for the network and goes on by itself', async () => {
    const stage = setStage({ createIsIdempotent: true, create: [...Array<Step>(20).fill(lost), created()] })
    stage.connection.set(false)
    stage.onCall(() => stage.calls.length === 20 && stage.connection.set(true))
    await stage.run()
    expect(stage.states.some((state) => state.stage === 'creating' && state.isOffline)).toBe(true)
    expect(stage.state()).toMatchObject({ stage: 'finished' })
  })
})

test('what cannot be repeated is not sent before there is a network, nor held for ever', async () => {
  const stage = setStage()
  stage.connection.set(false)
  const atMs: number[] = []
  stage.onCall((call) => call.startsWith('create') && atMs.push(stage.clock.now() - startMs))
  await stage.run()
  expect(atMs).toEqual([longestOfflineMs])
  expect(stage.states[0]).toMatchObject({ stage: 'creating', isOffline: true })
})

describe('an upload target at an origin that the host does not name', () => {
  const uploadOrigins = ['https://s3.us-east-1.amazonaws.com']

  test.each(['front', 'back'])('is refused at the %s before anything is sent, and its address is not told', async (side) => {
    const elsewhere = { ...target(`${side}-1`), url: 'https://s3.us-east-1.amazonaws.com.evil.test/bucket' }
    const create = [side === 'front' ? created(elsewhere) : created(target('front-1'), elsewhere)]
    const stage = setStage({ uploadOrigins, create })
    await stage.run()
    expect(stage.calls).toEqual(['create key-1'])
    expect(stage.failure()).toMatchObject({ code: 'upload-origin', isRetryable: false })
    expect(stage.failure()?.message).toMatch(/^idstep: .*uploadOrigins/)
    expect(stage.failure()?.message).not.toContain('evil')
  })

  test('is one of many, or any where none is named', async () => {
    for (const origins of [undefined, ['https://other.test', ...uploadOrigins]]) {
      const stage = setStage({ uploadOrigins: origins })
      await stage.run()
      expect(stage.state().stage).toBe('finished')
    }
  })
})

describe('fields that the vendor refuses', () => {
  test.each([
    ['birthDate', 'details'],
    ['documentId', 'document'],
    ['postalCode', 'contact'],
  ])('%s leads to %s, with the photos still there', async (field, step) => {
    const stage = setStage({
      create: [throws(new VerificationError('invalid-fields', { fields: { [field]: 'refused' } }))],
    })
    await stage.run()
    const taken = { front: { ...files.front, tries: 1 }, back: { ...files.back, tries: 1 } }
    expect(stage.state()).toEqual({ stage: 'editing', step, photos: taken, refused: { [field]: 'refused' } })
  })

  test('lead to the first of their screens, whatever their order in the answer', async () => {
    const fields = { documentId: 'refused', firstName: 'refused' }
    const stage = setStage({ create: [throws(new VerificationError('invalid-fields', { fields }))] })
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'editing', step: 'details', refused: fields })
  })

  test('are a failure when no screen asks for them', async () => {
    const refused = new VerificationError('invalid-fields', { fields: { email: 'refused' } })
    const stage = setStage({ create: [throws(refused)] })
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'creating', failure: { code: 'invalid-fields' } })
  })

  test('are found in a body of the vendor that the host throws as it came', async () => {
    const body = {
      message: 'Invalid',
      id: 'BAD_REQUEST',
      errors: [{ code: 'x', path: ['documentId'], message: 'bad' }],
    }
    const stage = setStage({ create: [throws(body)] })
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'editing', step: 'document', refused: { documentId: 'refused' } })
  })

  test('lead to the first that a screen asks, whatever else was refused', async () => {
    const fields = { individualLimit: 'refused', lastName: 'too-long' }
    const stage = setStage({ create: [throws(new VerificationError('invalid-fields', { fields }))] })
    await stage.run()
    expect(stage.state()).toMatchObject({ step: 'details', refused: fields })
  })

  test('that no screen asks are a failure', async () => {
    const stage = setStage({
      create: [throws(new VerificationError('invalid-fields', { fields: { toString: 'refused' } }))],
    })
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'creating', failure: { code: 'invalid-fields' } })
  })
})

test('a side that the vendor wants and nobody has photographed is asked for', async () => {
  const stage = setStage({ files: { front: files.front! } })
  await stage.run()
  expect(stage.calls).toEqual(['create key-1'])
  const state = stage.state() as Editing
  expect(state).toMatchObject({ stage: 'editing', step: 'capture:back', refused: null })
  expect(state.photos.front).toEqual({ ...files.front, tries: 1 })
})

describe('an upload target that is not secure', () => {
  test.each(['front', 'back'])(
    'at the %s is refused before anything is sent, and its address is not told',
    async (side) => {
      const insecure = { ...target(`${side}-1`), url: 'http://storage.evil.test/bucket' }
      const stage = setStage({ create: [side === 'front' ? created(insecure) : created(target('front-1'), insecure)] })
      await stage.run()
      expect(stage.calls).toEqual(['create key-1'])
      expect(stage.failure()).toMatchObject({ code: 'insecure-upload-url', isRetryable: false })
      expect(`${stage.failure()?.message} ${JSON.stringify(stage.failure())}`).not.toContain('evil')
    },
  )

  test('may be on this machine while developing', async () => {
    const local = { ...target('front-1'), url: 'http://localhost:4000/s3' }
    const stage = setStage({ create: [created(local, null)] })
    await stage.run()
    expect(stage.calls).toContain('upload front-1 1000')
  })
})

test('an answer that does not speak of a side of the document is refused, and says which', async () => {
  const { session, frontDocumentUpload, backDocumentUpload } = created()
  const stage = setStage({ create: [{ session, frontDocumentUpload, backUpload: backDocumentUpload }] })
  await stage.run()
  expect(stage.failure()).toMatchObject({ code: 'host-answer', fields: { backDocumentUpload: 'refused' } })
  expect(stage.failure()?.message).toContain('backDocumentUpload')
  expect(stage.calls).toEqual(['create key-1'])
})
