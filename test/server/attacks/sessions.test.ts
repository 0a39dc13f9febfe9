import { beforeAll, describe, expect, it } from 'vitest'
import { blow, openArena, sessions, type Arena } from './arena.ts'

let arena: Arena
beforeAll(async () => {
  arena = await openArena()
})

const unknownId = '0c1d7e0e-6d3c-4c1e-8f8e-3f0a5a0e9a11'
const routes = [['GET', ''], ['HEAD', ''], ['POST', '/process']] as const

/** Ways to write the victim's id: as it is, and so that only a careless server takes it for the same. */
const spellings: [string, (id: string) => string][] = [
  ['as it is', (id) => id],
  ['in capitals', (id) => id.toUpperCase()],
  ['with its first letter encoded', (id) => `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`],
  ['encoded throughout', (id) => [...id].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
  ['encoded twice', (id) => `%25${id.charCodeAt(0).toString(16)}${id.slice(1)}`],
  ['with a space behind it', (id) => `${id}%20`],
  ['with a space before it', (id) => `%20${id}`],
  ['with a NUL behind it', (id) => `${id}%00`],
  ['with a line break behind it', (id) => `${id}%0d%0a`],
  ['with a dot behind it', (id) => `${id}.`],
  ['with a file type behind it', (id) => `${id}.json`],
  ['with a path parameter', (id) => `${id};user=victim`],
  ['with an encoded query', (id) => `${id}%3Fuser=victim`],
  ['with a fragment', (id) => `${id}%23`],
  ['behind a folder that leads back', (id) => `x%2F..%2F${id}`],
  ['behind an encoded backslash', (id) => `x%5C..%5C${id}`],
  ['behind dots', (id) => `%2e%2e%2f${id}`],
  ['in two, joined by a comma', (id) => `${unknownId},${id}`],
  ['as a list', (id) => `%5B%22${id}%22%5D`],
  ['as JSON', (id) => `%7B%22id%22:%22${id}%22%7D`],
  ['with fullwidth digits', (id) => encodeURIComponent(id.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))))],
  ['with a zero-width space', (id) => encodeURIComponent(`${id}\u200b`)],
  ['with an overlong encoding', (id) => `%c0%ae${id}`],
  ['without hyphens', (id) => id.replaceAll('-', '')],
  ['cut by one', (id) => id.slice(0, -1)],
]

describe.each(spellings)('another user\'s session, written %s,', (_how, spell) => {
  it.each(routes)('is not there for %s %s', async (method, rest) => {
    const path = `${sessions}/${spell(arena.victim.session.id)}${rest}`
    const { status, vendorCalls } = await arena.attack(blow({ method, path }))
    expect([400, 404]).toContain(status)
    expect(vendorCalls).toBe(0)
  })
})

const guesses = [
  unknownId, '00000000-0000-0000-0000-000000000000', '0', '1', '-1', 'null', 'undefined', 'me', 'self', 'latest', '*', '%25',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'true', 'NaN', '1e3', '0x1', '%7B%7D', '%5B%5D',
  '%27%20OR%201=1--', '%22%7D', '$ne', '%24where', '..', '%2e%2e', '..%2f..%2fadmin', '..%5c..%5cadmin', '%2Fetc%2Fpasswd',
  'idstep:owner:x', 'a'.repeat(64), 'a'.repeat(65), 'a'.repeat(8_000), '%00', '%0a', '%ff', '%zz', '%', '%u0041', '\u00e9',
  '%F0%9F%98%80', '{{7*7}}', '${7*7}', '%3Cscript%3E', 'http:%2F%2Fevil.example', '@evil.example', 'standard',
]

describe('a guessed id', () => {
  it.each(guesses)('finds nothing: %s', async (id) => {
    for (const [method, rest] of routes) {
      const { status, vendorCalls } = await arena.attack(blow({ method, path: `${sessions}/${id}${rest}` }))
      expect([400, 404, 405]).toContain(status)
      expect(vendorCalls).toBe(0)
    }
  })

  it('is answered the same whether the session is another\'s or nobody\'s', async () => {
    const answers = [arena.victim.session.id, unknownId].map(async (id) => {
      const response = await arena.stage.handler(blow({ method: 'GET', path: `${sessions}/${id}` }))
      return [response.status, [...response.headers], await response.text()]
    })
    const [others, nobodys] = await Promise.all(answers)
    expect(others).toEqual(nobodys)
  })
})

const paths = [
  '', '/', '//', '/.', '/./', '/..', '/x/../../individual-sessions', '/x/y', '/x/process/', '/x//process', '//process', '/x/process/process',
  '/x/Process', '/x/%70rocess', '/process', '/x/document-urls', '/x/process;a=b', '/x/process%00', '/x/process%2f', '/x%2Fprocess',
]

describe('a path that is none of ours, or nearly,', () => {
  it.each(paths)('leads to no session: %j', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE'] as const) {
      const { status, vendorCalls } = await arena.attack(blow({ method, path: sessions + path, body: '{}' }))
      expect([400, 404, 405]).toContain(status)
      expect(vendorCalls).toBe(0)
    }
  })

  it.each([
    '/', '/api', '/api/kyc', '/API/KYC/individual-sessions', '/api/kyc/Individual-Sessions', '//api/kyc/individual-sessions',
    '/api/kyc//individual-sessions', '/api%2Fkyc/individual-sessions', '/api/kyc/individual-sessions%00', '/api/kyc/..;/individual-sessions',
    '/admin/kyc/verification-sessions/document-urls', '/kyc/individual-verification-sessions/standard',
    '/api/kyc/individual-verification-sessions/standard', '/api/kyc/enhanced-sessions', '/api/kyc/metrics', '/.env',
  ])('leads nowhere: %s', async (path) => {
    const { status, vendorCalls } = await arena.attack(blow({ path }))
    expect(status).toBe(404)
    expect(vendorCalls).toBe(0)
  })
})

describe('someone who is not signed in', () => {
  it.each(routes)('gets nothing of a session that is there (%s %s)', async (method, rest) => {
    const path = `${sessions}/${arena.victim.session.id}${rest}`
    expect(await arena.attack(blow({ method, path, user: null }))).toMatchObject({ status: 401, vendorCalls: 0 })
  })

  it.each(['', ' ', '\t'])('is not let in by the empty user %j', async (user) => {
    const path = `${sessions}/${arena.victim.session.id}`
    expect(await arena.attack(blow({ method: 'GET', path, user }))).toMatchObject({ status: 401 })
  })
})

describe('what authorize gives, gone wrong,', () => {
  it.each([
    ['a number', 7], ['zero', 0], ['a list', ['victim']], ['an object', { toString: () => 'victim' }], ['null', null], ['nothing', undefined],
    ['true', true], ['a symbol', Symbol('victim')], ['a function', () => 'victim'], ['an empty text', ''],
  ])('is nobody: %s', async (_what, userId) => {
    const { attack } = await openArena({
      authorize: ({ headers }) => ({ userId: headers.get('x-user') === 'victim' ? 'victim' : (userId as string) }),
    })
    expect(await attack(blow())).toMatchObject({ status: 401, vendorCalls: 0 })
  })
})

describe('a user with a name like another\'s', () => {
  it.each(['Victim', 'victim%00', 'victim;', 'victim,mallory', '"victim"', 'owner', 'victi', 'victimm'])(
    'is another user: %s',
    async (user) => {
      const path = `${sessions}/${arena.victim.session.id}`
      expect(await arena.attack(blow({ method: 'GET', path, user }))).toMatchObject({ status: 404, vendorCalls: 0 })
    },
  )
})
