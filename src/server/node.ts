import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { rememberPeer } from './guards/address.ts'
import type { Handler } from './handler.ts'

/** What Express and body parsers leave on a request. */
type ParsedIncoming = IncomingMessage & { originalUrl?: unknown; body?: unknown }

/**
 * Makes the handler a listener for `node:http` and a route for Express, also under a prefix and behind
 * `express.json()`: the address is the one the browser asked for, and a body that was already parsed is written again.
 * @example
 * ```ts
 * app.use('/api/kyc', toNodeListener(handler))
 * ```
 */
export function toNodeListener(handler: Handler): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const listener = getRequestListener(
    (received, { incoming }) => {
      const request = toRequest(received, incoming as ParsedIncoming)
      rememberPeer(request, incoming.socket.remoteAddress)
      return handler(request)
    },
    { overrideGlobalObjects: false, errorHandler: () => new Response(null, { status: 400 }) },
  )
  return (incoming, outgoing) => void listener(incoming, outgoing)
}

function toRequest(request: Request, incoming: ParsedIncoming): Request {
  const { originalUrl } = incoming
  const isMoved = typeof originalUrl === 'string' && originalUrl.startsWith('/') && originalUrl !== incoming.url
  const parsedBody = incoming.readableDidRead ? toBody(incoming.body) : undefined
  if (!isMoved && parsedBody === undefined) return request
  // The origin is put in front, not resolved against: a path that begins with // would name another host.
  const url = isMoved ? new URL(request.url).origin + originalUrl : request.url
  const body = parsedBody ?? request.body
  const headers = new Headers([...request.headers])
  const init: RequestInit & { duplex: 'half' } = { method: request.method, headers, body, duplex: 'half' }
  return new Request(url, init)
}

/** A body as a parser left it: text and bytes as they came, objects as JSON. */
function toBody(parsed: unknown): string | Uint8Array<ArrayBuffer> | undefined {
  if (parsed === undefined || typeof parsed === 'string') return parsed
  return parsed instanceof Uint8Array ? new Uint8Array(parsed) : JSON.stringify(parsed)
}
