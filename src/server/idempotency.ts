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
  /** Makes the answer. Called once for a key; again only after it has thrown. */
  work: () => Promise<string>
}

interface Entry {
  bodyHash: string
  /** Tells one claim from another. */
  claim?: string
  answer?: string
}

/**
 * Answers a repeated create with the first answer, also when both arrive at once, on one machine or on many. Work
 * that throws gives the key free, so that a corrected or a later try goes through.
 *
 * The vendor itself knows no idempotency key (NOTUS.md): when its answer is lost on the way, the next try makes a
 * second session there, and the first one expires unused.
 * @throws HandlerFailure `invalid-idempotency-key`, `idempotency-conflict` (another body) or `idempotency-pending`
 */
export async function answerOnce({ store, userId, key, body, limitMs, work }: RepeatableCreate): Promise<string> {
  if (key === null) return work()
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new HandlerFailure('invalid-idempotency-key')
  const name = `idstep:create:${await hash('create', userId, key)}`
  // With the key in it, so that nobody who reads the store can find a person by trying names and numbers.
  const bodyHash = await hash('body', userId, key, body)
  const claimed: Entry = { bodyHash, claim: crypto.randomUUID() }
  const claim = JSON.stringify(claimed)

  // Twice the limit: a claim outlives the work it stands for, but not a machine that died for long.
  const claimTtlMs = 2 * limitMs
  for (let waitedMs = 0, waitMs = 10; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    if (await store.claim(name, claim, claimTtlMs)) break
    const stored = await store.get(name)
    if (stored !== null) {
      const entry = JSON.parse(stored) as Entry
      if (entry.bodyHash !== bodyHash) throw new HandlerFailure('idempotency-conflict')
      if (entry.answer !== undefined) return entry.answer
    }
    if (waitedMs >= limitMs) throw new HandlerFailure('idempotency-pending', { retryAfter: '1' })
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    waitedMs += waitMs
  }

  try {
    const answer = await work()
    const entry: Entry = { bodyHash, answer }
    await store.set(name, JSON.stringify(entry), idempotencyTtlMs)
    return answer
  } catch (thrown) {
    if ((await store.get(name)) === claim) await store.delete(name)
    throw thrown
  }
}
