import { answerHeaders, HandlerFailure } from '../failures.ts'

/**
 * Refuses what a page of another site sends: with the person's cookie it would act in that person's name. What names
 * no site passes, for it comes from a server, an app or a browser too old to be told apart.
 *
 * `Sec-Fetch-Site` (Fetch Metadata) decides where it is sent, because no page can set it; `same-site` is another
 * host, and refused. Without it `Origin` has to name the host that was asked; the scheme is left out of it, as a
 * proxy may have ended TLS.
 * @throws HandlerFailure `cross-site`
 */
export function refuseCrossSite(request: Request, allowedOrigins: readonly string[]): void {
  const origin = request.headers.get('origin')
  if (origin !== null && allowedOrigins.includes(origin)) return
  const site = request.headers.get('sec-fetch-site')
  if (site === 'same-origin') return
  // Typed into the address bar: nobody sends a form or a script from there.
  if (site === 'none' && request.method !== 'POST') return
  if (site === null && (origin === null || hostOf(origin) === new URL(request.url).host)) return
  throw new HandlerFailure('cross-site')
}

/** The host of an origin, with its port; `undefined` for `null` and for what is no origin. */
function hostOf(origin: string): string | undefined {
  const url = URL.canParse(origin) ? new URL(origin) : undefined
  return url?.origin === origin && /^https?:$/.test(url.protocol) ? url.host : undefined
}

/** Lets a page of an allowed origin read an answer (CORS, Fetch standard 3.2), and nobody else's. */
export function shareAnswer(response: Response, request: Request, allowedOrigins: readonly string[]): Response {
  if (allowedOrigins.length === 0) return response
  response.headers.append('vary', 'Origin')
  const origin = request.headers.get('origin')
  if (origin === null || !allowedOrigins.includes(origin)) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-allow-credentials', 'true')
  response.headers.set('access-control-expose-headers', 'Retry-After')
  return response
}

/**
 * The answer to the question that a browser asks before an allowed page's request; `undefined` where it is no such
 * question. It is asked without a cookie, so it is answered before anybody is known.
 */
export function answerPreflight(request: Request, allowedOrigins: readonly string[]): Response | undefined {
  const { method, headers } = request
  const isAsked = method === 'OPTIONS' && headers.has('access-control-request-method')
  if (!isAsked || !allowedOrigins.includes(headers.get('origin') ?? '')) return undefined
  const wanted = headers.get('access-control-request-headers') ?? ''
  return new Response(null, {
    status: 204,
    headers: {
      ...answerHeaders,
      'access-control-allow-methods': 'GET, POST',
      // A host may have given createHost headers of its own, such as a token
      'access-control-allow-headers': /^[\w\-, ]{1,500}$/.test(wanted) ? wanted : 'content-type, idempotency-key',
      'access-control-max-age': '600',
    },
  })
}
