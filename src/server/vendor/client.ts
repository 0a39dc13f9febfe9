import {
  createdSessionSchema,
  readSessionSchema,
  type CreatedSession,
  type ReadSession,
  type Session,
} from '../../core/contract/session.ts'
import { HandlerFailure, toFailure } from '../failures.ts'
import { isSessionId } from '../guards/ownership.ts'
import { parseAnswer, requireSuccess } from './answer.ts'
import { wasNeverSent } from './never-sent.ts'

/** As much of `fetch` as the handler needs. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The vendor's calls (NOTUS.md, 1). All throw a `HandlerFailure`; nothing the vendor says in words goes further. */
export interface Vendor {
  /** Never repeated; a failure that may have made a session is `isUnsettled`. */
  createSession(body: object): Promise<CreatedSession>
  processSession(id: string): Promise<void>
  /** @param timeoutMs limit for this call, in milliseconds, where that is shorter than the client's own */
  readSession(id: string, timeoutMs?: number): Promise<ReadSession>
}

/** What the vendor client needs. */
export interface VendorOptions {
  apiKey: string
  baseUrl: string
  fetch: Fetch
  /** Limit for one call, answer read to its end, in milliseconds. */
  timeoutMs: number
}

interface CallOptions {
  body?: object
  /** Milliseconds */
  limitMs?: number | undefined
}

/** A client for the vendor. The one place that holds the API key. */
export function createVendor({ apiKey, baseUrl, fetch, timeoutMs }: VendorOptions): Vendor {
  const sessions = `${baseUrl.replace(/\/+$/, '')}/kyc/individual-verification-sessions/standard`

  const call = (method: 'GET' | 'POST', path: string, { body, limitMs = timeoutMs }: CallOptions = {}) => {
    const headers = new Headers({ accept: 'application/json', 'x-api-key': apiKey })
    if (body) headers.set('content-type', 'application/json')
    const content = body ? JSON.stringify(body) : null
    return withLimit(Math.min(limitMs, timeoutMs), async (signal) => {
      // A redirect is not followed: fetch would carry the key along to wherever it points.
      const response = await fetch(`${sessions}${path}`, { method, headers, body: content, signal, redirect: 'manual' })
      return { response, text: response.status === 204 ? '' : await response.text() }
    })
  }

  return {
    async createSession(body) {
      let status = 0
      try {
        const { response, text } = await call('POST', '', { body })
        status = response.status
        // Without an id in the path there is no session that could be missing.
        if (status === 404) throw new HandlerFailure('vendor-answer')
        requireSuccess(response, text)
        const created = parseAnswer(createdSessionSchema, text)
        if (!isSessionId(created.session.id)) throw new HandlerFailure('vendor-answer')
        requireIndividual(created.session)
        return created
      } catch (thrown) {
        const { code, details } = toFailure(thrown)
        // 503 says that it was not taken up (RFC 9110, 15.6.4), as the network before the vendor does in an outage
        const isRefused = (status >= 400 && status < 500) || status === 503
        throw new HandlerFailure(code, { ...details, isUnsettled: !isRefused && !wasNeverSent(details.cause) })
      }
    },
    async processSession(id) {
      const { response, text } = await call('POST', `/${encodeURIComponent(id)}/process`)
      requireSuccess(response, text)
    },
    async readSession(id, limitMs) {
      const { response, text } = await call('GET', `/${encodeURIComponent(id)}`, { limitMs })
      requireSuccess(response, text)
      const read = parseAnswer(readSessionSchema, text)
      if (read.session.id !== id) throw new HandlerFailure('vendor-answer')
      requireIndividual(read.session)
      return read
    },
  }
}

/** An approval names whom it approves (NOTUS.md, Answer of call 1); one that does not is no approval. */
function requireIndividual({ status, individualId }: Session): void {
  if (status === 'COMPLETED' && !individualId) throw new HandlerFailure('vendor-answer')
}

/** Ends a call at its limit even where `fetch` does not listen to its signal. */
async function withLimit<Answer>(limitMs: number, call: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new HandlerFailure('vendor-timeout'))
      controller.abort()
    }, limitMs)
  })
  try {
    return await Promise.race([call(controller.signal), limit])
  } catch (thrown) {
    throw thrown instanceof HandlerFailure ? thrown : new HandlerFailure('vendor-unreachable', { cause: thrown })
  } finally {
    clearTimeout(timer)
  }
}
