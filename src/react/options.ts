import type { VerificationError } from '../core/errors.ts'
import type { VerificationEvent } from '../core/events.ts'
import type { Outcome } from '../core/flow/flow.ts'
import type { Host } from '../core/ports.ts'
import type { DefaultValues, FormOptions } from '../core/form/values.ts'

/** What a host gives to a verification, with our screens or with its own. */
export interface VerificationOptions extends Host, FormOptions {
  /** Whether the vendor is to ask for a liveness check. @default false */
  livenessRequired?: boolean | undefined
  /** What the host already knows; the person sees it and can change it. Read once. */
  defaultValues?: DefaultValues | undefined
  /**
   * Names the person: the id of the user in the host's app, or alike. With it the verification survives a reload and a page
   * that the phone has ended: it is kept on the device, encrypted, and the next page under the same name asks whether to go
   * on. Without it nothing is kept, as two people at one computer must never meet. Read once; only its hash is stored.
   * @default nothing is kept
   */
  draftKey?: string | undefined
  /** How long a draft is kept after its last change, in milliseconds, or `false` to keep none. Read once. @default one hour */
  draft?: false | { ttlMs?: number | undefined } | undefined
  /** Milliseconds of checking after which the person is told that it takes longer than usual. @default 120000 */
  patienceMs?: number | undefined
  /**
   * Origins that photos may be sent to: the bucket's. Any other upload target is refused before a byte leaves.
   * @default any https origin
   * @example ['https://s3.us-east-1.amazonaws.com']
   */
  uploadOrigins?: readonly string[] | undefined
  /** Called once for each outcome; after `declined` or `expired` the person may try again. */
  onComplete?: ((outcome: Outcome) => void) | undefined
  /** Called at every step, for analytics. Carries nothing about the person. */
  onEvent?: ((event: VerificationEvent) => void) | undefined
  /** Called with every failure, also those a retry may heal. Without it, failures go to the console. */
  onError?: ((error: VerificationError) => void) | undefined
  /** Called when the person leaves. With it, the widget shows a way to leave. */
  onCancel?: (() => void) | undefined
}
