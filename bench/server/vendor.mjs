// The vendor, as little of it as will do: any create makes a session, any read finds it being verified. It writes down
// when each session was read. Started as a process of its own by processes.mjs.
import { createServer } from 'node:http'

/** When a session was last read, and how often, since the last report; times in milliseconds. */
let reads = new Map()
let gapsMs = []
let calls = 0

const session = (id) => ({
  id,
  individualId: null,
  status: 'VERIFYING',
  livenessRequired: false,
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: '29/02/1992',
  document: { id: '52998224725', type: null, category: 'IDENTITY_CARD' },
  createdAt: '2026-01-15T12:00:00.000Z',
  updatedAt: '2026-01-15T12:00:10.000Z',
})

function noteRead(id) {
  const now = performance.now()
  const known = reads.get(id)
  calls += 1
  if (known) gapsMs.push(now - known.at)
  reads.set(id, { at: now, times: (known?.times ?? 0) + 1 })
}

function answer(outgoing, body) {
  const text = JSON.stringify(body)
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, outgoing) => {
  if (incoming.method === 'POST') {
    incoming.resume().on('end', () => {
      answer(outgoing, { session: session(crypto.randomUUID()), frontDocumentUpload: null, backDocumentUpload: null })
    })
    return
  }
  const id = incoming.url.slice(incoming.url.lastIndexOf('/') + 1)
  noteRead(id)
  answer(outgoing, { session: session(id) })
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))

process.on('message', () => {
  const most = Math.max(0, ...[...reads.values()].map(({ times }) => times))
  process.send({ calls, sessions: reads.size, most, gapsMs: gapsMs.sort((one, other) => one - other).slice(0, 100_000) })
  reads = new Map()
  gapsMs = []
  calls = 0
})
process.on('disconnect', () => process.exit())
