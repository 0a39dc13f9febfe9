import { createServer } from 'node:http'

const loopback = '127.0.0.1'
const portsTried = 50

/**
 * Starts a server that only this machine reaches. A taken port is stepped over; 0 means any free one.
 * @param {import('node:http').RequestListener} listener
 * @param {number} port the first one that is tried
 * @returns {Promise<{ url: string, port: number, close(): Promise<void> }>}
 */
export async function listen(listener, port) {
  for (let next = port; ; next++) {
    const server = createServer(listener)
    try {
      await bind(server, next)
    } catch (error) {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      if (isTaken && next - port < portsTried && next < 65_535) continue
      throw error
    }
    const bound = server.address().port
    return { url: `http://${loopback}:${bound}`, port: bound, close: () => close(server) }
  }
}

function bind(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server) {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/**
 * Whether a request was addressed to this machine by its own name. Another site can point a name of its own at
 * 127.0.0.1 and read the answers; it cannot forge this header.
 * @param {import('node:http').IncomingMessage} incoming
 */
export function isForLoopback({ headers }) {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '')
}
