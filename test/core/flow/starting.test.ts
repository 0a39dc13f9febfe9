import { describe, expect, test } from 'vitest'
import { VerificationError } from '../../../src/core/errors.ts'
import { session, sessionId } from '../samples.ts'
import { never, setStage, throws, type Script } from './staging.ts'

const network = throws(new VerificationError('network'))
/** What is called once both sides have arrived. */
async function afterUploads(script: Script) {
  const stage = setStage(script)
  await stage.run()
  return { ...stage, calls: stage.calls.slice(3) }
}

describe('the processing', () => {
  test('is started once when all goes well', async () => {
    const stage = await afterUploads({ get: [session('PROCESSING'), session('PROCESSING'), session('COMPLETED')] })
    expect(stage.calls).toEqual(['process', 'get', 'get', 'get'])
  })

  test.each(['', '<html>', { some: 'answer' }, null])(
    'is started whatever the host resolves to: %j',
    async (answer) => {
      const stage = await afterUploads({ process: [answer] })
      expect(stage.state().stage).toBe('finished')
    },
  )

  test('is not started again when its answer was lost and the session has moved on', async () => {
    const stage = await afterUploads({ process: [network], get: [session('VERIFYING'), session('COMPLETED')] })
    expect(stage.calls).toEqual(['process', 'get', 'get'])
    expect(stage.state().stage).toBe('finished')
  })

  test('goes on when the vendor refuses a start that the browser sent again by itself', async () => {
    const refused = throws(new VerificationError('invalid-request'))
    const stage = await afterUploads({ process: [refused], get: [session('VERIFYING'), session('COMPLETED')] })
    expect(stage.calls).toEqual(['process', 'get', 'get'])
    expect(stage.state()).toMatchObject({ stage: 'finished', outcome: { status: 'approved' } })
  })

  test('is started again when it was lost on the way and the session still stands', async () => {
    const stage = await afterUploads({ process: [network, undefined], get: [session('PENDING'), session('COMPLETED')] })
    expect(stage.calls).toEqual(['process', 'get', 'process', 'get'])
  })

  test('that never answered is the person\'s to start again, and is looked at before', async () => {
    const script = { process: [never, undefined], get: [session('PENDING'), session('COMPLETED')] }
    const stage = setStage(script)
    await stage.run()
    expect(stage.state()).toMatchObject({ stage: 'starting', failure: { code: 'timeout' } })
    await stage.retry()
    expect(stage.calls.slice(3)).toEqual(['process', 'get', 'process', 'get'])
  })

  test('is given up after five tries, and the retry of the person looks first', async () => {
    const stage = setStage({ process: [network, network, network, network, network], get: [session('PENDING')] })
    await stage.run()
    expect(stage.calls.slice(3).join(' ')).toBe('process get process get process get process get process')
    expect(stage.state()).toMatchObject({ stage: 'starting', wasTried: true, failure: { code: 'network' } })
    const { length } = stage.calls
    stage.ports.host.getSession = async () => {
      stage.calls.push('get')
      return session('COMPLETED')
    }
    await stage.retry()
    expect(stage.calls.slice(length)).toEqual(['get', 'get'])
    expect(stage.state()).toMatchObject({ stage: 'finished', outcome: { status: 'approved' } })
  })

  test('that is refused while the session still stands is not tried again', async () => {
    const refused = throws(new VerificationError('invalid-request'))
    const stage = await afterUploads({ process: [refused], get: [session('PENDING')] })
    expect(stage.calls).toEqual(['process', 'get'])
    expect(stage.state()).toMatchObject({ stage: 'starting', sessionId, failure: { code: 'invalid-request' } })
  })

  test.each(['unauthorized', 'session-not-found'] as const)(
    'that is answered with %s is not tried again',
    async (code) => {
      const stage = await afterUploads({ process: [throws(new VerificationError(code))] })
      expect(stage.calls).toEqual(['process'])
      expect(stage.state()).toMatchObject({ stage: 'starting', sessionId, failure: { code } })
    },
  )

  test('that the host throws at while the device is offline goes on by itself', async () => {
    const stage = setStage({ process: [throws('Failed to fetch'), undefined], get: [session('PENDING'), session('COMPLETED')] })
    stage.onCall((call) => call === 'process' && stage.connection.set(false))
    await stage.run()
    expect(stage.calls.slice(3)).toEqual(['process', 'get', 'process', 'get'])
    expect(stage.state().stage).toBe('finished')
  })

  test('that the host throws at is left to the person', async () => {
    const stage = await afterUploads({ process: [throws('boom')] })
    expect(stage.calls).toEqual(['process'])
    expect(stage.failure()).toMatchObject({ code: 'host-callback', cause: 'boom' })
  })

  test('waits as long as it is asked to before the next try', async () => {
    const busy = throws(new VerificationError('rate-limited', { retryAfterMs: 4000 }))
    const stage = await afterUploads({ process: [busy, undefined], get: [session('PENDING'), session('COMPLETED')] })
    expect(stage.clock.pausesMs).toEqual([4500])
  })

  test('never begins twice in a session, whatever breaks', async () => {
    for (const lost of [1, 2, 3]) {
      let started = 0
      // Arrives, and its answer is lost
      const arrives = () => {
        started += 1
        throw new VerificationError('network')
      }
      const get = [
        ...Array(lost - 1).fill(network),
        () => session(started > 0 ? 'VERIFYING' : 'PENDING'),
        session('COMPLETED'),
      ]
      const stage = await afterUploads({ process: [arrives, arrives, arrives], get })
      expect(started).toBe(1)
      expect(stage.state().stage).toBe('finished')
    }
  })
})
