import { createServer, request } from 'node:http'
import { onTestFinished } from 'vitest'
import type { Demo } from '../../examples/demo/server.mjs'

/**
 * Lets the demo be reached under a name that browsers take for an insecure one: the demo itself answers to loopback
 * names only. Our browsers map `shop.test` to 127.0.0.1.
 */
export async function insecureDoor(demo: Demo): Promise<string> {
  const { host, port, hostname } = new URL(demo.url)
  const door = createServer(({ url: path, method, headers }, outgoing) => {
    const inner = request({ hostname, port, path, method, headers: { ...headers, host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
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
  const address = door.address()
  if (typeof address !== 'object' || address === null) throw new Error('the door has no port')
  return `http://shop.test:${address.port}`
}
