import { withRetries } from './calls.ts'
import { isVerificationError, VerificationError } from '../errors.ts'
import type { SlotUpload, Uploading } from './flow.ts'
import type { Line } from './line.ts'
import { isTransient } from '../policy.ts'

/** Uploads made at once. */
const maxAtOnce = 4

/**
 * Sends every photo that has not arrived, side by side. A slot that fails does not stop the others; when all
 * have ended, the first failure is thrown. Dead targets lead back to creating, with the same answers and
 * photos: once by itself, then only when the person asks.
 */
export async function uploadAll(line: Line, state: Uploading, signal: AbortSignal): Promise<void> {
  const queue = Object.entries(state.uploads).filter(([, upload]) => upload.state !== 'arrived')
  const failures: unknown[] = []
  const sendNext = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await uploadOne(line, state, next[0], next[1], signal).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: maxAtOnce }, sendNext))
  signal.throwIfAborted()
  const expired = failures.find((error) => isVerificationError(error) && error.code === 'upload-expired')
  if (expired && !state.isRenewed) {
    line.store.dispatch({ type: 'targetsExpired', idempotencyKey: line.ports.newKey() })
  } else if (failures.length > 0) {
    throw expired ?? failures[0]
  }
}

async function uploadOne(
  line: Line,
  { submission, expiresAtMs }: Uploading,
  slot: string,
  { target }: SlotUpload,
  signal: AbortSignal,
): Promise<void> {
  const { store, ports } = line
  const { blob } = submission.files[slot] ?? {}
  if (!blob) throw new VerificationError('missing-photo')
  // Only once a try has failed: a storage service that takes the photo knows better than this device
  const checkIsAlive = (cause: unknown) => {
    if (ports.clock.now() >= expiresAtMs) throw new VerificationError('upload-expired', { cause })
  }
  let failure: unknown = null
  try {
    await withRetries(
      async () => {
        // The device may have slept since
        if (failure) checkIsAlive(failure)
        signal.throwIfAborted()
        store.dispatch({ type: 'uploadStarted', slot })
        signal.throwIfAborted()
        const onProgress = (sentBytes: number) => {
          if (!signal.aborted) store.dispatch({ type: 'uploadProgressed', slot, sentBytes })
        }
        await ports.upload(target, blob, { signal, onProgress }).catch((error: unknown) => {
          failure = error
          // A storage service that refuses without CORS headers looks like a broken network
          if (isTransient(error)) checkIsAlive(error)
          throw error
        })
      },
      line,
      signal,
      { onDelay: () => store.dispatch({ type: 'uploadDelayed', slot }), tries: Infinity },
    )
  } catch (error) {
    if (!signal.aborted) store.dispatch({ type: 'uploadFailed', slot })
    throw isVerificationError(error) ? error : new VerificationError('network', { cause: error })
  }
  if (!signal.aborted) store.dispatch({ type: 'uploadFinished', slot })
}
