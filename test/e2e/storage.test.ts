import { createHash } from 'node:crypto'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { describeWithGateway } from '../storage/given.ts'
import { gatewayService, type Kept, type StorageService } from '../storage/services.ts'
import { lookAt } from './photos.ts'
import { it } from './stage.ts'
import { expectApproved, reachReview, submit } from './steps.ts'
import { hostWith, type StorageHost } from './storage-host.ts'

declare global {
  interface Window {
    /** SHA-256 of every file that left the page, by the key it was sent under. */
    sentFiles: Record<string, string>
  }
}

/** Notes what leaves the page in forms. */
const noteSentFiles = (page: Page) =>
  page.addInitScript(() => {
    window.sentFiles = {}
    const send = XMLHttpRequest.prototype.send
    XMLHttpRequest.prototype.send = function (body) {
      const file = body instanceof FormData ? body.get('file') : null
      if (file instanceof File && body instanceof FormData) {
        const key = String(body.get('key'))
        void file.arrayBuffer().then(async (bytes) => {
          const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
          window.sentFiles[key] = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
        })
      }
      send.call(this, body)
    }
  })

describeWithGateway('the whole widget, to a real S3 of another origin', (url) => {
  const storage = gatewayService({ url })

  async function expectArrived(page: Page, targets: StorageHost['targets'], type: string) {
    const keys = targets.map(({ fields }) => fields.key ?? '')
    const kept = (await Promise.all(keys.map((key) => storage.read(key)))) as Kept[]
    const sent = await page.evaluate(() => window.sentFiles)
    const hashes = kept.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'))
    expect(hashes).toEqual(keys.map((key) => sent[key]))
    expect(kept.map((object) => object.type)).toEqual([type, type])
    const looks = await Promise.all(kept.map(({ bytes }) => lookAt(bytes)))
    expect(looks).toMatchObject([{ side: 'front' }, { side: 'back' }])
  }

  const allowAny = (service: StorageService) => service.allowOrigins(['*'])

  it('brings both sides over byte for byte from a page that may connect to host and bucket only', async ({ set }) => {
    await allowAny(storage)
    const { start, targets } = hostWith(storage, false)
    const stage = await set({ start, prepare: noteSentFiles })
    const [policy] = await Promise.all([
      stage.page.waitForResponse((response) => response.url() === stage.page.url()),
      stage.page.reload(),
    ]).then(([response]) => /connect-src [^;]*/.exec(response.headers()['content-security-policy'] ?? '') ?? [])
    expect(policy).toBe(`connect-src 'self' ${url}`)
    await reachReview(stage)
    await submit(stage)
    await expectApproved(stage)
    expect(stage.sandbox.calls).toMatchObject({ create: 1, process: 1 })
    // The vendor signs no type, and so the storage takes none
    await expectArrived(stage.page, targets, 'binary/octet-stream')
  })

  it('brings the type over where the vendor signs one', async ({ set }) => {
    await allowAny(storage)
    const { start, targets } = hostWith(storage, true)
    const stage = await set({ start, prepare: noteSentFiles })
    await reachReview(stage)
    await submit(stage)
    await expectApproved(stage)
    await expectArrived(stage.page, targets, 'image/jpeg')
  })

  it('makes a new session when the policies are dead, and what it has arrives', async ({ set }) => {
    await allowAny(storage)
    const { start, targets } = hostWith(storage, false)
    const stage = await set({ start, scenario: 'expired-target', prepare: noteSentFiles })
    await reachReview(stage)
    stage.expectConsole(/^Failed to load resource: .* 403 /)
    await submit(stage)
    await expectApproved(stage)
    expect((await stage.readings()).said).toContain(stage.words.progress.renewed)
    expect(stage.sandbox.calls).toMatchObject({ create: 2, process: 1 })
    expect(targets).toHaveLength(4)
    for (const { fields } of targets.slice(0, 2)) expect(await storage.read(fields.key ?? '')).toBeNull()
    await expectArrived(stage.page, targets.slice(2), 'binary/octet-stream')
  })
})
