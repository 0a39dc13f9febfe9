import { Hono, type Context } from 'hono'
import { calendarDateAt } from '../core/form/birth-date.ts'
import { checkOptions } from './check-options.ts'
import { answerHeaders, failureResponse, HandlerFailure, toFailure } from './failures.ts'
import { publicPeerOf } from './guards/address.ts'
import { answerPreflight, refuseCrossSite, shareAnswer } from './guards/cross-site.ts'
import { createLimiter, type Route } from './guards/limits.ts'
import { ownerOf, rememberOwner, requireOwner } from './guards/ownership.ts'
import { answerOnce } from './idempotency.ts'
import { answeredEntry, logToConsole, tell, toFault, type LogEntry, type Trail } from './log.ts'
import type { HandlerOptions } from './options.ts'
import { readSessionRequest } from './session-request.ts'
import { createMemoryStore } from './store.ts'
import { withCircuit } from './vendor/circuit.ts'
import { createVendor } from './vendor/client.ts'
import { createReads } from './vendor/reads.ts'
import { createdView } from './vendor/views.ts'

/** Answers a web request with a web response; never rejects. */
export type Handler = (request: Request) => Promise<Response>

/** East of every time zone: the latest date it can be anywhere. */
const latestOffsetMinutes = 14 * 60

type Env = { Bindings: Trail }

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
    allowedOrigins = [],
    limits = {},
    addressOf = publicPeerOf,
    circuit = {},
    onFailure,
    logger = onFailure ? () => {} : logToConsole,
  } = options
  const log = (entry: LogEntry) => tell(logger, entry)

  const client = createVendor({ apiKey, baseUrl, fetch, timeoutMs: vendorTimeoutMs })
  const vendor = circuit
    ? withCircuit(client, circuit, now, (event) => log({ event, level: event === 'vendor-paused' ? 'error' : 'info' }))
    : client
  const reads = createReads({ vendor, store, limitMs: vendorTimeoutMs })
  // Apart from what must not be lost: strangers make counters, and a full memory forgets its oldest entries.
  const limiter = createLimiter(limits, options.store ?? createMemoryStore({ now }), now)

  const signIn = async (request: Request): Promise<string> => {
    const user = await authorize(request)
    if (typeof user?.userId !== 'string' || user.userId === '') throw new HandlerFailure('unauthorized')
    return user.userId
  }

  /** The guards that stand before every route, in their order; the first that throws has answered. */
  const enter = async (route: Route, { env, req }: Context<Env>) => {
    env.route = route
    refuseCrossSite(req.raw, allowedOrigins)
    await limiter.countAddress(route, addressOf(req.raw))
    const userId = await signIn(req.raw)
    const owner = await ownerOf(userId)
    await limiter.countUser(route, owner)
    return { userId, owner }
  }

  /** The same, and one more: only the owner of the session goes on. */
  const enterOwn = async (route: Route, context: Context<Env>): Promise<string> => {
    const { owner } = await enter(route, context)
    const id = context.req.param('id') ?? ''
    await requireOwner(store, id, owner)
    context.env.sessionId = id
    return id
  }

  const app = new Hono<Env>().basePath(`/${basePath.replace(/^\/+|\/+$/g, '')}`)

  app.post('/individual-sessions', async (context) => {
    const { userId, owner } = await enter('create', context)
    const request = context.req.raw
    const sessionRequest = await readSessionRequest(request, calendarDateAt(now(), latestOffsetMinutes), options)
    // Not ended when the browser goes away: the session would be lost, and the browser's next try a second one.
    const work = async () => {
      const extra = typeof extraBody === 'function' ? await extraBody({ userId, request }) : extraBody
      const created = await vendor.createSession({ ...sessionRequest, ...extra })
      await rememberOwner(store, created.session.id, owner).catch((cause: unknown) => {
        throw new HandlerFailure('internal', { cause, isUnsettled: true })
      })
      context.env.sessionId = created.session.id
      return JSON.stringify(createdView(created))
    }
    const key = request.headers.get('idempotency-key')
    const body = JSON.stringify(sessionRequest)
    const answer = await answerOnce({ store, userId, key, body, limitMs: vendorTimeoutMs + 10_000, work })
    return context.body(answer, 201, { ...answerHeaders, 'content-type': 'application/json' })
  })

  app.post('/individual-sessions/:id/process', async (context) => {
    const id = await enterOwn('process', context)
    await vendor.processSession(id).finally(() => reads.forget(id))
    return context.body(null, 204, answerHeaders)
  })

  app.get('/individual-sessions/:id', async (context) => {
    const session = await reads.read(await enterOwn('read', context))
    return context.json({ session }, 200, answerHeaders)
  })

  const refuseMethod = (allow: string) => () => {
    throw new HandlerFailure('method-not-allowed', { allow })
  }
  app.all('/individual-sessions', refuseMethod('POST'))
  app.all('/individual-sessions/:id/process', refuseMethod('POST'))
  app.all('/individual-sessions/:id', refuseMethod('GET, HEAD'))
  app.notFound(() => {
    throw new HandlerFailure('not-found')
  })
  // Thrown on, so that one place answers for every failure, also for what is thrown and no Error.
  app.onError((error) => {
    throw error
  })

  return async (request) => {
    const beganAt = performance.now()
    const trail: Trail = {}
    let failure: HandlerFailure | undefined
    const refuse = (thrown: unknown) => failureResponse((failure = toFailure(thrown)))
    const answer = async () => answerPreflight(request, allowedOrigins) ?? (await app.fetch(request, trail))
    const response = shareAnswer(await answer().catch(refuse), request, allowedOrigins)
    log(answeredEntry(trail, response.status, failure, performance.now() - beganAt))
    if (failure && onFailure && failure.status >= 500) tell(onFailure, toFault(failure))
    return request.method === 'HEAD' ? new Response(null, response) : response
  }
}
