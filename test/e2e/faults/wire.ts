import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** When a request is cut or held: so far into its body (0 to 1), or once it has arrived and before its answer comes back. */
type Moment = number | 'answered'

/** What is to happen to a request on the wire. */
export interface WireFault {
  /** Which requests: tried on `POST /path HTTP/1.1`. */
  request: RegExp
  at: Moment
  /** `cut` ends the connection with a reset, `hold` lets nothing more through. */
  does: 'cut' | 'hold'
  /** How many such requests it happens to. @default 1 */
  times?: number
}

/** A TCP proxy before a server: bytes go through as they are, until a fault is set. */
export interface Wire {
  /** The server's address by this way. */
  readonly url: string
  /** Request lines seen so far, in their order. */
  readonly requests: readonly string[]
  /** Sets a fault; those before it stay. */
  set(fault: WireFault): void
  /** Takes all faults away; what is held goes on. */
  heal(): void
}

/** A request that a fault was found for. */
interface Struck {
  fault: WireFault
  /** Bytes of the body that may still pass. */
  left: number
}

/** Opens a wire to a server on loopback; it is closed when the test ends. */
export async function openWire(serverUrl: string): Promise<Wire> {
  const { port, hostname } = new URL(serverUrl)
  const faults: Required<WireFault>[] = []
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let release: (() => void)[] = []

  const faultFor = (line: string) => {
    const fault = faults.find(({ request, times }) => times > 0 && request.test(line))
    if (fault) fault.times--
    return fault
  }

  const server = createServer((client) => {
    const inner = connect(Number(port), hostname)
    for (const socket of [client, inner]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        inner.destroy()
      })
    }
    let struck: Struck | null = null
    const cut = () => {
      client.resetAndDestroy()
      inner.destroy()
    }
    const hold = (from: Socket) => {
      from.pause()
      release.push(() => from.resume())
    }
    client.on('data', (chunk) => {
      const head = headOf(chunk)
      if (head) {
        requests.push(head.line)
        const fault = faultFor(head.line)
        struck = fault ? { fault, left: bytesThrough(fault.at, head) } : null
      }
      if (!struck || struck.left >= chunk.length) {
        if (struck) struck.left -= chunk.length
        inner.write(chunk)
        if (struck?.left === 0 && struck.fault.does === 'cut') cut()
        return
      }
      inner.write(chunk.subarray(0, Math.floor(struck.left)))
      if (struck.fault.does === 'cut') return cut()
      const rest = chunk.subarray(Math.floor(struck.left))
      client.pause()
      release.push(() => {
        struck = null
        inner.write(rest)
        client.resume()
      })
    })
    inner.on('data', (chunk) => {
      if (struck?.fault.at !== 'answered') return void client.write(chunk)
      if (struck.fault.does === 'cut') return cut()
      hold(inner)
      release.push(() => void client.write(chunk))
      struck = null
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    requests,
    set: (fault) => void faults.push({ times: 1, ...fault }),
    heal() {
      faults.length = 0
      for (const go of release) go()
      release = []
    },
  }
}

/** How many bytes of a request pass: none of it, or its head and so much of its body, or all. */
function bytesThrough(at: Moment, head: { bytes: number; bodyBytes: number }): number {
  if (at === 'answered') return Infinity
  return at === 0 ? 0 : head.bytes + at * head.bodyBytes
}

/** The first line of a request, and how long its head and its body are; `null` within a body. */
function headOf(chunk: Buffer) {
  const text = chunk.toString('latin1')
  const line = /^(GET|POST|PUT|HEAD|OPTIONS|DELETE) \S+ HTTP\/1\.1(?=\r\n)/.exec(text)?.[0]
  const end = text.indexOf('\r\n\r\n')
  if (!line || end < 0) return null
  const bodyBytes = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1] ?? 0)
  return { line, bytes: end + 4, bodyBytes }
}
