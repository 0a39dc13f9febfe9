import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { peerAddressOf, toNodeListener } from '../../../src/server/index.ts'
import { requireSecrecy } from '../secrets.ts'
import { mallory, openArena, sessions, type Arena } from './arena.ts'

let arena: Arena
let server: Server
const rejected = vi.fn()

beforeAll(async () => {
  process.on('unhandledRejection', rejected)
  arena = await openArena({ bodyTimeoutMs: 300 })
  server = createServer(toNodeListener(arena.stage.handler))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

afterAll(async () => {
  await new Promise((resolve) => (server.close(resolve), server.closeAllConnections()))
  process.off('unhandledRejection', rejected)
  expect(rejected).not.toHaveBeenCalled()
})

/** Writes bytes to a socket and gives back all that came, once the server ended or nothing more comes. */
function exchange(text: string, quietMs = 150): Promise<string> {
  return new Promise((resolve) => {
    let received = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text, 'latin1'))
    const end = () => (socket.destroy(), resolve(received))
    socket.setTimeout(quietMs, end)
    socket.on('data', (chunk) => (received += chunk.toString('latin1')))
    socket.on('end', end)
    socket.on('error', end)
  })
}

const lines = (...parts: string[]) => `${parts.join('\r\n')}\r\n\r\n`
const json = JSON.stringify(mallory)
const host = 'Host: bank.example'
const user = 'X-User: mallory'
const type = 'Content-Type: application/json'
const post = `POST ${sessions} HTTP/1.1`
const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`
const hidden = () => lines(`GET ${sessions}/${arena.victim.session.id} HTTP/1.1`, host, 'X-User: victim')

const smuggled: [string, () => string][] = [
  ['a length and chunks', () => lines(post, host, user, type, 'Content-Length: 4', 'Transfer-Encoding: chunked') + chunked(json) + hidden()],
  ['two lengths', () => lines(post, host, user, type, 'Content-Length: 3', `Content-Length: ${json.length}`) + json],
  ['a list of lengths', () => lines(post, host, user, type, `Content-Length: ${json.length}, 3`) + json],
  ['a negative length', () => lines(post, host, user, type, 'Content-Length: -1') + json],
  ['a length with a sign', () => lines(post, host, user, type, `Content-Length: +${json.length}`) + json],
  ['a length in hex', () => lines(post, host, user, type, 'Content-Length: 0xff') + json],
  ['a huge length', () => lines(post, host, user, type, 'Content-Length: 99999999999999999999') + json],
  ['another transfer encoding', () => lines(post, host, user, type, 'Transfer-Encoding: xchunked') + chunked(json)],
  ['chunked before identity', () => lines(post, host, user, type, 'Transfer-Encoding: chunked, identity') + chunked(json)],
  ['a space before the colon', () => lines(post, host, user, type, 'Transfer-Encoding : chunked') + chunked(json)],
  ['a broken chunk size', () => `${lines(post, host, user, type, 'Transfer-Encoding: chunked')}zz\r\n${json}\r\n0\r\n\r\n`],
  ['an overlong chunk size', () => `${lines(post, host, user, type, 'Transfer-Encoding: chunked')}fffffffffffffffff\r\n${json}`],
  ['a folded header', () => lines(post, host, user, type, 'X-Long: a', ' b', `Content-Length: ${json.length}`) + json],
  ['bare line feeds', () => `${[post, host, user, type, 'Transfer-Encoding: chunked'].join('\n')}\n\n${chunked(json)}`],
  ['a bare carriage return', () => lines(post, host, 'X-User: mallory\rX-User: victim') + json],
  ['a NUL in a header', () => lines(post, host, 'X-User: mal\0lory') + json],
  ['no host', () => lines(`GET ${sessions}/x HTTP/1.1`, user)],
  ['two hosts', () => lines(`GET ${sessions}/x HTTP/1.1`, host, 'Host: evil.example', user)],
  ['a host that is none', () => lines(`GET ${sessions}/x HTTP/1.1`, 'Host: a/b?c#d', user)],
  ['no version', () => lines(`GET ${sessions}/x`, host, user)],
  ['another version', () => lines(`GET ${sessions}/x HTTP/9.9`, host, user)],
  ['another protocol', () => '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'],
  ['nonsense', () => 'nonsense\r\n\r\n'],
  ['a preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['an asterisk', () => lines('OPTIONS * HTTP/1.1', host, user)],
  ['a tunnel', () => lines('CONNECT evil.example:443 HTTP/1.1', host, user)],
  ['a trace', () => lines(`TRACE ${sessions} HTTP/1.1`, host, user, 'X-Echo: me')],
  ['an absolute address', () => lines(`GET http://evil.example${sessions}/${arena.victim.session.id} HTTP/1.1`, host, user)],
  ['an address with a password', () => lines(`GET http://a:b@bank.example${sessions}/x HTTP/1.1`, host, user)],
  ['another scheme', () => lines('GET file:///etc/passwd HTTP/1.1', host, user)],
  ['dots in the path', () => lines(`GET ${sessions}/../../../etc/passwd HTTP/1.1`, host, user)],
  ['a backslash in the path', () => lines(`GET ${sessions}\\..\\x HTTP/1.1`, host, user)],
  ['two slashes', () => lines('GET //evil.example/x HTTP/1.1', host, user)],
  ['bytes beyond ASCII', () => lines(`GET ${sessions}/\xff\xfe HTTP/1.1`, host, user)],
  ['20 kB of headers', () => lines(`GET ${sessions}/x HTTP/1.1`, host, user, `X-Long: ${'x'.repeat(20_000)}`)],
  ['3000 headers', () => lines(`GET ${sessions}/x HTTP/1.1`, host, user, ...Array.from({ length: 3_000 }, (_, at) => `X-${at}: 1`))],
  ['a long path', () => lines(`GET ${sessions}/${'x'.repeat(12_000)} HTTP/1.1`, host, user)],
  ['a body behind a GET', () => lines(`GET ${sessions}/x HTTP/1.1`, host, user, `Content-Length: ${json.length}`) + json],
  ['an upgrade', () => lines(`GET ${sessions}/x HTTP/1.1`, host, user, 'Upgrade: websocket', 'Connection: Upgrade')],
  ['an expectation', () => lines(post, host, user, type, 'Expect: 200-maybe', `Content-Length: ${json.length}`) + json],
  ['two users', () => lines(`GET ${sessions}/${arena.victim.session.id} HTTP/1.1`, host, user, 'X-User: victim')],
  ['a header in the value of another', () => lines(`GET ${sessions}/${arena.victim.session.id} HTTP/1.1`, host, 'X-User: mallory%0d%0aX-User: victim')],
]

describe('a request written by hand', () => {
  it.each(smuggled)('with %s is refused or does nothing', async (_what, text) => {
    const before = arena.stage.calls.length
    const received = await exchange(text())
    requireSecrecy(received, [arena.victim.session.id])
    requireSecrecy(JSON.stringify(arena.stage.log.splice(0)), [arena.victim.session.id])
    const statuses = [...received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true)
    expect(received).not.toContain('X-Echo')
    expect(arena.stage.calls.length).toBe(before)
  })

  it('that is cut off in the middle leaves the server well', async () => {
    for (const length of [1, 20, 60, 120, 200]) {
      const text = lines(post, host, user, type, `Content-Length: ${json.length}`) + json
      await exchange(text.slice(0, length), 20)
    }
    const received = await exchange(lines(post, host, user, type, `Content-Length: ${json.length}`, 'Connection: close') + json)
    expect(received).toMatch(/^HTTP\/1\.1 201/)
  })

  it('whose body never comes is answered in time, and its connection is closed', async () => {
    const received = await exchange(`${lines(post, host, user, type, 'Content-Length: 500')}{"firstName":`, 3_000)
    expect(received).toMatch(/^HTTP\/1\.1 408/)
    expect(received).toContain('body-timeout')
  })

  it('is answered in its own order when many come at once', async () => {
    const one = lines(`GET ${sessions}/x HTTP/1.1`, host, user)
    const received = await exchange(one.repeat(20), 300)
    expect(received.match(/HTTP\/1\.1 404/g)).toHaveLength(20)
  })
})

it('a socket is counted by its own address, whatever its headers say', async () => {
  const { stage } = await openArena({
    limits: { perUser: false, perAddress: { read: { points: 3, perSeconds: 60 } } },
    addressOf: peerAddressOf,
  })
  const own = createServer(toNodeListener(stage.handler))
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  const statuses: number[] = []
  for (let at = 0; at < 5; at += 1) {
    const url = `http://127.0.0.1:${(own.address() as AddressInfo).port}${sessions}/x`
    const headers = { 'x-user': `user-${at}`, 'x-forwarded-for': `203.0.113.${at}` }
    statuses.push((await fetch(url, { headers })).status)
  }
  await new Promise((resolve) => (own.close(resolve), own.closeAllConnections()))
  expect(statuses).toEqual([404, 404, 404, 429, 429])
})
