import type { Host } from '../../core/ports.ts'
import type { HostOptions } from './host-options.ts'
import { loadPart } from '../load.ts'

export type { HostOptions }

/**
 * The host's callbacks, answered by idstep's handler, which makes one session for one idempotency key. They reject with a `VerificationError`: what the handler says,
 * `network` where it is not reached, `host-answer` where a success is not JSON; or with the signal's reason.
 */
export function createHost(options: HostOptions = {}): Required<Host> {
  // Nobody calls before Submit, so that the first paint need not wait for it
  const load = async () => (await loadPart(() => import('./host-calls.ts'))).hostCalls(options)
  return {
    createIsIdempotent: true,
    createSession: async (...given) => (await load()).createSession(...given),
    getSession: async (...given) => (await load()).getSession(...given),
    processSession: async (...given) => (await load()).processSession(...given),
  }
}
