import { scenarios } from 'idstep/sandbox'

const noStore = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const maxBodyBytes = 1024

/**
 * Answers the panel's questions under /demo/: what has arrived, and which scenario is played. A real host has nothing
 * like it. Without a sandbox, because the real vendor is asked, there is nothing to show and nothing to choose.
 * @param {import('idstep/sandbox').Sandbox | null} sandbox
 * @param {ReturnType<import('./vault.mjs').openVault> | null} vault
 * @returns {import('node:http').RequestListener}
 */
export function panelListener(sandbox, vault) {
  const choice = () => ({
    mode: sandbox ? 'sandbox' : 'vendor',
    scenario: sandbox?.scenario ?? null,
    scenarios: sandbox ? Object.entries(scenarios).map(([name, { description }]) => ({ name, description })) : [],
  })

  return async (incoming, outgoing) => {
    const { method } = incoming
    const [path] = incoming.url.split('?')
    const [, sessionId, slot] = /^\/demo\/images\/([^/]+)\/([^/]+)\.jpg$/.exec(path) ?? []
    if (method === 'GET' && path === '/demo/sessions') return sendJson(outgoing, 200, { sessions: received(sandbox, vault) })
    if (method === 'GET' && path === '/demo/scenario') return sendJson(outgoing, 200, choice())
    if (method === 'POST' && path === '/demo/scenario') {
      const name = await readName(incoming)
      if (!sandbox || !Object.hasOwn(scenarios, name)) return sendJson(outgoing, 400, { error: 'unknown scenario' })
      sandbox.setScenario(name)
      return sendJson(outgoing, 200, choice())
    }
    const image = method === 'GET' && sessionId ? vault?.read(sessionId, slot) : null
    if (!image) return sendJson(outgoing, 404, { error: 'not found' })
    outgoing.writeHead(200, { ...noStore, 'content-type': 'image/jpeg' }).end(image)
  }
}

/** What the vendor's stand-in has received, newest first. */
function received(sandbox, vault) {
  const sessions = sandbox?.sessions() ?? []
  return sessions.reverse().map(({ session, scenario, request, objects }) => ({
    id: session.id,
    status: session.status,
    createdAt: session.createdAt,
    scenario,
    request,
    images: Object.keys(objects).map((slot) => ({ slot, file: imageOf(vault, session.id, slot) })),
  }))
}

function imageOf(vault, sessionId, slot) {
  const inspection = vault?.inspectionOf(sessionId, slot)
  // A repeated upload has a new address, so that the browser shows the new picture.
  return inspection ? { url: `/demo/images/${sessionId}/${slot}.jpg?${inspection.storedAt}`, ...inspection } : null
}

/** The scenario in `{ "scenario": "…" }`, or `''`. JSON by name: a form of another site cannot send it. */
async function readName(incoming) {
  if (!/^application\/json\b/.test(incoming.headers['content-type'] ?? '')) return ''
  try {
    let text = ''
    for await (const chunk of incoming.setEncoding('utf8')) {
      text += chunk
      if (text.length > maxBodyBytes) return ''
    }
    return String(JSON.parse(text).scenario)
  } catch {
    return ''
  }
}

function sendJson(outgoing, status, body) {
  outgoing.writeHead(status, { ...noStore, 'content-type': 'application/json' }).end(JSON.stringify(body))
}
