import express from 'express'
import { createHandler, toNodeListener } from 'idstep/server'

const handler = createHandler({
  apiKey: process.env.NOTUS_API_KEY,
  authorize: userOf,
})

const app = express()
app.use('/api/kyc', toNodeListener(handler))
app.listen(3000)

/** Your own sessions: `{ userId }` by token. */
const sessions = new Map()

/** Says who is signed in; null is answered 401. */
function userOf(request) {
  return sessions.get(request.headers.get('authorization')) ?? null
}
