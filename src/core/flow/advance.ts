import { answerError, checkAnswer } from './answers.ts'
import { callHost, whenOnline, withRetries } from './calls.ts'
import { readSessionSchema, type Session } from '../contract/session.ts'
import { isVerificationError, VerificationError } from '../errors.ts'
import { isSecureUploadUrl, lifeOf } from '../contract/expiry.ts'
import type { Checking, Creating, Starting } from './flow.ts'
import type { Line } from './line.ts'
import { outcomeOf } from './outcome.ts'
import {
  askedDelayMs, defaultPatienceMs, isCallbackFault, isTransient, longestAskedMs, lookDelayMs, maxFailedLooks,
} from '../policy.ts'
import { uploadAll } from './uploads.ts'

/**
 * Takes a submission as far as it can go: looks at the stage, calls the one port it implies, dispatches one
 * fact, looks again. Returns when there is an outcome, a failure over the stage, a wait for the person, or
 * after an abort. Never rejects.
 */
export async function advance(line: Line, signal: AbortSignal): Promise<void> {
  const { store } = line
  while (!signal.aborted) {
    const state = store.getState()
    try {
      if (state.stage === 'creating' && !state.failure) await create(line, state, signal)
      else if (state.stage === 'uploading' && !state.failure) await uploadAll(line, state, signal)
      else if (state.stage === 'starting' && !state.failure) await start(line, state, signal)
      else if (state.stage === 'checking' && !state.failure && !state.isSlow) await check(line, state, signal)
      else return
    } catch (thrown) {
      if (signal.aborted) return
      const error = isVerificationError(thrown)
        ? thrown
        : new VerificationError('host-callback', { message: 'idstep: something unexpected was thrown', cause: thrown })
      store.dispatch({ type: 'failed', error })
    }
  }
}

/** Creates the session. Repeated by itself only where the host says that it makes no second one. */
async function create(line: Line, state: Creating, signal: AbortSignal): Promise<void> {
  const { store, ports, kind, uploadOrigins } = line
  const { host, clock } = ports
  const { request, idempotencyKey, files } = state.submission
  const call = () =>
    callHost('createSession', (own) => host.createSession(request, { signal: own, idempotencyKey }), clock, signal)
  let answer: unknown
  try {
    // What cannot be repeated is not sent into the void
    if (!host.createIsIdempotent) await whenOnline(line, signal)
    const mayRepeat = (error: unknown) => host.createIsIdempotent === true && (isTransient(error) || isCallbackFault(error))
    answer = await withRetries(call, line, signal, { mayRepeat })
  } catch (thrown) {
    const fields = isVerificationError(thrown) && thrown.code === 'invalid-fields' ? (thrown.fields ?? {}) : {}
    const asked = Object.keys(fields).map((field) => kind.stepOfField(field))
    const step = kind.fieldSteps.find((name) => asked.includes(name))
    if (!step) throw thrown
    store.dispatch({ type: 'fieldsRefused', fields, step })
    return
  }
  signal.throwIfAborted()
  const created = checkAnswer('createSession', kind.answerSchema, answer)
  const targets = kind.targetsOf(created)
  const unnamed = kind.missingSlot(created, request)
  if (unnamed) throw answerError('createSession', unnamed)
  if (Object.keys(targets).length === 0) throw answerError('createSession', 'frontDocumentUpload')
  for (const { url } of Object.values(targets)) {
    if (!isSecureUploadUrl(url)) {
      const message = 'idstep: an upload target is not https. A document is never sent in the clear; only loopback may be http.'
      throw new VerificationError('insecure-upload-url', { message })
    }
    if (uploadOrigins?.includes(new URL(url).origin) === false) {
      const message = 'idstep: an upload target is at an origin that is not in uploadOrigins, so nothing was sent. Add the bucket’s origin there, or ask why createSession gave another.'
      throw new VerificationError('upload-origin', { message })
    }
  }
  const missing = Object.keys(targets).find((slot) => !(slot in files))
  if (missing) store.dispatch({ type: 'photoMissing', step: kind.stepOfSlot(missing) })
  else {
    const expiresAtMs = clock.now() + Math.min(...Object.values(targets).map(lifeOf))
    store.dispatch({ type: 'sessionCreated', sessionId: created.session.id, targets, expiresAtMs })
  }
}

/** Starts the processing, once: when an earlier try may have arrived, the session's status is asked first. */
async function start(line: Line, state: Starting, signal: AbortSignal): Promise<void> {
  const { store, ports } = line
  const { host, clock } = ports
  const { sessionId } = state
  let mayHaveStarted = state.wasTried
  store.dispatch({ type: 'startTried' })
  await withRetries(
    async () => {
      if (!host.processSession) return
      if (mayHaveStarted && (await look(line, sessionId, signal)).status !== 'PENDING') return
      mayHaveStarted = true
      const call = async (own: AbortSignal) => host.processSession?.(sessionId, { signal: own })
      await callHost('processSession', call, clock, signal).catch(async (error: unknown) => {
        // A browser sends a request again whose connection was cut, and the vendor refuses the second
        const isRefused = isVerificationError(error) && error.code === 'invalid-request'
        if (!isRefused || (await look(line, sessionId, signal)).status === 'PENDING') throw error
      })
    },
    line,
    signal,
    // A callback that never settles has had its minute: the person decides
    {
      mayRepeat: (error, isOffline) =>
        isCallbackFault(error) ? isOffline : isTransient(error) && !(isVerificationError(error) && error.code === 'timeout'),
    },
  )
  signal.throwIfAborted()
  store.dispatch({ type: 'processingStarted', atMs: clock.now() })
}

/** Looks at the session, less and less often, until there is an outcome or the patience ends. */
async function check(line: Line, state: Checking, signal: AbortSignal): Promise<void> {
  const { store, ports, patienceMs = defaultPatienceMs } = line
  const { clock, connection } = ports
  let failures = 0
  for (let looks = state.looks; ; looks++) {
    await clock.waitForLook(lookDelayMs(looks, clock.random()), signal)
    // Who has given up waiting is not looked for any more
    if (store.getState().stage !== 'checking') return
    try {
      const outcome = outcomeOf(await look(line, state.sessionId, signal))
      signal.throwIfAborted()
      if (outcome) return store.dispatch({ type: 'decided', outcome })
      failures = 0
      store.dispatch({ type: 'connectionFound' })
    } catch (error) {
      if (connection.isOnline()) failures += 1
      const isFinal = !isVerificationError(error) || !mayLookAgain(error)
      const askedMs = askedDelayMs(error)
      if (signal.aborted || isFinal || askedMs > longestAskedMs || failures >= maxFailedLooks) throw error
      // In full: a page that is shown again may only bring forward our own wait
      if (askedMs > 0) await clock.wait(askedMs, signal)
      await whenOnline(line, signal)
    }
    store.dispatch({ type: 'stillRunning' })
    signal.throwIfAborted()
    if (clock.now() - state.sinceMs >= patienceMs) return store.dispatch({ type: 'patienceEnded' })
  }
}

/** A look does no harm: it is made again unless only the person can help. A page in between may answer once, too. */
function mayLookAgain({ code, isRetryable }: VerificationError): boolean {
  return code === 'host-answer' || (isRetryable && code !== 'unauthorized')
}

async function look({ ports }: Line, sessionId: string, signal: AbortSignal): Promise<Session> {
  const call = (own: AbortSignal) => ports.host.getSession(sessionId, { signal: own })
  const answer = await callHost('getSession', call, ports.clock, signal)
  const { session } = checkAnswer('getSession', readSessionSchema, answer)
  if (session.id !== sessionId) throw answerError('getSession', 'session.id')
  return session
}
