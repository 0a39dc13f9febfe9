import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { customerNumber, newUser, userOf } from './user.mjs'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.map': 'application/json',
}

/** What the page may do: its own scripts and styles, its camera, and sending to the storage. Nothing inline, nothing else. */
function policy(storageOrigin) {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "worker-src 'self'",
    `connect-src 'self' ${storageOrigin}`,
    "manifest-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Serves the built page and makes its visitor a user.
 * @param {string} folder what the page's build wrote
 * @param {string} storageOrigin where photos are sent to
 * @returns {import('node:http').RequestListener}
 */
export function pageListener(folder, storageOrigin) {
  const files = new Set(
    existsSync(folder)
      ? readdirSync(folder, { recursive: true }).map((name) => `/${String(name).split(sep).join('/')}`)
      : [],
  )
  const safety = {
    'content-security-policy': policy(storageOrigin),
    'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }

  return (incoming, outgoing) => {
    const [asked] = incoming.url.split('?')
    const path = asked === '/' ? '/index.html' : asked
    const type = types[extname(path)]
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return end(outgoing, 405, safety)
    if (!type || !files.has(path)) return end(outgoing, 404, safety)
    const isPage = path === '/index.html'
    const known = userOf(incoming.headers.cookie)
    const visitor = isPage && !known ? newUser() : null
    outgoing.writeHead(200, {
      ...safety,
      'content-type': type,
      // The build puts a hash into the name of every asset.
      'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      ...(visitor ? { 'set-cookie': visitor.cookie } : {}),
    })
    if (incoming.method === 'HEAD') return outgoing.end()
    const file = readFileSync(join(folder, path))
    const { userId } = known ?? visitor ?? {}
    outgoing.end(isPage && userId ? withCustomer(file, userId) : file)
  }
}

/** The page with the number of its customer, whom the draft of a verification belongs to. */
function withCustomer(page, userId) {
  return String(page).replace(/(<meta name="customer" content=")"/, `$1${customerNumber(userId)}"`)
}

function end(outgoing, status, headers) {
  outgoing.writeHead(status, { ...headers, 'content-type': 'text/plain; charset=utf-8' }).end(`${status}\n`)
}
