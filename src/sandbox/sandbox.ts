import type { DocumentSlot } from '../core/documents.ts'
import type { Scenario } from './scenarios.ts'
import { toStandardSession, type SessionRecord, type StandardSession, type StoredObject } from './sessions.ts'
import { answerStorage } from './storage.ts'
import { answerVendor } from './vendor.ts'

/** The API key that the stand-in takes when none is given. */
export const sandboxApiKey = 'sandbox-key'

/** How the stand-in is set up. */
export interface SandboxOptions {
  /** What the next sessions go through. @default 'approved' */
  scenario?: Scenario | undefined
  /** The value of `x-api-key` that is let in. @default 'sandbox-key' */
  apiKey?: string | undefined
  /**
   * Where a browser reaches this stand-in; upload targets point to `<publicUrl>/<bucket>`. A path in it is taken off
   * again when a request arrives. @default 'https://s3.sandbox.test', which only exists in-process
   */
  publicUrl?: string | undefined
  /**
   * Origins whose pages may send to the storage, as `https://shop.example`: the CORS rule of the bucket.
   * @default any
   */
  allowedOrigins?: readonly string[] | undefined
  /** Milliseconds since the epoch; every wait and expiry is read from it. @default Date.now */
  now?: (() => number) | undefined
  /**
   * Divides the waiting times of the scenarios; the ten minutes of a target and the 27 of a session stay.
   * @default 1
   */
  speed?: number | undefined
  /** Called with each file that is accepted, also when it replaces an earlier one. */
  onStored?: ((object: StoredObject) => void) | undefined
}

/** A session as the vendor has it, with the request that made it. */
export interface ReceivedSession {
  readonly session: StandardSession
  readonly scenario: Scenario
  /** The body of call 1 as it arrived, extra fields included. */
  readonly request: Readonly<Record<string, unknown>>
  /** Which slots are wanted, and what has arrived for each; `null` where nothing has. */
  readonly objects: Readonly<Partial<Record<DocumentSlot, StoredObject | null>>>
}

/** How often each call arrived, refused and cut ones included. */
export interface CallCounts {
  readonly create: number
  readonly upload: number
  readonly process: number
  readonly read: number
}

/** A stand-in for the vendor and for its S3, in memory. */
export interface Sandbox {
  /**
   * Answers a request: `/api/…` as the vendor, anything else as S3; the host is not looked at. It can be given to
   * `createHandler` as its `fetch`. Where the scenario cuts the connection it rejects with a TypeError, as `fetch`
   * does: a server in front must then destroy the socket instead of answering.
   */
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>
  /** What the next session goes through. */
  readonly scenario: Scenario
  /** Changes it; sessions that are already there keep theirs. `vendor-down` is felt by all of them while it is set. */
  setScenario(scenario: Scenario): void
  /** Every session, oldest first, as it is now. */
  sessions(): ReceivedSession[]
  /** Every stored file, in the order of their sessions and slots. */
  objects(): StoredObject[]
  readonly calls: CallCounts
  /** Forgets sessions, files and counts; the scenario stays. */
  reset(): void
}

const noCalls: CallCounts = { create: 0, upload: 0, process: 0, read: 0 }

/**
 * Makes a stand-in for Notus KYC and for the S3 bucket behind it: for demos, stories and tests. It plays the paths,
 * statuses, bodies and refusals of the real ones and checks the form of what it is sent, but it verifies nobody:
 * **no identity, document or photo is examined, and the verdict is the scenario's.** Everything is made up and
 * gone with the process. Nor does anybody do a liveness check here: a session that wants one is never decided and
 * expires 27 minutes after it was made (D). It uses Web APIs only and runs in browsers too.
 * @throws RangeError when `speed` is not above zero
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { apiKey = sandboxApiKey, now = Date.now, speed = 1, onStored } = options
  if (!(speed > 0)) throw new RangeError('idstep: the speed of the sandbox must be above zero')
  const storageUrl = (options.publicUrl ?? 'https://s3.sandbox.test').replace(/\/+$/, '')
  const prefix = new URL(storageUrl).pathname.replace(/\/+$/, '')
  let scenario: Scenario = options.scenario ?? 'approved'
  let sessionsInScenario = 0
  let calls = noCalls
  const records = new Map<string, SessionRecord>()

  const count = (call: keyof CallCounts) => {
    calls = { ...calls, [call]: calls[call] + 1 }
  }
  const cutFirstTry = (record: SessionRecord | undefined, what: string) => {
    if (record?.scenario !== 'flaky-network' || record.tried.has(what)) return
    record.tried.add(what)
    throw new TypeError('idstep: the sandbox cut the connection, as its scenario flaky-network says')
  }
  const findSlot = (key: string) => {
    for (const record of records.values()) {
      for (const [slot, known] of record.keys) if (known === key) return { record, slot }
    }
    return undefined
  }
  const vendor = {
    apiKey,
    storageUrl,
    speed,
    now,
    scenario: () => scenario,
    sessionsInScenario: () => sessionsInScenario,
    find: (id: string) => records.get(id),
    add(record: SessionRecord) {
      records.set(record.id, record)
      sessionsInScenario += 1
    },
    count,
    onTry: cutFirstTry,
  }
  const storage = {
    allowedOrigins: options.allowedOrigins,
    now,
    onTry: (key: string) => cutFirstTry(findSlot(key)?.record, key),
    keep(key: string, bytes: Uint8Array<ArrayBuffer>) {
      const found = findSlot(key)
      if (!found) return
      const object = { key, bytes, sessionId: found.record.id, slot: found.slot }
      found.record.objects.set(key, object)
      onStored?.(object)
    },
  }
  const objectsOf = ({ keys, objects }: SessionRecord) =>
    [...keys].map(([slot, key]) => [slot, objects.get(key) ?? null] as const)

  return {
    async fetch(input, init) {
      const request = typeof input === 'object' && 'method' in input && !init ? input : new Request(input, init)
      request.signal.throwIfAborted()
      const { pathname } = new URL(request.url)
      const path = prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
      if (path.startsWith('/api/')) return answerVendor(request, path, vendor)
      if (request.method === 'POST') count('upload')
      return answerStorage(request, path, storage)
    },
    get scenario() {
      return scenario
    },
    setScenario(next) {
      scenario = next
      sessionsInScenario = 0
    },
    sessions: () =>
      [...records.values()].map((record) => ({
        session: toStandardSession(record, now(), speed),
        scenario: record.scenario,
        request: record.request,
        objects: Object.fromEntries(objectsOf(record)),
      })),
    objects: () => [...records.values()].flatMap((record) => objectsOf(record).flatMap(([, object]) => object ?? [])),
    get calls() {
      return calls
    },
    reset() {
      records.clear()
      sessionsInScenario = 0
      calls = noCalls
    },
  }
}
