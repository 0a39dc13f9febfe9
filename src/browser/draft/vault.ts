import { createStore, promisifyRequest, type UseStore } from 'idb-keyval'
import { draftVersion } from '../../core/draft.ts'

/** One record as it lies in the storage: nothing of it can be read without the draft's key. */
interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly bytes: ArrayBuffer
}

/** The small record of a draft. The key cannot be exported, and goes with the record. */
interface Head extends Sealed {
  readonly version: number
  readonly savedAtMs: number
  readonly ttlMs: number
  readonly key: CryptoKey
}

/** What lies in a vault, in the clear. */
export interface VaultContent {
  readonly savedAtMs: number
  readonly text: string
  /** Photos by name. */
  readonly photos: ReadonlyMap<string, ArrayBuffer>
}

/** Where one draft is kept. */
export interface Vault {
  /** What is there and not past its time. Rejects where it cannot be read or is of another version. */
  read(nowMs: number, ttlMs: number): Promise<VaultContent | null>
  /** Replaces the text, adds photos and forgets those that are `null`: all or nothing. */
  write(content: Omit<VaultContent, 'photos'> & { ttlMs: number; photos: ReadonlyMap<string, Blob | null> }): Promise<void>
  /** Leaves nothing, not even the key. */
  wipe(): Promise<void>
}

const cipher = 'AES-GCM'

/** The name of a draft in the storage: the SHA-256 of the host's key for it, in hexadecimal digits. */
export async function nameOfDraft(draftKey: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(draftKey))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Opens the vault of a name. Drafts past their time, whosever they are, are removed on the way. */
export async function openVault(name: string, nowMs: number): Promise<Vault> {
  const store = createStore('idstep', 'drafts')
  await sweep(store, nowMs)
  // Of the draft that is there; a new one gets a new key
  let key: CryptoKey | null = null

  return {
    async read(nowMs, ttlMs) {
      const photosOf = IDBKeyRange.bound(`${name}/`, `${name}/\uffff`)
      const [head, names, sealed] = await store('readonly', (drafts) =>
        Promise.all([
          promisifyRequest<Head | undefined>(drafts.get(name)),
          promisifyRequest(drafts.getAllKeys(photosOf)) as Promise<string[]>,
          promisifyRequest<Sealed[]>(drafts.getAll(photosOf)),
        ]),
      )
      if (!head) return null
      const { savedAtMs } = head
      if (!isFresh({ ...head, ttlMs }, nowMs)) throw new Error('idstep: the draft is past its time')
      const text = new TextDecoder().decode(await open(head.key, head, labelOf(name, head)))
      const photos = await Promise.all(
        sealed.map(async (one, at) => [shortName(names[at]), await open(head.key, one, `${names[at]}`)] as const),
      )
      key = head.key
      return { savedAtMs, text, photos: new Map(photos) }
    },

    async write({ text, photos, savedAtMs, ttlMs }) {
      const own = (key ??= await crypto.subtle.generateKey({ name: cipher, length: 256 }, false, ['encrypt', 'decrypt']))
      const terms = { version: draftVersion, savedAtMs, ttlMs }
      const label = labelOf(name, terms)
      const head: Head = { ...terms, key: own, ...(await seal(own, new TextEncoder().encode(text), label)) }
      const sealed = await Promise.all(
        [...photos].map(async ([photo, blob]) => {
          const record = `${name}/${photo}`
          return [record, blob && (await seal(own, await blob.arrayBuffer(), record))] as const
        }),
      )
      await store('readwrite', (drafts) => {
        drafts.put(head, name)
        for (const [record, value] of sealed) {
          if (value) drafts.put(value, record)
          else drafts.delete(record)
        }
        return promisifyRequest(drafts.transaction)
      })
    },

    async wipe() {
      key = null
      await store('readwrite', (drafts) => {
        drafts.delete(allOf(name))
        return promisifyRequest(drafts.transaction)
      })
    },
  }
}

async function sweep(store: UseStore, nowMs: number): Promise<void> {
  await store('readwrite', async (drafts) => {
    const records = (await promisifyRequest(drafts.getAllKeys())) as string[]
    for (const name of new Set(records.map((record) => record.split('/', 1)[0] ?? ''))) {
      const head = await promisifyRequest<Head | undefined>(drafts.get(name))
      if (!head || !isFresh(head, nowMs)) drafts.delete(allOf(name))
    }
  })
}

/** A clock that was set back does not make a draft live longer. */
function isFresh({ version, savedAtMs, ttlMs }: Omit<Head, keyof Sealed | 'key'>, nowMs: number): boolean {
  return version === draftVersion && Math.abs(nowMs - savedAtMs) < ttlMs
}

const allOf = (name: string) => IDBKeyRange.bound(name, `${name}/\uffff`)
const shortName = (record = '') => record.slice(record.indexOf('/') + 1)

/** What a head is bound to beside its text: nobody can make it younger. */
const labelOf = (name: string, { version, savedAtMs, ttlMs }: Omit<Head, keyof Sealed | 'key'>) =>
  [name, version, savedAtMs, ttlMs].join()

const paramsOf = (iv: Uint8Array<ArrayBuffer>, label: string): AesGcmParams => ({
  name: cipher,
  iv,
  additionalData: new TextEncoder().encode(`${draftVersion} ${label}`),
})

async function seal(key: CryptoKey, clear: BufferSource, label: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, bytes: await crypto.subtle.encrypt(paramsOf(iv, label), key, clear) }
}

const open = (key: CryptoKey, { iv, bytes }: Sealed, label: string) => crypto.subtle.decrypt(paramsOf(iv, label), key, bytes)
