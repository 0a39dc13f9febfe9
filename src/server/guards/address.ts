const peers = new WeakMap<Request, string>()

/** Remembers who is at the other end of a request's socket; a `Request` itself does not know. */
export function rememberPeer(request: Request, address: string | undefined): void {
  if (address !== undefined) peers.set(request, address)
}

/**
 * The address at the other end of the socket, where `toNodeListener` took the request; `undefined` elsewhere. Pass it
 * as `addressOf` only where nothing stands before your server: behind a proxy it is the proxy's, for everybody.
 */
export function peerAddressOf(request: Request): string | undefined {
  return peers.get(request)
}

/**
 * What `addressOf` does by default: the peer, where that is an address of the open internet. A private one is a proxy
 * of the host's own, behind which everybody would share one limit, so that it counts as unknown.
 */
export function publicPeerOf(request: Request): string | undefined {
  const address = peers.get(request)
  return address === undefined || isPrivate(address) ? undefined : address
}

/** RFC 1918, 6598 (carriers, and the balancers of clouds), 3927, 4193 and 4291. */
const privateAddress =
  /^(::ffff:)?(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)|^::1$|^f[cd]|^fe[89ab]/i

function isPrivate(address: string): boolean {
  return privateAddress.test(address)
}

/**
 * Whom an address stands for: IPv4 as it is, IPv6 by its first 64 bits, as one household or server has all of the
 * rest (RFC 6177). What is no address is taken as it is.
 */
export function neighbourhoodOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [bare = ''] = address.split('%')
  if (!/^[\da-f:.]*:[\da-f:.]*$/i.test(bare)) return address
  const [head = '', tail] = bare.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return `${groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
