import { describe, expect, test } from 'vitest'
import { VerificationError } from '../../../src/core/errors.ts'
import type { Finished } from '../../../src/core/flow/flow.ts'
import { created, files, request, session, sessionId, target } from '../samples.ts'
import { never, setStage, throws } from './staging.ts'

test('the line runs where there is no browser', () => {
  expect(typeof document).toBe('undefined')
  expect(typeof window).toBe('undefined')
})

describe('from a submission to an outcome', () => {
  test('both sides of a document are sent, processing is started, and the session is followed', async () => {
    const stage = setStage({ get: [session('PENDING'), session('VERIFYING'), session('COMPLETED', 'individual-1')] })
    await stage.run()
    expect(stage.calls).toEqual([
      'create key-1',
      'upload front-1 1000',
      'upload back-1 600',
      'process',
      'get',
      'get',
      'get',
    ])
    expect(stage.bodies).toEqual([request])
    expect((stage.state() as Finished).outcome).toEqual({ status: 'approved', sessionId, individualId: 'individual-1' })
  })

  test('a passport needs its front only', async () => {
    const stage = setStage({ files: { front: files.front! }, create: [created(target('front-1'), null)] })
    await stage.run()
    expect(stage.calls).toEqual(['create key-1', 'upload front-1 1000', 'process', 'get'])
  })

  test('a photo that the answer has no target for is not sent', async () => {
    const stage = setStage({ create: [created(target('front-1'), null)] })
    await stage.run()
    expect(stage.calls).toEqual(['create key-1', 'upload front-1 1000', 'process', 'get'])
    expect(stage.state().stage).toBe('finished')
  })

  test('a host whose server starts the processing is not asked to', async () => {
    const stage = setStage({ process: 'absent' })
    await stage.run()
    expect(stage.calls).toEqual(['create key-1', 'upload front-1 1000', 'upload back-1 600', 'get'])
  })

  test('the answers may be as small as they can be', async () => {
    const { frontDocumentUpload, backDocumentUpload } = created()
    const small = { session: { id: sessionId, status: 'PENDING' } }
    const stage = setStage({
      create: [{ ...small, frontDocumentUpload, backDocumentUpload }],
      get: [{ session: { id: sessionId, status: 'COMPLETED', individualId: 'i' } }],
    })
    await stage.run()
    expect((stage.state() as Finished).outcome).toEqual({ status: 'approved', sessionId, individualId: 'i' })
  })

  test.each([
    ['FAILED', { status: 'declined', sessionId }],
    ['EXPIRED', { status: 'expired', sessionId }],
  ])('%s is an outcome', async (status, outcome) => {
    const stage = setStage({ get: [session(status)] })
    await stage.run()
    expect((stage.state() as Finished).outcome).toEqual(outcome)
  })

  test('nothing is left waiting, and every callback is told that it is over', async () => {
    const stage = setStage()
    await stage.run()
    expect(stage.clock.waiting()).toBe(0)
    const ofCallbacks = stage.signals.filter((_, index) => !stage.calls[index]?.startsWith('upload'))
    expect(ofCallbacks.map((signal) => signal.aborted)).toEqual([true, true, true])
    expect(stage.signal.aborted).toBe(false)
  })

  test('running again after the outcome does nothing', async () => {
    const stage = setStage()
    await stage.run()
    const { length } = stage.calls
    await stage.run()
    expect(stage.calls).toHaveLength(length)
  })
})

describe('what a host throws or gives', () => {
  test('a text that is thrown becomes an error that keeps it as its cause', async () => {
    const stage = setStage({ create: [throws('boom')] })
    await stage.run()
    expect(stage.failure()).toMatchObject({ code: 'host-callback', cause: 'boom', isRetryable: true })
    expect(stage.failure()?.message).toMatch(/^idstep: createSession/)
  })

  test('our own error passes through as it is', async () => {
    const error = new VerificationError('unauthorized')
    const stage = setStage({ create: [throws(error)] })
    await stage.run()
    expect(stage.failure()).toBe(error)
  })

  test.each(['create', 'process', 'get'] as const)(
    '%s that never settles ends in a timeout, and its signal is aborted',
    async (name) => {
      const stage = setStage({
        get: [session('PENDING')],
        patienceMs: Infinity,
        [name]: [never, never, never, never, never],
      })
      await stage.run()
      expect(stage.failure()?.code).toBe('timeout')
      expect(stage.signals[stage.calls.findIndex((call) => call.startsWith(name))]?.aborted).toBe(true)
      expect(stage.signal.aborted).toBe(false)
      expect(stage.clock.waiting()).toBe(0)
    },
  )

  test.each([
    ['createSession', 'session', { create: [{ sessionId: 'value-9' }] }],
    ['createSession', 'session.id', { create: [{ session: { id: 99, status: 'PENDING' } }] }],
    [
      'createSession',
      'frontDocumentUpload.url',
      { create: [{ ...created(), frontDocumentUpload: { url: 7, fields: {} } }] },
    ],
    ['createSession', 'frontDocumentUpload', { create: [created(null, null)] }],
    ['createSession', 'the answer itself', { create: ['value-9'] }],
    ['getSession', 'session.status', { get: [{ session: { id: sessionId, state: 'value-9' } }] }],
    ['getSession', 'session.id', { get: [{ session: { id: 'value-9', status: 'COMPLETED' } }] }],
    ['getSession', 'the answer itself', { get: [undefined] }],
  ])('%s is told that %s is wrong, without the value', async (callback, field, script) => {
    const stage = setStage(script)
    await stage.run()
    expect(stage.failure()).toMatchObject({ code: 'host-answer', fields: { [field]: 'refused' }, isRetryable: false })
    expect(stage.failure()?.message).toContain(`${callback} resolved to something of another shape: ${field} is`)
    expect(JSON.stringify([stage.failure(), stage.failure()?.message])).not.toContain('value-9')
  })
})
