import type { HandlerCode, HandlerFailure } from './failures.ts'
import type { Route } from './guards/limits.ts'
import type { HandlerFault } from './options.ts'

/** A request that was answered. Ids and codes only: no user, no address, nothing that a browser or the vendor wrote. */
export interface AnsweredEntry {
  event: 'answered'
  /** `error` from status 500 on, `warn` for a refusal, else `info`. */
  level: 'info' | 'warn' | 'error'
  /** `undefined` where the path is none of ours. */
  route: Route | undefined
  status: number
  /** Why it was refused or failed. */
  code: HandlerCode | undefined
  /** The session it was about, once it is known to be the user's. */
  sessionId: string | undefined
  /** The vendor's trace id, to quote to its support. */
  traceId: string | undefined
  /** How long it took, in milliseconds. */
  durationMs: number
}

/** The vendor is down, and its calls are paused; or it is back. */
export interface VendorEntry {
  event: 'vendor-paused' | 'vendor-resumed'
  level: 'error' | 'info'
}

/** What the log is told. */
export type LogEntry = AnsweredEntry | VendorEntry

/**
 * Writes an entry down. What it throws, also later, changes no answer.
 * @example
 * ```ts
 * logger: ({ level, ...entry }) => pino[level](entry)
 * ```
 */
export type Logger = (entry: LogEntry) => void

/** What is learnt of a request on its way. */
export interface Trail {
  route?: Route
  sessionId?: string
}

/** The entry for an answer, with the failure it tells of. */
export function answeredEntry(
  { route, sessionId }: Trail,
  status: number,
  failure: HandlerFailure | undefined,
  durationMs: number,
): AnsweredEntry {
  const level = status >= 500 ? 'error' : failure ? 'warn' : 'info'
  const traceId = failure?.details.traceId
  return { event: 'answered', level, route, status, code: failure?.code, sessionId, traceId, durationMs }
}

/** Calls a listener of the host's whose faults, at once or later, must not break an answer. */
export function tell<Heard>(listener: (heard: Heard) => unknown, heard: Heard): void {
  // There is nobody left to tell of a fault in here.
  new Promise((resolve) => resolve(listener(heard))).catch(() => {})
}

/** The fault that `onFailure` hears of. */
export function toFault({ code, details }: HandlerFailure): HandlerFault {
  return { code, traceId: details.traceId, cause: details.cause }
}

/** What is said where the host passed neither `logger` nor `onFailure`: faults only, each on a line. */
export const logToConsole: Logger = (entry) => {
  if (entry.level !== 'error') return
  // eslint-disable-next-line no-console -- a server's faults must not go unseen where the host said nothing about them
  console.error(`idstep: ${textOf(entry)}`)
}

/** The cause is left out: what a host or its store threw may name a person. */
function textOf(entry: LogEntry): string {
  if (entry.event !== 'answered') return 'the vendor is down; calls to it are paused, and tried again from time to time.'
  const trace = entry.traceId === undefined ? '' : ` (trace id ${entry.traceId})`
  if (entry.code === 'vendor-refused-key') {
    return `THE VENDOR REFUSED THE API KEY${trace}. Nobody can be verified until apiKey is right.`
  }
  return `the handler answered ${entry.code}${trace}. Pass onFailure to see the cause, or to keep this quiet.`
}
