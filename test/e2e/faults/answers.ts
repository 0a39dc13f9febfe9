import type { Route } from 'playwright'
import type { Scene } from './fault.ts'

/** Which request is answered by somebody else: on its method and its address. */
export const requests = {
  create: ['POST', /\/individual-sessions$/],
  process: ['POST', /\/process$/],
  read: ['GET', /\/individual-sessions\/[^/]+$/],
} as const satisfies Record<string, readonly [method: string, address: RegExp]>

type Asked = keyof typeof requests | 'upload'
type Answer = Parameters<Route['fulfill']>[0]

/**
 * Answers a request instead of the server, or fails it, so many times or until the returned function is called.
 * @param answer what comes back; a string is how the browser says that nothing did
 */
export async function answering(scene: Scene, asked: Asked, answer: Answer | 'namenotresolved', times?: number): Promise<() => Promise<void>> {
  const isUpload = asked === 'upload'
  const [method, address] = isUpload ? ['POST', new RegExp(`^${scene.storageWire.url}/`)] : requests[asked]
  const act = async (route: Route) => {
    if (route.request().method() !== method) return route.fallback()
    if (typeof answer === 'string') return route.abort(answer)
    // what the bucket says to a page of another origin
    const open: Record<string, string> = isUpload && !answer?.headers ? { 'access-control-allow-origin': '*' } : {}
    return route.fulfill({ ...answer, headers: { ...open, ...answer?.headers } })
  }
  await scene.page.route(address, act, times === undefined ? {} : { times })
  return () => scene.page.unroute(address, act)
}

/** An answer of the storage service in its own XML. */
export const storageError = (status: number, code: string, message = code): Answer => ({
  status,
  contentType: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
})

/** An answer of our handler that is a failure. */
export const failure = (status: number, code: string, headers: Record<string, string> = {}): Answer => ({
  status,
  contentType: 'application/json',
  headers,
  body: JSON.stringify({ error: { code } }),
})

/** Lines of the console that a failed request leaves behind. */
export const failedRequest = /^Failed to load resource|has been blocked by CORS policy|idstep: /
