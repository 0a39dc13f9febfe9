// What the handler is held against: the same Hono route on the same Node adapter, which only forwards. No owner, no
// check of what comes back, nothing remembered.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'

const { VENDOR_URL, API_KEY } = process.env
const headers = { accept: 'application/json', 'x-api-key': API_KEY }

const app = new Hono().basePath('/api/kyc')
app.get('/individual-sessions/:id', async (context) => {
  const id = encodeURIComponent(context.req.param('id'))
  const response = await fetch(`${VENDOR_URL}/kyc/individual-verification-sessions/standard/${id}`, { headers })
  return context.body(await response.text(), response.status, { 'content-type': 'application/json' })
})

const server = createServer({ keepAliveTimeout: 75_000 }, getRequestListener(app.fetch, { overrideGlobalObjects: false }))
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))

process.on('message', () => {
  const [{ rss, heapUsed }, { user, system }] = [process.memoryUsage(), process.cpuUsage()]
  process.send({ rssBytes: rss, heapBytes: heapUsed, cpuMs: (user + system) / 1_000 })
})
process.on('disconnect', () => process.exit())
