import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/**
 * Puts the sandbox's S3 behind a port of its own, so that uploads cross an origin as they do with the real one.
 * @param {import('idstep/sandbox').Sandbox} sandbox
 * @returns {import('node:http').RequestListener}
 */
export function storageListener(sandbox) {
  return async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once('close', () => gone.abort())
    try {
      const response = await sandbox.fetch(toRequest(incoming, gone.signal))
      // On a connection that was used before, browsers repeat a cut request unseen; the widget is to meet the cut itself.
      outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: 'close' })
      if (response.body) await pipeline(Readable.fromWeb(response.body), outgoing)
      else outgoing.end()
    } catch {
      // The scenario cut the connection, or the browser did: no answer either way.
      incoming.socket.destroy()
    }
  }
}

function toRequest(incoming, signal) {
  const { method, headers } = incoming
  const hasBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
  const pairs = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return new Request(new URL(incoming.url, `http://${headers.host ?? 'storage'}`), {
    method,
    headers: pairs,
    signal,
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: 'half' } : {}),
  })
}
