import { describe, expect, it } from 'vitest'
import { expiryOf } from '../../src/core/contract/expiry.ts'
import { scenarios, type Scenario } from '../../src/sandbox/index.ts'
import { passport, setting, startedAtMs, upload } from './setting.ts'

describe('the verdict', () => {
  const cases: [Scenario, number, before: string, after: string][] = [
    ['approved', 3_000, 'VERIFYING', 'COMPLETED'],
    ['declined', 3_000, 'VERIFYING', 'FAILED'],
    ['slow', 25_000, 'VERIFYING', 'COMPLETED'],
    ['session-expired', 3_000, 'VERIFYING', 'EXPIRED'],
    ['unknown-status', 4_000, 'PROCESSING', 'COMPLETED'],
  ]
  it.each(cases)('of %s comes after %i ms: first %s, then %s', async (scenario, delayMs, before, after) => {
    const { submit, process, status, read, wait } = setting({ scenario })
    const id = await submit()
    expect(await status(id)).toBe('PENDING')
    await process(id)
    expect(await status(id)).toBe(before)
    wait(delayMs - 1)
    expect(await status(id)).toBe(before)
    wait(1)
    const { session } = await (await read(id)).json()
    expect(session.status).toBe(after)
    expect(session.individualId === null).toBe(after !== 'COMPLETED')
    wait(24 * 3_600_000)
    expect(await status(id)).toBe(after)
  })

  it('of never-finishes does not come', async () => {
    const { submit, process, status, wait } = setting({ scenario: 'never-finishes' })
    const id = await submit()
    await process(id)
    wait(24 * 3_600_000)
    expect(await status(id)).toBe('VERIFYING')
  })

  it('of failed-at-once is there at once', async () => {
    const { submit, process, status } = setting({ scenario: 'failed-at-once' })
    const id = await submit()
    await process(id)
    expect(await status(id)).toBe('FAILED')
  })

  it('comes sooner at a higher speed, while the life of a session stays', async () => {
    const { submit, process, status, wait } = setting({ scenario: 'slow', speed: 100 })
    const [id, idle] = [await submit(), await submit()]
    await process(id)
    wait(249)
    expect(await status(id)).toBe('VERIFYING')
    wait(1)
    expect(await status(id)).toBe('COMPLETED')
    expect(await status(idle)).toBe('PENDING')
  })

  it.each([0, -1, NaN])('is not asked for at a speed of %d', (speed) => {
    expect(() => setting({ speed })).toThrow(RangeError)
  })
})

describe('a session that wants a liveness check, which nobody does here', () => {
  const liveness = { ...passport, livenessRequired: true }
  /** Does it once more where the connection was cut. */
  const twice = <Answer>(act: () => Promise<Answer>) => act().catch(act)

  const deciding: Scenario[] = [
    'approved', 'declined', 'slow', 'expired-target', 'session-expired', 'unknown-status', 'flaky-network',
    'failed-at-once',
  ]
  it.each(deciding)('is being verified until it expires, in place of the verdict of %s', async (scenario) => {
    const { sandbox, create, process, read, wait } = setting({ scenario })
    if (scenario === 'expired-target') await create(liveness)
    const { session: { id }, frontDocumentUpload } = await create(liveness)
    await twice(() => upload(sandbox, frontDocumentUpload!))
    const look = async () => (await (await twice(() => read(id))).json()).session
    wait(60_000)
    expect((await twice(() => process(id))).status).toBe(204)
    const startedAt = new Date(startedAtMs + 60_000).toISOString()
    const verifying = { status: 'VERIFYING', individualId: null, livenessRequired: true, updatedAt: startedAt }
    expect(await look()).toMatchObject(verifying)
    wait(26 * 60_000 - 1)
    expect(await look()).toMatchObject(verifying)
    wait(1)
    const expiredAt = new Date(startedAtMs + 27 * 60_000).toISOString()
    const expired = { status: 'EXPIRED', individualId: null, updatedAt: expiredAt }
    expect(await look()).toMatchObject(expired)
    wait(24 * 3_600_000)
    expect(await look()).toMatchObject(expired)
  })

  it('expires no sooner at a higher speed', async () => {
    const { submit, process, status, wait } = setting({ speed: 100 })
    const id = await submit(liveness)
    await process(id)
    wait(27 * 60_000 - 1)
    expect(await status(id)).toBe('VERIFYING')
    wait(1)
    expect(await status(id)).toBe('EXPIRED')
  })

  it('is verified for ever where the scenario says so', async () => {
    const { submit, process, status, wait } = setting({ scenario: 'never-finishes' })
    const id = await submit(liveness)
    await process(id)
    wait(24 * 3_600_000)
    expect(await status(id)).toBe('VERIFYING')
  })
})

describe('expired-target', () => {
  it('gives the first session dead targets and the next one living ones', async () => {
    const { sandbox, create, process, submit, status, wait } = setting({ scenario: 'expired-target' })
    const first = await create()
    expect(expiryOf(first.frontDocumentUpload!)).toBeLessThan(startedAtMs)
    const refused = await upload(sandbox, first.frontDocumentUpload!)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Invalid according to Policy: Policy expired.')
    const id = await submit()
    expect((await process(id)).status).toBe(204)
    wait(3_000)
    expect(await status(id)).toBe('COMPLETED')
  })

  it('goes on in turn, so that it can be shown again', async () => {
    const { create } = setting({ scenario: 'expired-target' })
    const isDead: boolean[] = []
    for (let made = 0; made < 4; made += 1) {
      isDead.push(expiryOf((await create()).frontDocumentUpload!)! < startedAtMs)
    }
    expect(isDead).toEqual([true, false, true, false])
  })

  it('begins again when it is set again', async () => {
    const { sandbox, create } = setting({ scenario: 'expired-target' })
    await create()
    sandbox.setScenario('expired-target')
    const { frontDocumentUpload } = await create()
    expect((await upload(sandbox, frontDocumentUpload!)).status).toBe(403)
  })
})

describe('vendor-down', () => {
  it('answers every call of the vendor with a page of the CDN, while S3 works', async () => {
    const { sandbox, create, post, process, read } = setting()
    const { session, frontDocumentUpload } = await create()
    sandbox.setScenario('vendor-down')
    for (const response of [await post(passport), await process(session.id), await read(session.id)]) {
      expect([response.status, response.headers.get('content-type')]).toEqual([503, 'text/html; charset=UTF-8'])
      expect(await response.text()).toContain('<html>')
    }
    expect((await upload(sandbox, frontDocumentUpload!)).status).toBe(204)
    sandbox.setScenario('approved')
    expect((await process(session.id)).status).toBe(204)
  })
})

describe('refused-field', () => {
  it('refuses the birth date by its path, and nothing is created', async () => {
    const { post, sandbox } = setting({ scenario: 'refused-field' })
    const response = await post(passport)
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        message: expect.any(String),
        id: 'BAD_REQUEST',
        errors: [{ code: 'custom', path: ['birthDate'], message: expect.any(String) }],
      },
    ])
    expect(sandbox.sessions()).toEqual([])
  })
})

describe('flaky-network', () => {
  it('cuts the first try of each upload, of the start and of the look, never a create', async () => {
    const { sandbox, create, process, read, wait } = setting({ scenario: 'flaky-network' })
    const { session, frontDocumentUpload: front, backDocumentUpload: back } = await create({
      ...passport, documentCategory: 'IDENTITY_CARD',
    })
    for (const target of [front!, back!]) {
      await expect(upload(sandbox, target)).rejects.toThrow(TypeError)
      expect((await upload(sandbox, target)).status).toBe(204)
    }
    await expect(process(session.id)).rejects.toThrow(TypeError)
    expect((await process(session.id)).status).toBe(204)
    await expect(read(session.id)).rejects.toThrow(TypeError)
    wait(3_000)
    expect((await (await read(session.id)).json()).session.status).toBe('COMPLETED')
    expect(sandbox.calls).toEqual({ create: 1, upload: 4, process: 2, read: 2 })
  })

  it('has done nothing when it cuts', async () => {
    const { sandbox, create } = setting({ scenario: 'flaky-network' })
    const { frontDocumentUpload } = await create()
    await expect(upload(sandbox, frontDocumentUpload!)).rejects.toThrow(TypeError)
    expect(sandbox.objects()).toEqual([])
  })
})

describe('every scenario', () => {
  it.each(Object.entries(scenarios))('%s says in one sentence what it shows', (_name, { description }) => {
    expect(description).toMatch(/^[A-Z][^.]+\.$/)
  })
})
