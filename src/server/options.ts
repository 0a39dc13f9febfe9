import { isSecureUploadUrl as isSecureUrl } from '../core/contract/expiry.ts'
import type { FormOptions } from '../core/form/values.ts'
import type { HandlerCode } from './failures.ts'
import type { Store } from './store.ts'
import type { Fetch } from './vendor.ts'

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
  /** Limit for one call to the vendor, in milliseconds. @default 20000 */
  vendorTimeoutMs?: number | undefined
  /**
   * Told of every fault on this side or the vendor's, for your log; `() => {}` silences it.
   * @default code and trace id go to `console.error`, the cause does not
   */
  onFailure?: ((fault: HandlerFault) => void) | undefined
}

/**
 * Finds what is missing before the first person does.
 * @throws Error that says what to do and holds no part of the key
 */
export function checkOptions(
  options: Partial<HandlerOptions> | undefined,
): asserts options is HandlerOptions & { apiKey: string } {
  const { apiKey, authorize, baseUrl } = options ?? {}
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw new Error(
      'idstep: createHandler needs apiKey, for the vendor refuses calls without it. ' +
        'Pass { apiKey: process.env.NOTUS_API_KEY } and check that the variable is set.',
    )
  }
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new Error(
      'idstep: apiKey holds a space, a line break or another character that no header can carry. ' +
        'Check how it is stored, for example for a line break at its end.',
    )
  }
  if (typeof authorize !== 'function') {
    throw new Error(
      'idstep: createHandler needs authorize, for without it anyone could create sessions on your account. ' +
        'Pass { authorize: (request) => ({ userId }) }, and return null from it where nobody is signed in.',
    )
  }
  if (baseUrl !== undefined && !isSecureUrl(baseUrl)) {
    throw new Error(
      'idstep: baseUrl is no https address, and anything else would show the key and the person to the network. ' +
        "Pass the vendor's, for example https://api.notus.team/api/v1; http is for localhost only.",
    )
  }
}
