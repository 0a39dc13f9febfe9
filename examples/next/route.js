// app/api/kyc/[...path]/route.js
import { createHandler } from 'idstep/server'

let handler

/** Made at the first request: `next build` loads this file too, and need not know the key. */
export function POST(request) {
  handler ??= createHandler({
    apiKey: process.env.NOTUS_API_KEY,
    authorize: userOf,
  })
  return handler(request)
}

export { POST as GET }

/** Your own sessions: `{ userId }` by token. */
const sessions = new Map()

/** Says who is signed in; null is answered 401. */
function userOf(request) {
  return sessions.get(request.headers.get('authorization')) ?? null
}
