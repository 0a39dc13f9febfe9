import type { FieldIssue } from './session-body.ts'

/** A JSON answer of the vendor, readable from any page (NOTUS.md, authentication). */
export function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'access-control-allow-origin': '*' } })
}

/** An empty 204. */
export function empty(): Response {
  return new Response(null, { status: 204, headers: { 'access-control-allow-origin': '*' } })
}

/** A refusal of fields: 400 `BAD_REQUEST`. */
export function fieldError(errors: readonly FieldIssue[]): Response {
  return json({ message: 'Invalid request body.', id: 'BAD_REQUEST', errors }, 400)
}

/** An error of the framework, which has no trace id. */
export function httpException(message: string, status: number): Response {
  return json({ message, id: 'HTTP_EXCEPTION' }, status)
}

/** An error of the vendor's own rules, with a trace id to quote. */
export function domainError(id: string, message: string, status: number): Response {
  return json({ message, id, traceId: crypto.randomUUID().replaceAll('-', '') }, status)
}

/** What the CDN answers when there is nobody behind it: a page for people, whatever was asked. */
export function cdnError(): Response {
  const page = '<!DOCTYPE html>\n<html><head><title>503 Service Temporarily Unavailable</title></head>\n'
    + '<body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>cdn</center></body></html>\n'
  return new Response(page, { status: 503, headers: { 'content-type': 'text/html; charset=UTF-8' } })
}
