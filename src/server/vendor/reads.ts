import { HandlerFailure, toFailure } from '../failures.ts'
import type { Store } from '../store.ts'
import type { Vendor } from './client.ts'
import { sessionView, type SessionView } from './views.ts'

/** How long a view is good for, and the shortest time between two reads of one session at the vendor, in milliseconds. */
export const viewTtlMs = 1_000
/** How long the view of an ended session is good for, in milliseconds: its status changes no more (NOTUS.md, Statuses). */
export const endedViewTtlMs = 10 * 60_000

const endedStatuses: readonly string[] = ['COMPLETED', 'FAILED', 'EXPIRED']

/** Answers many polls from few calls. */
export interface Reads {
  /** @throws HandlerFailure what the vendor client throws */
  read(sessionId: string): Promise<SessionView>
  /** Forgets a view that has changed by what was just done; never rejects. */
  forget(sessionId: string): Promise<void>
}

interface ReadsOptions {
  vendor: Vendor
  store: Store
  /** Limit for a read with its repeat, in milliseconds. */
  limitMs: number
}

/**
 * Reads sessions at most once a second each, on all machines that share the store: whoever claims the second asks the
 * vendor and leaves the view for the others. A read that failed on the way is made once more, a second later. The
 * store is given the view alone, which names nobody.
 */
export function createReads({ vendor, store, limitMs }: ReadsOptions): Reads {
  const underway = new Map<string, Promise<SessionView>>()

  const look = async (id: string): Promise<SessionView> => {
    const token = crypto.randomUUID()
    const endsAt = performance.now() + limitMs
    for (let failure: HandlerFailure | undefined; ; ) {
      const kept = await store.get(viewKey(id))
      if (kept !== null) return JSON.parse(kept) as SessionView
      const mayAsk =
        (await store.claim(turnKey(id), token, viewTtlMs)) || (failure && (await store.get(turnKey(id))) === token)
      const restMs = endsAt - performance.now()
      if (mayAsk) {
        try {
          return await ask(id, restMs)
        } catch (thrown) {
          const waitMs = viewTtlMs + 250 * Math.random()
          const isLate = performance.now() + 2 * waitMs > endsAt
          if (failure || isLate || !canRepeat(thrown)) throw thrown
          failure = toFailure(thrown)
          await wait(waitMs)
        }
      } else {
        if (restMs <= 0) throw failure ?? new HandlerFailure('vendor-timeout')
        await wait(Math.min(restMs, 40 + 20 * Math.random()))
      }
    }
  }

  const ask = async (id: string, timeoutMs: number): Promise<SessionView> => {
    const { session } = await vendor.readSession(id, timeoutMs)
    const view = sessionView(session)
    await store.set(viewKey(id), JSON.stringify(view), endedStatuses.includes(view.status) ? endedViewTtlMs : viewTtlMs)
    return view
  }

  return {
    async read(id) {
      const joined = underway.get(id)
      if (joined) return joined
      const view = look(id)
      underway.set(id, view)
      return view.finally(() => {
        if (underway.get(id) === view) underway.delete(id)
      })
    },
    async forget(id) {
      underway.delete(id)
      // Both end within a second by themselves.
      await Promise.all([store.delete(viewKey(id)), store.delete(turnKey(id))]).catch(() => {})
    },
  }
}

const viewKey = (id: string) => `idstep:view:${id}`
const turnKey = (id: string) => `idstep:turn:${id}`

/** Whether another call may do better at once; not where the vendor, or the circuit, named a time to wait. */
function canRepeat(thrown: unknown): boolean {
  const { code, details } = toFailure(thrown)
  return ['vendor-unreachable', 'vendor-unavailable'].includes(code) && details.retryAfter === undefined
}

function wait(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs))
}
