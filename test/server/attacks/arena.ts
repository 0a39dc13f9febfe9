import { createMemoryStore, handlerCodes, type HandlerOptions } from '../../../src/server/index.ts'
import type { CreatedSession } from '../../../src/core/contract/session.ts'
import { requireSecrecy, visibleText } from '../secrets.ts'
import { ana, createStage, type Stage } from '../stage.ts'

/** Where the handler stands. */
export const sessions = '/api/kyc/individual-sessions'

/** What an attack led to. */
export interface Outcome {
  status: number
  code: string | undefined
  /** Calls that reached the vendor by it. */
  vendorCalls: number
}

/** A handler with a victim's session behind it. */
export interface Arena {
  stage: Stage
  /** The victim's, as the victim got it. */
  victim: CreatedSession
  /** Sends a request and looks at everything that comes of it. @throws Error where something leaks */
  attack(request: Request): Promise<Outcome>
  /** The same, for an answer that came another way. */
  inspect(response: Response): Promise<Outcome>
}

/**
 * The real handler before the sandbox, with a victim who has a session. The vendor gossips: each of its answers also
 * holds the person, the reason of a refusal and words of its own. Whatever an attack brings out is looked through for
 * all of that, for the key and for the victim's session: answers, log lines, causes aside, and the console.
 */
export async function openArena(options: Partial<HandlerOptions> = {}): Promise<Arena> {
  const stage: Stage = createStage({
    limits: false,
    store: createMemoryStore(),
    now: Date.now,
    fetch: async (url, init) => gossip(await stage.sandbox.fetch(url, init)),
    ...options,
  })
  const victim = (await (await stage.create({ user: 'victim', key: 'victims-key' })).json()) as CreatedSession
  const { session, frontDocumentUpload, backDocumentUpload } = victim
  const targets = [frontDocumentUpload, backDocumentUpload].flatMap((target) => Object.entries(target?.fields ?? {}))
  const owned = targets.filter(([name]) => /^(key|Policy|X-Amz-Signature)$/.test(name)).map(([, value]) => value)
  const others = [session.id, ...owned, 'victims-key']
  let vendorCalls = stage.calls.length
  stage.log.length = 0

  const inspect = async (response: Response): Promise<Outcome> => {
    const text = await response.clone().text()
    requireSecrecy(await visibleText(response), others)
    requireSecrecy(JSON.stringify(stage.log.splice(0)), others)
    const outcome = { status: response.status, code: codeOf(text), vendorCalls: stage.calls.length - vendorCalls }
    vendorCalls = stage.calls.length
    if (response.status >= 500) throw new Error(`the handler broke: ${outcome.code}`)
    if (response.status >= 400 && text !== '' && !(outcome.code && outcome.code in handlerCodes)) {
      throw new Error('the refusal is none of ours')
    }
    return outcome
  }
  const attack: Arena['attack'] = async (request) => {
    vendorCalls = stage.calls.length
    return inspect(await stage.handler(request))
  }
  return { stage, victim, inspect, attack }
}

/** How a request is made up; the attacker is signed in as `mallory` unless it says otherwise. */
export interface Blow {
  method?: string
  path?: string
  user?: string | null
  headers?: Record<string, string>
  body?: BodyInit | null
}

/** A request as an attacker sends it: a create that would be well, except for what is given. */
export function blow({ method = 'POST', path = sessions, user = 'mallory', headers, body }: Blow = {}): Request {
  const carriesBody = method !== 'GET' && method !== 'HEAD'
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers: { 'content-type': 'application/json', ...(user === null ? {} : { 'x-user': user }), ...headers },
    body: carriesBody ? (body === undefined ? JSON.stringify(mallory) : body) : null,
    duplex: 'half',
  }
  return new Request(`https://bank.example${path}`, init)
}

/** The attacker's own data, none of which is a secret. */
export const mallory = { ...ana, firstName: 'Mal', lastName: 'Lory', birthDate: '01/01/1990', documentId: '11144477735' }

function codeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { code?: string } }).error?.code
  } catch {
    return undefined
  }
}

async function gossip(response: Response): Promise<Response> {
  const text = await response.text()
  if (!text.startsWith('{')) return new Response(text === '' ? null : text, response)
  const answer = JSON.parse(text) as Record<string, unknown>
  const words = { reason: 'vendor says forged', person: ana, message: `vendor says ${ana.lastName}` }
  const session = typeof answer.session === 'object' ? { ...answer.session, ...words } : undefined
  const headers = { 'x-reason': 'vendor says forged', 'content-type': 'application/json' }
  return new Response(JSON.stringify({ ...answer, ...words, session }), { status: response.status, headers })
}
