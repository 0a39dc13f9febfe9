import type { FormOptions } from '../core/form/values.ts'
import type { HandlerCode } from './failures.ts'
import type { Limits } from './guards/limits.ts'
import type { Logger } from './log.ts'
import type { Store } from './store.ts'
import type { Circuit } from './vendor/circuit.ts'
import type { Fetch } from './vendor/client.ts'

/** What a create is made for, as `extraBody` sees it. */
export interface ExtraBodyContext {
  userId: string
  /** The browser's request. Its body has been read. */
  request: Request
}

/** A fault that a host's operators should hear of: status 500 and above. */
export interface HandlerFault {
  code: HandlerCode
  /** The vendor's trace id, to quote to its support. */
  traceId: string | undefined
  /** What was thrown, where something was. */
  cause: unknown
}

/**
 * How the handler is set up. `minimumAge`, `documents`, `contact` and `livenessRequired` have the names and shapes of
 * the widget's, so that one object serves both; here they hold whatever a page sends.
 */
export interface HandlerOptions extends FormOptions {
  /**
   * The vendor's API key, from the server's environment; without it `createHandler` throws. It leaves the process only
   * towards the vendor.
   * @example process.env.NOTUS_API_KEY
   */
  apiKey: string | undefined
  /**
   * Says who sends a request, by your own cookie or token; `null` where nobody is signed in (401). Sessions belong to
   * the `userId`. Leave the request's body unread.
   */
  authorize: (request: Request) => { userId: string } | null | Promise<{ userId: string } | null>
  /** The vendor's address: https, or http on this very machine. @default 'https://api.notus.team/api/v1' */
  baseUrl?: string | undefined
  /** Where the handler is mounted, as the browser sees it. @default '/api/kyc' */
  basePath?: string | undefined
  /** What is remembered between requests. @default createMemoryStore() */
  store?: Store | undefined
  /**
   * Origins of other sites whose pages may use the handler, with the person's cookie; their preflights are answered,
   * and they may read the answers. Your own site needs no entry, unless a proxy changes the `Host` header.
   * @default none
   * @example ['https://app.bank.example']
   */
  allowedOrigins?: readonly string[] | undefined
  /**
   * How much one user and one address may ask for; more is answered 429 with `Retry-After`. `false` for no limits.
   * They hold for all processes that share the `store`.
   * @default {@link defaultLimits}
   * @example { perUser: { create: { points: 5, perSeconds: 3600 } }, perAddress: false }
   */
  limits?: Limits | false | undefined
  /**
   * Where a request comes from, for the limits per address; `undefined` is not counted. A header says so only where a
   * proxy of yours sets it: anyone can send `X-Forwarded-For`.
   * @default the peer of `toNodeListener`'s socket, where that is a public address; elsewhere unknown
   * @example (request) => request.headers.get('cf-connecting-ip') ?? undefined // behind Cloudflare only
   */
  addressOf?: ((request: Request) => string | undefined) | undefined
  /**
   * Fields added to the body of a create, for example the vendor's individual limit. They win over the browser's and
   * over `livenessRequired`.
   * @default none
   */
  extraBody?: object | ((context: ExtraBodyContext) => object | Promise<object>) | undefined
  /** Youngest age, in whole years, where the day is furthest on. @default none */
  minimumAge?: FormOptions['minimumAge']
  /** Documents that are let through. @default everything the vendor accepts */
  documents?: FormOptions['documents']
  /**
   * Contact fields that are let through: a required one must be there, a hidden one must not, and one that is not
   * named is hidden. @default all are let through, none is required
   */
  contact?: FormOptions['contact']
  /** Whether the vendor is to ask for a liveness check, whatever the page says. @default what the page says */
  livenessRequired?: boolean | undefined
  /** How the vendor is called. @default the global fetch */
  fetch?: Fetch | undefined
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
  /** Limit for the body of a create to arrive, in milliseconds. @default 15000 */
  bodyTimeoutMs?: number | undefined
  /** Limit for one call to the vendor, in milliseconds; also for a read with its repeat. @default 20000 */
  vendorTimeoutMs?: number | undefined
  /** When calls to a vendor that is down are paused; `false` for never. Each process decides for itself. */
  circuit?: Circuit | false | undefined
  /**
   * Told of every answer and of a vendor that goes down or comes back, in ids and codes: fit for any log.
   * @default without `onFailure`, faults go to `console.error`
   */
  logger?: Logger | undefined
  /**
   * Told of every fault on this side or the vendor's, with its cause, which may hold what a log should not; `() => {}`
   * silences the console.
   * @default none
   */
  onFailure?: ((fault: HandlerFault) => void) | undefined
}
