import { slotsOf, type DocumentSlot } from '../core/documents.ts'
import { scenarios, type Scenario } from './scenarios.ts'
import type { SessionBody } from './session-body.ts'

/** How long a session waits for what it needs before it expires, in milliseconds (NOTUS.md, Statuses). */
export const sessionLifetimeMs = 27 * 60_000

/** A session as the vendor answers it (NOTUS.md, Answer of call 1), field by field and in its order. */
export interface StandardSession {
  readonly id: string
  readonly individualId: string | null
  readonly status: string
  readonly livenessRequired: boolean
  readonly firstName: string
  readonly lastName: string
  readonly birthDate: string
  readonly document: { readonly id: string; readonly type: string | null; readonly category: string }
  readonly createdAt: string
  readonly updatedAt: string | null
}

/** A file that arrived. */
export interface StoredObject {
  readonly key: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly sessionId: string
  readonly slot: DocumentSlot
}

/** What the stand-in remembers of a session. */
export interface SessionRecord {
  readonly id: string
  readonly individualId: string
  readonly scenario: Scenario
  readonly request: SessionBody
  readonly createdAtMs: number
  /** The key of every slot that is wanted. */
  readonly keys: ReadonlyMap<DocumentSlot, string>
  /** By key; only the latest of each. */
  readonly objects: Map<string, StoredObject>
  /** What has been tried once, for the scenario that cuts first tries. */
  readonly tried: Set<string>
  processedAtMs: number | null
}

/** A new session, with a key for every slot that its kind of document needs. */
export function createRecord(request: SessionBody, scenario: Scenario, nowMs: number): SessionRecord {
  return {
    id: crypto.randomUUID(),
    individualId: crypto.randomUUID(),
    scenario,
    request,
    createdAtMs: nowMs,
    keys: new Map(slotsOf(request.documentCategory).map((slot) => [slot, `documents/${crypto.randomUUID()}`])),
    objects: new Map(),
    tried: new Set(),
    processedAtMs: null,
  }
}

/** Whether every wanted file is there. An empty one is none: S3 takes it, and no verification can follow from it. */
export function hasArrived({ keys, objects }: SessionRecord): boolean {
  return [...keys.values()].every((key) => (objects.get(key)?.bytes.length ?? 0) > 0)
}

interface StatusSince {
  readonly status: string
  /** Null until the status has changed. */
  readonly sinceMs: number | null
}

/**
 * Whether a liveness check stands between a session and its verdict. Nobody does one here, so that none is ever done.
 * D: nobody documents what a started session without it shows; VERIFYING until it expires is inferred.
 */
function awaitsLiveness({ request, scenario }: SessionRecord): boolean {
  const isDecided = scenarios[scenario].timeline.at(-1)?.status !== 'VERIFYING'
  return request.livenessRequired && isDecided
}

/**
 * The status at a moment, and since when; nothing runs by itself, so that a fake clock is enough.
 * @param speed divides the waiting times of the scenario
 */
export function statusAt(record: SessionRecord, nowMs: number, speed: number): StatusSince {
  const { processedAtMs, createdAtMs } = record
  const waiting: StatusSince =
    processedAtMs === null ? { status: 'PENDING', sinceMs: null } : { status: 'VERIFYING', sinceMs: processedAtMs }
  if (processedAtMs === null || awaitsLiveness(record)) {
    const expiresAtMs = createdAtMs + sessionLifetimeMs
    return nowMs < expiresAtMs ? waiting : { status: 'EXPIRED', sinceMs: expiresAtMs }
  }
  const reached = scenarios[record.scenario].timeline
    .map(({ status, afterMs }) => ({ status, sinceMs: processedAtMs + afterMs / speed }))
    .filter(({ sinceMs }) => sinceMs <= nowMs)
  return reached.at(-1) ?? waiting
}

/** The session as the vendor shows it: `individualId` is null until COMPLETED, `updatedAt` until it has changed. */
export function toStandardSession(record: SessionRecord, nowMs: number, speed: number): StandardSession {
  const { id, individualId, request, createdAtMs } = record
  const { status, sinceMs } = statusAt(record, nowMs, speed)
  return {
    id,
    individualId: status === 'COMPLETED' ? individualId : null,
    status,
    livenessRequired: request.livenessRequired,
    firstName: request.firstName,
    lastName: request.lastName,
    birthDate: request.birthDate,
    document: { id: request.documentId, type: null, category: request.documentCategory },
    createdAt: new Date(createdAtMs).toISOString(),
    updatedAt: sinceMs === null ? null : new Date(sinceMs).toISOString(),
  }
}
