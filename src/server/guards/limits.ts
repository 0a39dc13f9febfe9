import { HandlerFailure } from '../failures.ts'
import { hash } from '../hash.ts'
import type { Store } from '../store.ts'
import { neighbourhoodOf } from './address.ts'

/** The handler's routes, by what they do. */
export type Route = 'create' | 'process' | 'read'

/** So many requests in so many seconds. */
export interface Limit {
  /** Requests, at least 1. */
  points: number
  /** Length of the window, in seconds. */
  perSeconds: number
}

/** A limit for each route; `false` for none, and what is not named keeps its default. */
export type RouteLimits = Partial<Record<Route, Limit | false>>

/** How much one user and one address may ask for. */
export interface Limits {
  /** @default create 20 and process 60 in an hour, read 240 in a minute */
  perUser?: RouteLimits | false | undefined
  /**
   * Many people share an address (a household, an office, a mobile carrier), so these are wide.
   * @default create 200 and process 600 in an hour, read 2400 in a minute
   */
  perAddress?: RouteLimits | false | undefined
}

const hour = 3_600

/** A submission is one create, at most four with its repeats; a tab reads once a second at most. */
export const defaultLimits = {
  perUser: {
    create: { points: 20, perSeconds: hour },
    process: { points: 60, perSeconds: hour },
    read: { points: 240, perSeconds: 60 },
  },
  perAddress: {
    create: { points: 200, perSeconds: hour },
    process: { points: 600, perSeconds: hour },
    read: { points: 2_400, perSeconds: 60 },
  },
} as const satisfies Record<keyof Limits, Record<Route, Limit>>

/** Counts a request, and refuses it where it is one too many. */
export interface Limiter {
  /** @throws HandlerFailure `rate-limited` */
  countUser(route: Route, owner: string): Promise<void>
  /**
   * An unknown address is not counted.
   * @throws HandlerFailure `rate-limited`
   */
  countAddress(route: Route, address: string | undefined): Promise<void>
}

/**
 * Counts in windows that begin at the same instants on every machine, in the store that the machines share
 * (docs/decisions/0011-limits-in-the-store.md).
 */
export function createLimiter(limits: Limits | false, store: Store, now: () => number): Limiter {
  const limitOf = (kind: keyof Limits, route: Route): Limit | false => {
    const chosen = limits !== false && limits[kind]
    return limits !== false && chosen !== false && (chosen?.[route] ?? defaultLimits[kind][route])
  }

  const count = async (limit: Limit, name: string): Promise<void> => {
    const windowMs = limit.perSeconds * 1000
    const time = now()
    const window = Math.floor(time / windowMs)
    const points = await store.add(`idstep:limit:${name}:${window}`, 1, windowMs)
    if (points <= limit.points) return
    const restMs = (window + 1) * windowMs - time
    throw new HandlerFailure('rate-limited', { retryAfter: String(Math.max(1, Math.ceil(restMs / 1000))) })
  }

  return {
    async countUser(route, owner) {
      const limit = limitOf('perUser', route)
      if (limit) await count(limit, `${route}:user:${owner}`)
    },
    async countAddress(route, address) {
      const limit = limitOf('perAddress', route)
      if (!limit || address === undefined) return
      await count(limit, `${route}:address:${await hash('address', neighbourhoodOf(address))}`)
    },
  }
}
