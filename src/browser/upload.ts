import { VerificationError, type VerificationErrorCode } from '../core/errors.ts'
import { isSecureUploadUrl } from '../core/contract/expiry.ts'
import type { Upload } from '../core/ports.ts'

/** How patient an upload is. */
export interface UploadOptions {
  /** Longest time without a byte leaving, in milliseconds; the answer may take three times that. @default 20000 */
  stallMs?: number
}

/**
 * Sends a file by presigned POST (NOTUS.md, Presigned POST): fields in their order, `file` last, no header set by hand,
 * no cookies. Rejects with `insecure-upload-url`, `file-empty`, `network`, `timeout`, `server`, `upload-expired`,
 * `upload-too-large` or `upload-refused`, or with the signal's reason.
 */
export const upload: Upload = (target, file, options) => uploadWith({})(target, file, options)

/** `upload` with a patience of one's own. */
export function uploadWith({ stallMs = 20_000 }: UploadOptions): Upload {
  return async (target, file, { signal, onProgress }) => {
    signal.throwIfAborted()
    if (!isSecureUploadUrl(target.url)) {
      throw new VerificationError('insecure-upload-url', {
        message: 'idstep: the upload address is not https, so nothing is sent to it. Check what createSession gives.',
      })
    }
    // the storage service would take it
    if (file.size === 0) throw new VerificationError('file-empty')

    const form = new FormData()
    for (const [name, value] of Object.entries(target.fields)) form.append(name, value)
    // a name of our own: the person's file name is nobody's business
    form.append('file', file, 'file')

    const request = new XMLHttpRequest()
    let stall: ReturnType<typeof setTimeout> | undefined
    let abort = () => {}
    try {
      await new Promise<void>((resolve, reject) => {
        const expectWithin = (delayMs: number) => {
          clearTimeout(stall)
          stall = setTimeout(() => reject(new VerificationError('timeout')), delayMs)
        }
        abort = () => reject(signal.reason)
        signal.addEventListener('abort', abort)
        request.upload.onprogress = ({ loaded, total }) => {
          expectWithin(stallMs)
          if (total > 0) onProgress(Math.floor((file.size * loaded) / total))
        }
        request.upload.onload = () => {
          // what has left the browser may still wait in the system's buffers
          expectWithin(stallMs * 3)
          onProgress(file.size)
        }
        request.onload = () => {
          const error = errorOf(request.status, request.responseText)
          if (error === null) resolve()
          else reject(error)
        }
        request.onerror = () => reject(new VerificationError('network'))
        request.open('POST', target.url)
        request.send(form)
        expectWithin(stallMs)
      })
    } finally {
      clearTimeout(stall)
      signal.removeEventListener('abort', abort)
      request.upload.onprogress = request.upload.onload = request.onload = request.onerror = null
      // ends what is still under way; nothing happens after an answer
      request.abort()
    }
  }
}

/**
 * What an answer of the storage service means: its code as ours, and what a developer does about it. Only the code is
 * kept: its message may quote the policy.
 */
function errorOf(status: number, body: string): VerificationError | null {
  if (status >= 200 && status < 300) return null
  const storageCode = /<Code>\s*(\w{1,64})\s*<\/Code>/.exec(body)?.[1]
  const isDead = storageCode === 'AccessDenied' && /policy expired/i.test(body)
  const code = isDead ? 'upload-expired' : codeOf(status, storageCode)
  return new VerificationError(code, {
    message: `idstep: the storage service answered ${status}${storageCode ? ` ${storageCode}` : ''} to an upload.${adviceOn(code, storageCode)}`,
    ...(storageCode === undefined ? {} : { storageCode }),
  })
}

/** Codes of S3 (its API reference, Error Responses) that their status does not tell. */
function codeOf(status: number, storageCode = ''): VerificationErrorCode {
  if (storageCode === 'ExpiredToken') return 'upload-expired'
  if (storageCode === 'EntityTooLarge' || status === 413) return 'upload-too-large'
  // the service's own patience with a slow sender, given as a 400
  if (storageCode === 'RequestTimeout' || status === 408) return 'timeout'
  if (status === 429) return 'rate-limited'
  return status >= 500 || storageCode === 'SlowDown' ? 'server' : 'upload-refused'
}

/** What a developer does about it. */
function adviceOn(code: VerificationErrorCode, storageCode = ''): string {
  if (code === 'upload-expired') return ' The target has run out; a new session brings new ones.'
  if (code !== 'upload-refused') return ''
  if (storageCode === 'EntityTooSmall') return ' The photo is smaller than its policy allows: is the Blob whole?'
  return /Key|Token|Skewed|Bucket/.test(storageCode)
    ? ' Whoever signed the target used a key, a clock or a bucket that is wrong: tell the vendor.'
    : ' Pass the target on as the vendor gave it, every field in its order and none added.'
}
