/**
 * Where the handler remembers who owns a session and what a create was answered. Six functions over strings, so that
 * one machine's memory and a database shared by many do equally well. Values hold ids, upload targets and hashes;
 * never a name, a date of birth or a document number.
 */
export interface Store {
  /**
   * Sets the key if nothing (or something expired) is there, in one atomic step.
   * @param ttlMs how long it lives, in milliseconds
   * @returns whether this call set it
   */
  claim(key: string, value: string, ttlMs: number): Promise<boolean>
  /** The value, or `null` where there is none or it has expired. */
  get(key: string): Promise<string | null>
  /**
   * Sets the key, whatever was there.
   * @param ttlMs how long it lives, in milliseconds
   */
  set(key: string, value: string, ttlMs: number): Promise<void>
  /** Forgets the key; one that is not there is no error. */
  delete(key: string): Promise<void>
  /** Deletes the key only while this is its value, in one atomic step. */
  deleteIf(key: string, value: string): Promise<void | boolean>
  /**
   * Adds to a counter, which begins at 0, in one atomic step.
   * @param ttlMs how long the counter lives from its start, in milliseconds; later additions do not lengthen it
   * @returns the sum
   */
  add(key: string, amount: number, ttlMs: number): Promise<number>
}

/** How the memory store is set up. */
export interface MemoryStoreOptions {
  /** Milliseconds since the epoch. @default Date.now */
  now?: (() => number) | undefined
  /** How many entries it holds; the oldest leave first. @default 100000 */
  maxEntries?: number | undefined
}

const sweepEveryMs = 60_000

/**
 * A store in this process's memory: right for one server process, and gone when it ends. Two processes, or functions
 * that start anew for each request, need a store they share.
 */
export function createMemoryStore({ now = Date.now, maxEntries = 100_000 }: MemoryStoreOptions = {}): Store {
  const entries = new Map<string, { value: string; expiresAt: number }>()
  let sweptAt = now()

  const read = (key: string): string | null => {
    const entry = entries.get(key)
    if (entry && entry.expiresAt > now()) return entry.value
    entries.delete(key)
    return null
  }

  const write = (key: string, value: string, ttlMs: number) => {
    makeRoom()
    entries.delete(key)
    entries.set(key, { value, expiresAt: now() + ttlMs })
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break
      entries.delete(oldest)
    }
  }

  const makeRoom = () => {
    if (entries.size < maxEntries && now() - sweptAt < sweepEveryMs) return
    sweptAt = now()
    for (const [key, entry] of entries) if (entry.expiresAt <= now()) entries.delete(key)
  }

  return {
    async claim(key, value, ttlMs) {
      if (read(key) !== null) return false
      write(key, value, ttlMs)
      return true
    },
    async get(key) {
      return read(key)
    },
    async set(key, value, ttlMs) {
      write(key, value, ttlMs)
    },
    async delete(key) {
      entries.delete(key)
    },
    async deleteIf(key, value) {
      if (read(key) === value) entries.delete(key)
    },
    async add(key, amount, ttlMs) {
      const entry = read(key) === null ? undefined : entries.get(key)
      if (entry === undefined) {
        write(key, String(amount), ttlMs)
        return amount
      }
      const sum = Number(entry.value) + amount
      entry.value = String(sum)
      return sum
    },
  }
}
