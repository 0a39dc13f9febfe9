import { VerificationError } from '../src/core/errors.ts'
import type { Clock, Upload } from '../src/core/ports.ts'
import type { Sandbox } from '../src/sandbox/index.ts'

const steps = 12

/**
 * Sends photos to a sandbox in this process. There is no network whose progress could be watched, so that it is
 * played: `durationMs` in equal steps. What the storage service refuses is refused here too.
 */
export function uploadTo(sandbox: Sandbox, clock: Clock, durationMs: number): Upload {
  return async (target, file, { signal, onProgress }) => {
    for (let step = 1; step <= steps; step++) {
      await clock.wait(durationMs / steps, signal)
      onProgress(Math.floor((file.size * step) / steps))
    }
    const body = new FormData()
    for (const [name, value] of Object.entries(target.fields)) body.append(name, value)
    body.append('file', file, 'file')
    const response = await sandbox.fetch(target.url, { method: 'POST', body, signal }).catch((cause: unknown) => {
      signal.throwIfAborted()
      throw new VerificationError('network', { cause })
    })
    if (response.ok) return
    const isExpired = /policy expired/i.test(await response.text())
    throw new VerificationError(isExpired ? 'upload-expired' : 'upload-refused')
  }
}
