/**
 * Every way in which a verification can fail, with whether trying the same again can help. The text a person
 * reads is chosen from the code, in `locales/`; the compiler asks for it there.
 */
export const errorCodes = {
  // the way to the host's server and to the vendor
  network: { retryable: true },
  timeout: { retryable: true },
  server: { retryable: true },
  'rate-limited': { retryable: true },
  unauthorized: { retryable: true },
  'invalid-fields': { retryable: false },
  'invalid-request': { retryable: false },
  'session-not-found': { retryable: false },
  'idempotency-conflict': { retryable: false },
  'create-unknown': { retryable: false },
  // what the host's callbacks gave
  'host-callback': { retryable: true },
  'host-answer': { retryable: false },
  'insecure-upload-url': { retryable: false },
  'upload-origin': { retryable: false },
  // the upload target
  'upload-refused': { retryable: true },
  'upload-expired': { retryable: true },
  'upload-too-large': { retryable: false },
  'missing-photo': { retryable: false },
  // files
  'file-empty': { retryable: false },
  'file-too-large': { retryable: false },
  'file-not-image': { retryable: false },
  'file-heic': { retryable: false },
  'file-broken': { retryable: false },
  'file-too-small': { retryable: false },
  // camera
  'camera-insecure': { retryable: false },
  'camera-policy': { retryable: false },
  'camera-iframe': { retryable: false },
  'camera-unsupported': { retryable: false },
  'camera-dismissed': { retryable: true },
  'camera-denied': { retryable: true },
  'camera-system': { retryable: true },
  'camera-busy': { retryable: true },
  'camera-missing': { retryable: true },
  'camera-unsuited': { retryable: true },
  'camera-black': { retryable: true },
  'camera-failed': { retryable: true },
  // our own parts that are loaded when needed
  'not-loaded': { retryable: true },
} as const satisfies Record<string, { retryable: boolean }>

/** A code of the table above. */
export type VerificationErrorCode = keyof typeof errorCodes

/** Why a camera cannot be used. */
export type CameraErrorCode = Extract<VerificationErrorCode, `camera-${string}`>

/** Why a field was refused, by the name of the field; `refused` when only the vendor knows. */
export type FieldProblems = Readonly<Record<string, string>>

/** What an error may carry beside its code. None of it can hold a value, a name, a number or an address. */
export interface VerificationErrorOptions {
  /** For developers: what happened, why it matters, what to do. Begins with `idstep:`. */
  message?: string
  /** Which fields were refused, and by which rule. */
  fields?: FieldProblems
  /** The vendor's trace id, to quote to its support. */
  traceId?: string
  /** Code of the storage service, for example `AccessDenied`. */
  storageCode?: string
  /** How long to wait before the next try, in milliseconds, where the other side said so. */
  retryAfterMs?: number
  cause?: unknown
}

const brand = Symbol.for('idstep.VerificationError')

/** The one class of error that idstep throws and hands to `onError`. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError'
  readonly [brand] = true
  readonly code: VerificationErrorCode
  readonly fields: FieldProblems | undefined
  readonly traceId: string | undefined
  readonly storageCode: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(code: VerificationErrorCode, options: VerificationErrorOptions = {}) {
    super(options.message ?? `idstep: ${code}`, { cause: options.cause })
    this.code = code
    this.fields = options.fields
    this.traceId = options.traceId
    this.storageCode = options.storageCode
    this.retryAfterMs = options.retryAfterMs
  }

  /** Whether doing the same again can help. */
  get isRetryable(): boolean {
    return errorCodes[this.code].retryable
  }
}

/** Recognises our error across realms and across duplicated copies of this package. */
export function isVerificationError(value: unknown): value is VerificationError {
  return typeof value === 'object' && value !== null && (value as { [brand]?: unknown })[brand] === true
}
