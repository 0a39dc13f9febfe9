import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'
import type { Demo } from '../../examples/demo/server.mjs'

/** How the demo is to be met from outside. */
export interface DoorOptions {
  /** The name in the address. @default '127.0.0.1' */
  name?: string
  /** Changes what the demo's answers say of themselves. */
  headers?: (headers: IncomingHttpHeaders) => IncomingHttpHeaders
  /** What is answered under the name `localhost` instead: a page of another origin, given the demo's address. */
  outerPage?: (url: string) => string
}

/**
 * Lets the demo be reached by another way: the demo itself answers to loopback names only. Our browsers map `shop.test`
 * to 127.0.0.1.
 */
export async function openDoor(demo: Demo, options: DoorOptions): Promise<string> {
  const { name = '127.0.0.1', headers: change = (same) => same, outerPage } = options
  const { host, port, hostname } = new URL(demo.url)
  const urlOf = (named: string) => `http://${named}:${(door.address() as { port: number }).port}`
  const door = createServer(({ url: path, method, headers }, outgoing) => {
    if (outerPage && headers.host?.startsWith('localhost')) {
      outgoing.writeHead(200, { 'content-type': 'text/html' }).end(outerPage(urlOf(name)))
      return
    }
    const inner = request({ hostname, port, path, method, headers: { ...headers, host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, change(answer.headers))
      answer.pipe(outgoing)
    })
    inner.on('error', () => outgoing.destroy())
    outgoing.req.pipe(inner)
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    door.closeAllConnections()
    door.close()
  })
  return urlOf(outerPage ? 'localhost' : name)
}

/** The demo under a name that browsers take for an insecure one. */
export const insecureDoor = (demo: Demo) => openDoor(demo, { name: 'shop.test' })

/** The demo with a header that forbids the camera to every page. */
export const doorWithoutCamera = (demo: Demo) =>
  openDoor(demo, { headers: (headers) => ({ ...headers, 'permissions-policy': 'camera=()' }) })

/** A page of another origin with the demo in a frame. @param allow what the frame's attribute passes on */
export const framing = (allow: string) => (demo: Demo) =>
  openDoor(demo, {
    headers: (headers) => ({
      ...headers,
      'content-security-policy': String(headers['content-security-policy']).replace(/; frame-ancestors 'none'/, ''),
    }),
    outerPage: (url) => `<!doctype html><title>Shop</title><link rel="icon" href="data:,">
      <iframe src="${url}" allow="${allow}" width="1200" height="1000"></iframe>`,
  })
