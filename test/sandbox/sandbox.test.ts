import { describe, expect, it } from 'vitest'
import { card, passport, photo, setting, upload } from './setting.ts'

describe('the sandbox', () => {
  it('changes the scenario for sessions to come, and those that are there keep theirs', async () => {
    const { sandbox, submit, process, status, wait } = setting()
    const before = await submit()
    sandbox.setScenario('declined')
    expect(sandbox.scenario).toBe('declined')
    const after = await submit()
    await process(before)
    await process(after)
    wait(3_000)
    expect([await status(before), await status(after)]).toEqual(['COMPLETED', 'FAILED'])
  })

  it('lists what was received, with the slots that are still empty', async () => {
    const { sandbox, create, submit } = setting({ scenario: 'slow' })
    const { session, frontDocumentUpload } = await create(card)
    await upload(sandbox, frontDocumentUpload!)
    await submit(passport)
    const [first, second] = sandbox.sessions()
    expect(first).toEqual({
      session,
      scenario: 'slow',
      request: card,
      objects: {
        front: { key: frontDocumentUpload!.fields.key, bytes: photo, sessionId: session.id, slot: 'front' },
        back: null,
      },
    })
    expect(Object.keys(second!.objects)).toEqual(['front'])
    expect(sandbox.objects().map(({ slot, sessionId }) => [slot, sessionId])).toEqual([
      ['front', session.id], ['front', second!.session.id],
    ])
  })

  it('counts the calls and forgets everything but the scenario when it is reset', async () => {
    const { sandbox, submit, process, read } = setting({ scenario: 'slow' })
    const id = await submit(card)
    await process(id)
    await read(id)
    await read(id)
    expect(sandbox.calls).toEqual({ create: 1, upload: 2, process: 1, read: 2 })
    sandbox.reset()
    expect(sandbox.calls).toEqual({ create: 0, upload: 0, process: 0, read: 0 })
    expect([sandbox.sessions(), sandbox.objects(), sandbox.scenario]).toEqual([[], [], 'slow'])
    expect((await read(id)).status).toBe(404)
  })

  it('rejects a call that was given up, and does nothing for it', async () => {
    const { sandbox, create } = setting()
    const { frontDocumentUpload: target } = await create()
    const given = sandbox.fetch(target!.url, { method: 'POST', signal: AbortSignal.abort() })
    await expect(given).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    expect(sandbox.calls.upload).toBe(0)
  })
})
