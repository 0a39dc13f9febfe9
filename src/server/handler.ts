import { Hono, type Context } from 'hono'
import { calendarDateAt } from '../core/form/birth-date.ts'
import { answerOnce } from './idempotency.ts'
import { failureResponse, HandlerFailure, toFailure } from './failures.ts'
import { checkOptions, type HandlerFault, type HandlerOptions } from './options.ts'
import { rememberOwner, requireOwner } from './ownership.ts'
import { createdView, sessionView } from './views.ts'
import { readSessionRequest } from './session-request.ts'
import { createMemoryStore } from './store.ts'
import { createVendor } from './vendor.ts'

/** Answers a web request with a web response; never rejects. */
export type Handler = (request: Request) => Promise<Response>

/** East of every time zone: the latest date it can be anywhere. */
const latestOffsetMinutes = 14 * 60

const noStore = { 'cache-control': 'no-store' }

/**
 * The server's side of idstep: stands between the widget and the vendor, and keeps the API key. Serves, under
 * `basePath`, `POST /individual-sessions`, `POST /individual-sessions/:id/process` and `GET /individual-sessions/:id`.
 * A refusal or a fault is answered with `{ error: { code, fields?, traceId? } }`; see `handlerCodes`.
 * @throws Error at once, where an option is missing or cannot be right
 * @example
 * ```ts
 * const handler = createHandler({
 *   apiKey: process.env.NOTUS_API_KEY,
 *   authorize: async (request) => {
 *     const user = await userOf(request)
 *     return user ? { userId: user.id } : null
 *   },
 * })
 * ```
 */
export function createHandler(options: HandlerOptions): Handler {
  checkOptions(options)
  const {
    apiKey,
    authorize,
    baseUrl = 'https://api.notus.team/api/v1',
    basePath = '/api/kyc',
    extraBody,
    fetch = (url, init) => globalThis.fetch(url, init),
    now = Date.now,
    vendorTimeoutMs = 20_000,
    store = createMemoryStore({ now }),
    onFailure = logFailure,
  } = options
  const vendor = createVendor({ apiKey, baseUrl, fetch, timeoutMs: vendorTimeoutMs })

  const userOf = async ({ req }: Context): Promise<string> => {
    const user = await authorize(req.raw)
    if (typeof user?.userId !== 'string' || user.userId === '') throw new HandlerFailure('unauthorized')
    return user.userId
  }

  const ownSessionId = async (context: Context): Promise<string> => {
    const userId = await userOf(context)
    const id = context.req.param('id') ?? ''
    await requireOwner(store, id, userId)
    return id
  }

  const app = new Hono().basePath(`/${basePath.replace(/^\/+|\/+$/g, '')}`)

  app.post('/individual-sessions', async (context) => {
    const userId = await userOf(context)
    const today = calendarDateAt(now(), latestOffsetMinutes)
    const sessionRequest = await readSessionRequest(context.req.raw, today, options)
    // Not ended when the browser goes away: the session would be lost, and the browser's next try a second one.
    const work = async () => {
      const extra = typeof extraBody === 'function' ? await extraBody({ userId, request: context.req.raw }) : extraBody
      const created = await vendor.createSession({ ...sessionRequest, ...extra })
      await rememberOwner(store, created.session.id, userId)
      return JSON.stringify(createdView(created))
    }
    const key = context.req.raw.headers.get('idempotency-key')
    const body = JSON.stringify(sessionRequest)
    const answer = await answerOnce({ store, userId, key, body, limitMs: vendorTimeoutMs + 10_000, work })
    return context.body(answer, 201, { ...noStore, 'content-type': 'application/json' })
  })

  app.post('/individual-sessions/:id/process', async (context) => {
    await vendor.processSession(await ownSessionId(context))
    return context.body(null, 204, noStore)
  })

  app.get('/individual-sessions/:id', async (context) => {
    const { session } = await vendor.readSession(await ownSessionId(context))
    return context.json({ session: sessionView(session) }, 200, noStore)
  })

  const refuseMethod = (allow: string) => () => {
    throw new HandlerFailure('method-not-allowed', { allow })
  }
  app.all('/individual-sessions', refuseMethod('POST'))
  app.all('/individual-sessions/:id/process', refuseMethod('POST'))
  app.all('/individual-sessions/:id', refuseMethod('GET, HEAD'))
  app.notFound(() => failureResponse(new HandlerFailure('not-found')))
  // Thrown on, so that one place answers for every failure, also for what is thrown and no Error.
  app.onError((error) => {
    throw error
  })

  return async (request) => {
    try {
      return await app.fetch(request)
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.status >= 500) tell(onFailure, failure)
      return failureResponse(failure)
    }
  }
}

/** The cause is left out: what a host or its store threw may name a person. */
function logFailure({ code, traceId }: HandlerFault): void {
  const trace = traceId === undefined ? '' : ` (trace id ${traceId})`
  // eslint-disable-next-line no-console -- a server's faults must not go unseen where the host said nothing about them
  console.error(`idstep: the handler answered ${code}${trace}. Pass onFailure to see the cause, or to keep this quiet.`)
}

/** A host's logging must not break an answer. */
function tell(onFailure: (fault: HandlerFault) => void, { code, details }: HandlerFailure): void {
  try {
    onFailure({ code, traceId: details.traceId, cause: details.cause })
  } catch {
    // There is nobody left to tell.
  }
}
