import type { Host } from '../core/ports.ts'
import { loadPart } from './load.ts'

/** How the browser reaches idstep's handler on the host's server. */
export interface HostOptions {
  /** Where the handler is mounted. @default '/api/kyc' */
  baseUrl?: string
  /** Further request headers, or a function that gives them for each request, for example a fresh token. */
  headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>)
  /** @default the browser's fetch */
  fetch?: typeof globalThis.fetch
  /** @default 'same-origin' */
  credentials?: RequestCredentials
}

/**
 * The host's callbacks, answered by idstep's handler. They reject with a `VerificationError`: what the handler says,
 * `network` where it is not reached, `host-answer` where a success is not JSON; or with the signal's reason.
 */
export function createHost(options: HostOptions = {}): Required<Host> {
  // Nobody calls before Submit, so that the first paint need not wait for it
  const load = async () => (await loadPart(() => import('./host-calls.ts'))).hostCalls(options)
  return {
    createSession: async (...given) => (await load()).createSession(...given),
    getSession: async (...given) => (await load()).getSession(...given),
    processSession: async (...given) => (await load()).processSession(...given),
  }
}
