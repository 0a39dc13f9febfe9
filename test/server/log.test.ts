import { describe, expect, it, vi } from 'vitest'
import type { LogEntry } from '../../src/server/index.ts'
import { createStage, now, vendorAnswering } from './stage.ts'

const path = '/api/kyc/individual-sessions'

describe('the logger', () => {
  it('is told what was answered, in ids and codes', async () => {
    const { create, send, log } = createStage()
    const { session } = await (await create()).json()
    await send('GET', `${path}/${session.id}`)
    await send('GET', `${path}/${session.id}`, { user: 'bob' })
    await send('GET', '/elsewhere')
    const entry = { event: 'answered', durationMs: expect.any(Number), code: undefined, traceId: undefined }
    expect(log).toStrictEqual([
      { ...entry, level: 'info', route: 'create', status: 201, sessionId: session.id },
      { ...entry, level: 'info', route: 'read', status: 200, sessionId: session.id },
      { ...entry, level: 'warn', route: 'read', status: 404, code: 'session-not-found', sessionId: undefined },
      { ...entry, level: 'warn', route: undefined, status: 404, code: 'not-found', sessionId: undefined },
    ])
  })

  it('is told of a fault with the trace id, and onFailure of its cause', async () => {
    const faults: unknown[] = []
    const cause = new Error('cut')
    const { create, log } = createStage({
      fetch: () => Promise.reject(cause),
      onFailure: (fault) => faults.push(fault),
      logger: (entry) => void log.push(entry),
    })
    await create()
    expect(log).toMatchObject([{ level: 'error', status: 502, code: 'vendor-unreachable', route: 'create' }])
    expect(JSON.stringify(log)).not.toContain('cut')
    expect(faults).toEqual([{ code: 'vendor-unreachable', traceId: undefined, cause }])
  })

  it.each<[string, () => void]>([
    ['throws', () => { throw new Error('log is full') }],
    ['fails later', () => Promise.reject(new Error('log is full')) as unknown as void],
  ])('that %s changes no answer', async (_how, listener) => {
    const rejected = vi.fn()
    process.on('unhandledRejection', rejected)
    const broken = createStage({ logger: listener, onFailure: listener, fetch: vendorAnswering(500, '') })
    expect((await broken.create()).status).toBe(503)
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', rejected)
    expect(rejected).not.toHaveBeenCalled()
  })

  it('is told how long an answer took, in milliseconds', async () => {
    const entries: LogEntry[] = []
    const slow = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return Response.json({ session: { id: 'abc-1', status: 'PENDING' } })
    }
    await createStage({ now: () => now, fetch: slow, logger: (entry) => void entries.push(entry) }).create()
    const [entry] = entries
    expect(entry?.event === 'answered' && entry.durationMs).toBeGreaterThanOrEqual(29)
  })
})
