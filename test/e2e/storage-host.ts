import { createHandler, toNodeListener } from '../../src/server/index.ts'
import { pageFolder } from '../../examples/demo/build.mjs'
import type { Demo, DemoOptions } from '../../examples/demo/server.mjs'
import { listen } from '../../examples/demo/server/listen.mjs'
import { pageListener } from '../../examples/demo/server/page.mjs'
import { panelListener } from '../../examples/demo/server/panel.mjs'
import { userOf } from '../../examples/demo/server/user.mjs'
import type { CreatedSession, UploadTarget } from '../../src/core/contract/session.ts'
import { createSandbox, sandboxApiKey, type Sandbox } from '../../src/sandbox/index.ts'
import { sign, type StorageService } from '../storage/services.ts'

/** What the host's page may do, and every target that the vendor has given out, oldest first. */
export interface StorageHost {
  readonly start: (options?: DemoOptions) => Promise<Demo>
  readonly targets: readonly UploadTarget[]
}

/**
 * The demo's page and handler before the sandbox as vendor, whose upload targets point to another storage. Before it
 * starts a verification the vendor looks into that storage, as the real one looks into its bucket.
 * @param isTyped whether the type of the photos is signed, too
 */
export function hostWith(storage: StorageService, isTyped: boolean): StorageHost {
  const targets: UploadTarget[] = []
  const start = async ({ scenario, speed }: DemoOptions = {}): Promise<Demo> => {
    const sandbox = createSandbox({ scenario, speed, publicUrl: storage.url })
    const handler = createHandler({
      apiKey: sandboxApiKey,
      fetch: vendorOf(sandbox, storage, targets, isTyped),
      authorize: (request) => userOf(request.headers.get('cookie') ?? undefined),
      minimumAge: 18,
    })
    const answerKyc = toNodeListener(handler)
    const answerPanel = panelListener(sandbox, null)
    const answerFile = pageListener(pageFolder(true), storage.url)
    const door = await listen((incoming, outgoing) => {
      if (incoming.url?.startsWith('/api/kyc/')) return answerKyc(incoming, outgoing)
      if (incoming.url?.startsWith('/demo/')) return answerPanel(incoming, outgoing)
      return answerFile(incoming, outgoing)
    }, 0)
    return { url: door.url, storageUrl: storage.url, sandbox, storedFolder: null, close: door.close }
  }
  return { start, targets }
}

function vendorOf(sandbox: Sandbox, storage: StorageService, targets: UploadTarget[], isTyped: boolean): typeof fetch {
  const handOver = async (own: UploadTarget) => {
    const kept = await storage.read(own.fields.key ?? '')
    if (!kept) return
    const form = new FormData()
    for (const [name, value] of Object.entries(own.fields)) form.append(name, value)
    form.append('file', new Blob([new Uint8Array(kept.bytes)]))
    await sandbox.fetch(own.url, { method: 'POST', body: form })
  }
  const own = new Map<string, UploadTarget[]>()
  return async (input, init) => {
    const request = new Request(input, init)
    const path = new URL(request.url).pathname
    const started = /([^/]+)\/process$/.exec(path)?.[1]
    for (const target of own.get(started ?? '') ?? []) await handOver(target)
    const isCreate = request.method === 'POST' && started === undefined
    const response = await sandbox.fetch(request)
    if (!isCreate || !response.ok) return response
    const created = (await response.json()) as CreatedSession
    const given = [created.frontDocumentUpload, created.backDocumentUpload].flatMap((target) => target ?? [])
    own.set(created.session.id, given)
    if (isTyped) {
      for (const target of given) {
        const fields = { 'Content-Type': 'image/jpeg' }
        Object.assign(target, await sign(storage.url, target.fields.key ?? '', { fields }))
      }
    }
    targets.push(...given)
    return Response.json(created)
  }
}
