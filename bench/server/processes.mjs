import { fork } from 'node:child_process'
import { Agent, request as openRequest } from 'node:http'

export const apiKey = 'bench-key'

/** Starts a module that tells its port, and answers each message with a report. */
export async function startProcess(path, environment = {}) {
  const child = fork(path, {
    env: { ...process.env, NODE_ENV: 'production', API_KEY: apiKey, ...environment },
    execArgv: ['--expose-gc'],
  })
  const failures = new Map()
  const heard = (isMeant) =>
    new Promise((resolve, reject) => {
      const listen = (told) => {
        if (!isMeant(told)) return
        child.off('message', listen)
        resolve(told)
      }
      child.on('message', listen)
      child.once('exit', (code) => reject(new Error(`${path} ended with ${code}`)))
    })
  child.setMaxListeners(0)
  child.on('message', ({ failure }) => failure && failures.set(failure, (failures.get(failure) ?? 0) + 1))
  const { port } = await heard((told) => told.port !== undefined)
  return {
    url: `http://127.0.0.1:${port}`,
    /** How often each fault was told of. */
    failures,
    report() {
      const answer = heard((told) => told.failure === undefined)
      child.send('report')
      return answer
    },
    stop: () => child.kill('SIGKILL'),
  }
}

const person = {
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: '29/02/1992',
  documentCategory: 'IDENTITY_CARD',
  documentCountry: 'BRAZIL',
  documentId: '52998224725',
  livenessRequired: false,
}

/** A caller that keeps its connections, at most `sockets` to each origin. */
export function createCaller(sockets) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const call = (method, url, user, body) =>
    new Promise((resolve, reject) => {
      const headers = { 'x-user': user, ...(body && { 'content-type': 'application/json' }) }
      const outgoing = openRequest(url, { method, agent, headers }, (incoming) => {
        let text = ''
        incoming.setEncoding('utf8').on('data', (chunk) => (text += chunk))
        incoming.on('end', () => resolve({ status: incoming.statusCode, text }))
        incoming.on('error', reject)
      })
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  return { call, close: () => agent.destroy() }
}

/** Sessions of as many users, made through the handlers in turn: `{ id, user }`. */
export async function createSessions(count, machines) {
  const { call, close } = createCaller(32)
  const sessions = []
  const body = JSON.stringify(person)
  let begun = 0
  const work = async () => {
    for (let index = begun++; index < count; index = begun++) {
      const user = `user-${index}`
      const { url } = machines[index % machines.length]
      const { status, text } = await call('POST', `${url}/api/kyc/individual-sessions`, user, body)
      if (status !== 201) throw new Error(`a create was answered ${status}: ${text}`)
      sessions.push({ id: JSON.parse(text).session.id, user })
    }
  }
  await Promise.all(Array.from({ length: 64 }, work))
  close()
  return sessions
}

export const median = (numbers) => {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The value that this share of the sorted numbers does not pass. */
export const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
