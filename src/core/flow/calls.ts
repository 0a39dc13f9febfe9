import { callbackError } from './answers.ts'
import { VerificationError } from '../errors.ts'
import type { Line } from './line.ts'
import { callbackTimeoutMs, isTransient, longestOfflineMs, maxTries, retryDelayMs } from '../policy.ts'
import type { Clock } from '../ports.ts'

/**
 * Calls a host's callback with a limit of time. What it throws comes out as a `VerificationError`; one that
 * never settles comes out as `timeout`, and its signal is aborted.
 */
export async function callHost<Answer>(
  callback: string,
  call: (signal: AbortSignal) => Promise<Answer>,
  clock: Clock,
  signal: AbortSignal,
): Promise<Answer> {
  const own = new AbortController()
  const abort = () => own.abort(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  const timer = new AbortController()
  try {
    signal.throwIfAborted()
    const limit = clock.wait(callbackTimeoutMs, timer.signal).then(() => {
      const message = `idstep: ${callback} did not settle within ${callbackTimeoutMs / 1000} s. Resolve or reject it, and end it when its signal is aborted.`
      throw new VerificationError('timeout', { message })
    })
    limit.catch(() => {})
    return await Promise.race([Promise.resolve(call(own.signal)), limit, rejectOnAbort(own.signal)])
  } catch (thrown) {
    if (signal.aborted) throw signal.reason
    throw callbackError(callback, thrown)
  } finally {
    signal.removeEventListener('abort', abort)
    timer.abort()
    own.abort()
  }
}

/** How a call is repeated. */
interface Repeating {
  /** Told before each pause. */
  onDelay?: () => void
  /** Which failures are repeated. @default isTransient */
  mayRepeat?: (error: unknown, isOffline: boolean) => boolean
  /** How often the call may fail. @default maxTries */
  tries?: number
}

/**
 * Makes a call again while only the way to it is at fault, with growing, jittered pauses. What fails while the device
 * is offline waits for the network and uses up no try.
 */
export async function withRetries<Answer>(
  call: () => Promise<Answer>,
  line: Outside,
  signal: AbortSignal,
  { onDelay = () => {}, mayRepeat = isTransient, tries = maxTries }: Repeating = {},
): Promise<Answer> {
  const { store, ports: { clock, connection } } = line
  for (let failures = 0; ; ) {
    try {
      const answer = await call()
      if (!signal.aborted) store.dispatch({ type: 'connectionFound' })
      return answer
    } catch (error) {
      signal.throwIfAborted()
      const isOffline = !connection.isOnline()
      if (!mayRepeat(error, isOffline) || (!isOffline && ++failures >= tries)) throw error
      onDelay()
      signal.throwIfAborted()
      await whenOnline(line, signal)
      await clock.wait(retryDelayMs(failures, clock.random(), error), signal)
    }
  }
}

/** What is needed to wait for the network, and to say so. */
type Outside = Pick<Line, 'store' | 'ports'>

/** Waits until the device is online, but not for ever: what it says may be wrong. Tells the person meanwhile. */
export async function whenOnline({ store, ports: { clock, connection } }: Outside, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (!connection.isOnline()) {
    store.dispatch({ type: 'connectionLost' })
    const own = new AbortController()
    const abort = () => own.abort(signal.reason)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    const waits = [connection.whenOnline(own.signal), clock.wait(longestOfflineMs, own.signal)]
    await Promise.race(waits).finally(() => {
      signal.removeEventListener('abort', abort)
      own.abort()
      for (const wait of waits) wait.catch(() => {})
    })
    signal.throwIfAborted()
  }
  // Where the device still says offline, only a call that succeeds proves it wrong
  if (connection.isOnline()) store.dispatch({ type: 'connectionFound' })
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
