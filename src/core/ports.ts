import type { DocumentShape, PhotoInspection } from './quality.ts'
import type { CreatedSession, ReadSession, SessionRequest, UploadTarget } from './contract/session.ts'

/** A photo that is ready to be sent: upright, resized, JPEG, without any metadata. */
export interface PreparedImage {
  readonly blob: Blob
  /** Pixels */
  readonly width: number
  /** Pixels */
  readonly height: number
  /** Where the picture came from; goes out in events, and nothing else of it does. */
  readonly source: 'camera' | 'file'
  /** The person turned it, so it is not a new one. */
  readonly isTurned?: true
}

/** What a look at a photo gave. */
export interface PhotoLook {
  readonly inspection: PhotoInspection
  /** Tells two photos of the same side apart from two of different sides, and nothing else; stays on the device. */
  readonly fingerprint: string
}

/** A photo in hand. */
export interface Photo extends PreparedImage {
  /** How many photos were taken of this side so far, this one included. */
  readonly tries?: number
  /** `undefined` while it is being looked at, `null` where that could not be done. */
  readonly look?: PhotoLook | null | undefined
  /** Whether it looks the same as the photo of another side. */
  readonly isRepeat?: boolean | undefined
}

/** What the host's callbacks are given beside their argument. */
export interface CallOptions {
  /** Aborted when the person cancels or the component goes away. */
  signal: AbortSignal
}

/** Creates a session: gets the body of call 1, resolves to the vendor's answer or to as much of it as is needed. */
export type CreateSession = (
  request: SessionRequest,
  options: CallOptions & {
    /** The same for the same submission: send it as `Idempotency-Key`, and a repeated call makes no second session. */
    idempotencyKey: string
  },
) => Promise<CreatedSession>

/** Reads a session: resolves to `{ session }`, of which `id` and `status` are needed, and `individualId` once approved. */
export type GetSession = (id: string, options: CallOptions) => Promise<ReadSession>

/** Starts the processing of a session whose photos have arrived. What it resolves to is not looked at. */
export type ProcessSession = (id: string, options: CallOptions) => Promise<unknown>

/** The callbacks that a host supplies, and that `createHost` answers over our handler. */
export interface Host {
  createSession: CreateSession
  getSession: GetSession
  /** Leave out where the host's server starts the processing by itself. */
  processSession?: ProcessSession | undefined
  /**
   * Whether `createSession`, called again with the same `idempotencyKey`, gives the same session: then a create whose
   * answer was lost is repeated without asking. What `createHost` gives says so. @default false
   */
  createIsIdempotent?: boolean | undefined
}

/**
 * Sends one file to its target: the fields in their order, `file` last, nothing added.
 * Resolves once the storage service has it; rejects with a `VerificationError`.
 */
export type Upload = (
  target: UploadTarget,
  file: Blob,
  options: CallOptions & {
    /** Called as bytes leave. Bytes of the file, not of the form around it. */
    onProgress: (sentBytes: number) => void
  },
) => Promise<void>

/** Time as the flow needs it; a fake one makes the whole flow run in no time. */
export interface Clock {
  /** Milliseconds since the epoch. Never goes back, and goes on while the device sleeps. */
  now(): number
  /** Resolves after `delayMs`; rejects when the signal is aborted. */
  wait(delayMs: number, signal: AbortSignal): Promise<void>
  /** Like `wait`, but stands still while the page is hidden and resolves at once when it is shown again. */
  waitForLook(delayMs: number, signal: AbortSignal): Promise<void>
  /** A number from 0 up to but not including 1, for jitter. */
  random(): number
}

/** What the device says of its network. It is a hint: "online" may be wrong, and so may "offline". */
export interface Connection {
  isOnline(): boolean
  /** Resolves when there is a network, at once where there is one; rejects when the signal is aborted. */
  whenOnline(signal: AbortSignal): Promise<void>
}

/** Everything the flow needs of the outside. */
export interface Ports {
  host: Host
  upload: Upload
  clock: Clock
  connection: Connection
  /** A new, unguessable key for one submission. */
  newKey(): string
}

/** Turns a picked file or a camera frame into what is sent; rejects with a `VerificationError` of a `file-…` code. */
export type PrepareImage = (
  file: Blob,
  options: CallOptions & { source: PreparedImage['source'] },
) => Promise<PreparedImage>

/** Looks at a prepared photo: is there a document, and can it be read? Rejects where no look could be had. */
export type LookAtPhoto = (photo: Blob, options: CallOptions & { shape: DocumentShape }) => Promise<PhotoLook>
