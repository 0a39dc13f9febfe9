import type { CameraErrorCode } from '../../core/errors.ts'

/** What is known of the page beside the error; `null` where the browser does not tell. */
export interface CameraContext {
  /** Whether there is a `getUserMedia` at all. */
  readonly hasApi: boolean
  readonly isSecure: boolean
  /** Whether the Permissions-Policy lets this document use the camera. */
  readonly isAllowed: boolean | null
  /** Whether the document is in a frame of a page of another origin. */
  readonly isFramed: boolean
  /** The state of the permission after the refusal. */
  readonly permission: PermissionState | null
}

const codes: Readonly<Record<string, CameraErrorCode>> = {
  NotFoundError: 'camera-missing',
  OverconstrainedError: 'camera-unsuited',
  NotReadableError: 'camera-busy',
  AbortError: 'camera-busy',
  TrackStartError: 'camera-busy',
}

/**
 * Why the camera did not open. Judged by what `getUserMedia` threw; the context only tells apart what has one name.
 * Chromium has more than one sentence for NotAllowedError: "Permission dismissed", "Permission denied by system".
 */
export function cameraErrorOf(error: unknown, context: CameraContext): CameraErrorCode {
  if (!context.hasApi) return context.isSecure ? 'camera-unsupported' : 'camera-insecure'
  const { name, message } = Object(error) as { name?: unknown; message?: unknown }
  const isRefused = name === 'NotAllowedError'
  if (name === 'SecurityError' || (isRefused && context.isAllowed === false)) {
    return context.isFramed ? 'camera-iframe' : 'camera-policy'
  }
  if (!isRefused) return codes[String(name)] ?? 'camera-failed'
  if (/dismissed/i.test(String(message))) return 'camera-dismissed'
  if (/system/i.test(String(message)) || context.permission === 'granted') return 'camera-system'
  return context.permission === 'prompt' ? 'camera-dismissed' : 'camera-denied'
}

interface Policy {
  allowsFeature(name: string): boolean
}

/** Reads the context as it is now; call it after the refusal. */
export async function readCameraContext(mediaDevices: MediaDevices | undefined): Promise<CameraContext> {
  const { permissionsPolicy, featurePolicy } = document as { permissionsPolicy?: Policy; featurePolicy?: Policy }
  return {
    hasApi: Boolean(mediaDevices?.getUserMedia),
    isSecure: globalThis.isSecureContext,
    isAllowed: (permissionsPolicy ?? featurePolicy)?.allowsFeature('camera') ?? null,
    isFramed: isFramed(),
    permission: await permission(),
  }
}

function isFramed(): boolean {
  try {
    return !window.top?.location.href
  } catch {
    return true
  }
}

async function permission(): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state
  } catch {
    return null
  }
}
