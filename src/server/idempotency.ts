import { HandlerFailure } from './failures.ts'
import { hash } from './hash.ts'
import type { Store } from './store.ts'

/** How long a create's answer is kept for repeats, in milliseconds. Its upload targets live about ten minutes. */
export const idempotencyTtlMs = 60 * 60_000

const longestWaitMs = 500

/** A create that may be asked for more than once. */
export interface RepeatableCreate {
  store: Store
  userId: string
  /** The `Idempotency-Key` header, or `null` where there is none. */
  key: string | null
  /** What is asked for, in one fixed form; kept as a hash. */
  body: string
  /** Longest time the work can take, in milliseconds. */
  limitMs: number
  /** Makes the answer. Called once for a key; again only after it threw what is not `isUnsettled`. */
  work: () => Promise<string>
}

/** What is known of a key: without an answer, the create was begun and nobody knows how it ended. */
interface Entry {
  bodyHash: string
  /** Tells one try from another. */
  token: string
  answer?: string
}

/**
 * Answers a repeated create with the first answer, also when both arrive at once, on one machine or on many.
 *
 * The vendor knows no idempotency key (NOTUS.md), so that a create must not be sent twice. Before it is sent, the
 * store is told that its end is unknown; only an answer, or a failure that surely made nothing, changes that. Where
 * the vendor's answer is lost, or this process dies, the next create with the key finds it unknown and is refused: a
 * person decides. A lock says whether someone is still at work.
 * @throws HandlerFailure `invalid-idempotency-key`, `idempotency-conflict` (another body), `idempotency-pending` or
 *   `create-unknown`; and what the work throws
 */
export async function answerOnce({ store, userId, key, body, limitMs, work }: RepeatableCreate): Promise<string> {
  if (key === null) return work()
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new HandlerFailure('invalid-idempotency-key')
  const name = `idstep:create:${await hash('create', userId, key)}`
  const lock = `${name}:lock`
  const token = crypto.randomUUID()
  // With the key in it, so that nobody who reads the store can find a person by trying names and numbers.
  const bodyHash = await hash('body', userId, key, body)

  const answerOf = (stored: string): string | undefined => {
    const entry = JSON.parse(stored) as Entry
    if (entry.bodyHash !== bodyHash) throw new HandlerFailure('idempotency-conflict')
    return entry.answer
  }

  // Twice the limit: a lock outlives the work it stands for, but not a machine that died for long.
  for (let waitedMs = 0, waitMs = 10; !(await store.claim(lock, token, 2 * limitMs)); ) {
    const stored = await store.get(name)
    const answer = stored === null ? undefined : answerOf(stored)
    if (answer !== undefined) return answer
    if (waitedMs >= limitMs) throw new HandlerFailure('idempotency-pending', { retryAfter: '1' })
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitedMs += waitMs
    waitMs = Math.min(2 * waitMs, longestWaitMs)
  }

  try {
    const stored = await store.get(name)
    const answer = stored === null ? await workOnce() : answerOf(stored)
    if (answer === undefined) throw new HandlerFailure('create-unknown')
    return answer
  } finally {
    // It ends by itself as well, and the answer is worth more.
    await Promise.resolve(store.deleteIf(lock, token)).catch(() => {})
  }

  async function workOnce(): Promise<string> {
    const unknown = JSON.stringify({ bodyHash, token } satisfies Entry)
    await store.set(name, unknown, idempotencyTtlMs)
    const answer = await work().catch(async (thrown: unknown) => {
      if (!isUnsettled(thrown)) await store.deleteIf(name, unknown)
      throw thrown
    })
    await store.set(name, JSON.stringify({ bodyHash, token, answer } satisfies Entry), idempotencyTtlMs)
    return answer
  }
}

function isUnsettled(thrown: unknown): boolean {
  return thrown instanceof HandlerFailure && thrown.details.isUnsettled === true
}
