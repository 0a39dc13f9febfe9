import { clear, createStore as openStore, entries, set } from 'idb-keyval'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDraft, type DraftChoice, type DraftKeeper, type DraftSeat } from '../../src/browser/draft/draft.ts'
import type { DraftContent } from '../../src/core/draft.ts'
import { initialState, type Event, type State } from '../../src/core/flow/flow.ts'
import { createStore } from '../../src/core/flow/store.ts'
import type { FormValues } from '../../src/core/form/values.ts'
import { typedTexts, values } from '../core/samples.ts'

const database = openStore('idstep', 'drafts')
const records = () => entries<string, Record<string, unknown>>(database)
const names = async () => (await records()).map(([name]) => name)
const expectRecords = (count: number) => expect.poll(async () => (await names()).length).toBe(count)
const nothing: FormValues = { ...values, firstName: '', lastName: '', documentId: '' }

/** A photo of nothing: a JPEG's head, then numbers. */
const jpeg = (seed: number) => {
  const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => (at * seed) % 251)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return new Blob([bytes], { type: 'image/jpeg' })
}
const photoTaken = (name: string, seed: number): Event => ({
  type: 'photoTaken',
  name,
  photo: { blob: jpeg(seed), width: 1600, height: 1000, source: 'camera' },
})

interface Given {
  draftKey?: string
  ttlMs?: number
  now?: () => number
}

/** One verification on one page, as the widget would seat it. */
async function sit({ draftKey = 'user-42', ttlMs, now = Date.now }: Given = {}) {
  let typed = { ...nothing }
  const listeners = new Set<() => void>()
  const engineOf = (begun: DraftContent): DraftSeat['engine'] => ({
    begun,
    store: createStore(begun.state),
    memory: { isReviewing: begun.isReviewing, unanswered: begun.unanswered },
    saved: null,
  })
  const heard: string[] = []
  const controller = new AbortController()
  const page = {
    engine: engineOf({ values: typed, state: initialState('details'), isReviewing: false, unanswered: null }),
    choice: null as DraftChoice | null,
    keeper: null as DraftKeeper | null,
    hasBegun: false,
  }
  let stop = () => {}
  const begin = () => {
    if (page.hasBegun) return
    page.hasBegun = true
    page.choice = null
    stop()
    stop = page.keeper?.keep(page.engine, form) ?? stop
  }
  const form = {
    getValues: () => typed,
    subscribe: (to: { callback: () => void }) => {
      listeners.add(to.callback)
      return () => listeners.delete(to.callback)
    },
  }
  const seat: DraftSeat = {
    engine: page.engine,
    adapters: {
      clock: { now },
      newKey: () => crypto.randomUUID(),
      lookAtPhoto: () => Promise.reject(new Error('nobody looks here')),
      isSameSide: async () => false,
    },
    options: { current: { draftKey, draft: { ttlMs }, onEvent: ({ type }) => void heard.push(type) } },
    begin,
    get hasBegun() {
      return page.hasBegun
    },
    setChoice: (choice) => void (page.choice = choice),
    setKeeper: (keeper) => void (page.keeper = keeper),
    onResume(content) {
      typed = content.values
      page.engine = engineOf(content)
    },
  }
  const opening = openDraft(seat, controller.signal)
  const leave = () => {
    stop()
    controller.abort()
  }
  leaving.push(leave)
  await opening
  return {
    page,
    heard,
    leave,
    dispatch: (event: Event) => page.engine.store.dispatch(event),
    state: (): State => page.engine.store.getState(),
    typed: () => typed,
    type(change: Partial<FormValues>) {
      typed = { ...typed, ...change }
      for (const listener of listeners) listener()
    },
    saved: () => page.engine.saved?.(),
  }
}

let leaving: (() => void)[] = []
const warned: string[] = []
beforeEach(() => {
  warned.length = 0
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void warned.push(text))
})
afterEach(async () => {
  for (const leave of leaving) leave()
  leaving = []
  vi.restoreAllMocks()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await clear(database)
})

const latin1 = (value: unknown): string => {
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value), (byte) => String.fromCharCode(byte)).join('')
  if (ArrayBuffer.isView(value)) return latin1(value.buffer)
  return value instanceof CryptoKey ? '' : String(value)
}

describe('a draft in IndexedDB', () => {
  test('comes back with values, step and photos of the same bytes and type', async () => {
    const first = await sit()
    first.type(values)
    first.dispatch(photoTaken('front', 7))
    first.dispatch({ type: 'moved', step: 'capture:back' })
    await first.saved()
    first.leave()

    const second = await sit()
    expect(second.heard).toEqual(['draftFound'])
    expect(second.page.choice?.draft).toMatchObject({ stage: 'editing', hasPhotos: true })
    second.page.choice?.resumeDraft()
    expect(second.heard).toEqual(['draftFound', 'draftResumed'])
    expect(second.typed()).toEqual(values)
    const state = second.state()
    expect(state).toMatchObject({ stage: 'editing', step: 'capture:back' })
    if (state.stage !== 'editing') return
    const { blob } = state.photos.front!
    expect(blob.type).toBe('image/jpeg')
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(new Uint8Array(await jpeg(7).arrayBuffer()))
  })

  test('holds nothing in the clear: no answer, no photo, not the name of the person', async () => {
    const draftKey = 'keymarker-42'
    const { type, dispatch, saved } = await sit({ draftKey })
    type(values)
    dispatch(photoTaken('BRAZIL/IDENTITY_CARD/front', 3))
    await saved()
    const kept = await records()
    expect(kept).toHaveLength(2)
    const text = kept.map(([name, record]) => `${name} ${Object.entries(record).flat().map(latin1).join(' ')}`).join(' ')
    const secrets = [...typedTexts.filter((it) => it.length > 4), draftKey, 'keymarker', '\xff\xd8\xff', 'image/jpeg', 'capture', 'front']
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  })

  test('is encrypted under a key that cannot be taken out, with another nonce for every record', async () => {
    const { type, dispatch, saved } = await sit()
    dispatch(photoTaken('front', 3))
    dispatch(photoTaken('back', 4))
    await saved()
    const nonces = new Set<string>()
    for (let round = 0; round < 5; round++) {
      type({ firstName: `Ana ${round}` })
      await saved()
      for (const [, record] of await records()) nonces.add(latin1(record.iv))
    }
    // The two photos keep theirs, as they are written once
    expect(nonces.size).toBe(2 + 5)
    const key = (await records()).map(([, record]) => record.key).find((it) => it instanceof CryptoKey)
    expect(key).toMatchObject({ extractable: false, algorithm: { name: 'AES-GCM', length: 256 } })
    await expect(crypto.subtle.exportKey('raw', key!)).rejects.toThrow()
  })

  test('writes a photo once, and forgets one that was replaced', async () => {
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    const { type, dispatch, saved } = await sit()
    dispatch(photoTaken('front', 3))
    await saved()
    type({ firstName: 'Ana' })
    await saved()
    expect(put.mock.calls.filter(([, name]) => String(name).includes('/'))).toHaveLength(1)
    const [photo] = (await names()).filter((name) => name.includes('/'))
    dispatch(photoTaken('front', 5))
    await saved()
    const left = (await names()).filter((name) => name.includes('/'))
    expect(left).toHaveLength(1)
    expect(left).not.toContain(photo)
  })

  test('is not written before something has happened', async () => {
    const { saved, leave } = await sit()
    await saved()
    leave()
    await expectRecords(0)
  })

  test('is written within half a second of typing, and at once when the page is hidden', async () => {
    const { type } = await sit()
    type({ firstName: 'A' })
    expect(await names()).toEqual([])
    await vi.waitFor(async () => expect(await names()).toHaveLength(1), { timeout: 500 })
    const before = latin1((await records())[0]![1].iv)
    type({ firstName: 'Ana' })
    window.dispatchEvent(new Event('pagehide'))
    await vi.waitFor(async () => expect(latin1((await records())[0]![1].iv)).not.toBe(before), { timeout: 250 })
  })

  test.each([
    ['an outcome', { type: 'decided', outcome: { status: 'declined', sessionId: 's' } }],
    ['leaving', { type: 'cancelled' }],
  ] as const)('leaves nothing after %s', async (_name, event) => {
    const { type, dispatch, saved, page } = await sit()
    type(values)
    dispatch(photoTaken('front', 3))
    await saved()
    await expectRecords(2)
    if (event.type === 'decided') {
      const submission = { request: {} as never, files: {}, idempotencyKey: 'key' }
      page.engine.store.dispatch({ type: 'submitted', submission })
      const targets = { front: { url: 'https://s3.example.test', fields: {} } }
      dispatch({ type: 'sessionCreated', sessionId: 's', targets, expiresAtMs: Date.now() + 600_000 })
      dispatch({ type: 'uploadFinished', slot: 'front' })
    }
    dispatch(event)
    await expectRecords(0)
  })

  test('leaves nothing, not even the key, when the person starts afresh', async () => {
    const first = await sit()
    first.type(values)
    await first.saved()
    first.leave()
    const second = await sit()
    second.page.choice?.discardDraft()
    expect(second.heard).toEqual(['draftFound', 'draftDiscarded'])
    await expectRecords(0)
    second.type({ firstName: 'Ana' })
    await second.saved()
    await expectRecords(1)
  })

  test('is never met under another key', async () => {
    const first = await sit({ draftKey: 'one' })
    first.type(values)
    await first.saved()
    first.leave()
    const other = await sit({ draftKey: 'two' })
    expect(other.page.choice).toBeNull()
    expect(other.heard).toEqual([])
    other.leave()
    expect((await sit({ draftKey: 'one' })).page.choice).not.toBeNull()
  })
})

describe('a draft past its time', () => {
  test('is not offered and is removed, also when it is another person’s', async () => {
    let nowMs = 1_000_000
    const now = () => nowMs
    const first = await sit({ draftKey: 'one', ttlMs: 60_000, now })
    first.type(values)
    await first.saved()
    first.leave()
    nowMs += 60_001
    const other = await sit({ draftKey: 'two', now })
    await expectRecords(0)
    other.leave()
    expect((await sit({ draftKey: 'one', now })).page.choice).toBeNull()
  })

  test('is removed while the page is open', async () => {
    const { type, saved } = await sit({ ttlMs: 300 })
    type(values)
    await saved()
    await expectRecords(1)
    await expectRecords(0)
  })

  test('is not offered any more once its time ends while it is being asked about', async () => {
    const first = await sit({ ttlMs: 500 })
    first.type(values)
    await first.saved()
    first.leave()
    const { page } = await sit({ ttlMs: 500 })
    const { choice } = page
    expect(choice).not.toBeNull()
    await vi.waitFor(() => expect(page.choice).toBeNull(), { timeout: 2_000 })
    choice?.resumeDraft()
    expect(page.engine.begun.values.firstName).toBe('')
  })

  test('does not live longer because the clock was set back', async () => {
    let nowMs = 10_000_000
    const now = () => nowMs
    const first = await sit({ now })
    first.type(values)
    await first.saved()
    first.leave()
    nowMs -= 7_200_000
    expect((await sit({ now })).page.choice).toBeNull()
    await expectRecords(0)
  })
})

describe('a draft that cannot be read', () => {
  test.each([
    ['a changed byte', (head: Record<string, unknown>) => void (new Uint8Array(head.bytes as ArrayBuffer)[3]! ^= 1)],
    ['a time that was changed', (head: Record<string, unknown>) => void (head.savedAtMs = (head.savedAtMs as number) - 1)],
    ['a longer life', (head: Record<string, unknown>) => void (head.ttlMs = 10_000_000)],
    ['another version', (head: Record<string, unknown>) => void (head.version = 0)],
  ])('because of %s is removed and never offered', async (_name, change) => {
    const first = await sit()
    first.type(values)
    first.dispatch(photoTaken('front', 3))
    await first.saved()
    first.leave()
    const [name, head] = (await records()).find(([, record]) => record.key)!
    change(head)
    await set(name, head, database)
    const second = await sit()
    expect(second.page.choice).toBeNull()
    await expectRecords(0)
    expect(warned).toEqual([])
  })

  test('because a photo was put under another name is removed', async () => {
    const first = await sit()
    first.dispatch(photoTaken('front', 3))
    first.dispatch(photoTaken('back', 4))
    await first.saved()
    first.leave()
    const [one, two] = (await records()).filter(([name]) => name.includes('/'))
    await set(one![0], two![1], database)
    expect((await sit()).page.choice).toBeNull()
    await expectRecords(0)
  })
})

describe('two at once', () => {
  test('have one draft: the second begins without, and writes nothing', async () => {
    const first = await sit()
    first.type(values)
    await first.saved()
    const before = latin1((await records())[0]![1].iv)
    const second = await sit()
    expect(second.page.choice).toBeNull()
    expect(second.page.keeper).toBeNull()
    expect(second.page.hasBegun).toBe(true)
    second.type({ firstName: 'Tereza' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(latin1((await records())[0]![1].iv)).toBe(before)
  })

  test('wait a moment for one that is just leaving', async () => {
    const first = await sit()
    first.type(values)
    await first.saved()
    const opening = sit()
    setTimeout(first.leave, 150)
    expect((await opening).page.choice).not.toBeNull()
  })
})

describe('without a storage', () => {
  test('the person begins, and the developer is told once', async () => {
    const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    for (const round of [1, 2]) {
      const { page } = await sit({ draftKey: `blocked ${round}` })
      expect(page.hasBegun).toBe(true)
      expect(page.keeper).toBeNull()
    }
    open.mockRestore()
    expect(warned).toEqual([expect.stringMatching(/^idstep: draft-blocked: /)])
  })

  test('that is full, nothing old stays in the place of what is new', async () => {
    const { type, dispatch, saved } = await sit()
    type(values)
    await saved()
    await expectRecords(1)
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    dispatch(photoTaken('front', 3))
    await saved()
    await expectRecords(0)
    expect(warned).toEqual([expect.stringMatching(/^idstep: draft-full: /)])
    // It is left alone from here on
    vi.restoreAllMocks()
    type({ firstName: 'Ana' })
    await saved()
    await expectRecords(0)
  })
})
