import type { CameraErrorCode } from '../../core/errors.ts'

const hints: Readonly<Record<CameraErrorCode, string>> = {
  'camera-insecure': 'browsers give the camera to secure pages only: serve this page over https, or from localhost.',
  'camera-policy': 'the Permissions-Policy of this page forbids the camera: send the header "Permissions-Policy: camera=(self)".',
  'camera-iframe': 'the frame around this page does not pass the camera on: write <iframe allow="camera" …>, and let the outer page\'s Permissions-Policy name this origin.',
  'camera-unsupported': 'there is no navigator.mediaDevices.getUserMedia, as in many in-app browsers. In your own app: Android WebView needs WebChromeClient.onPermissionRequest and the CAMERA permission; iOS WKWebView (14.3 or later) needs NSCameraUsageDescription and WKUIDelegate\'s media capture permission method.',
  'camera-dismissed': 'the person closed the browser\'s question without an answer; ask again from a click.',
  'camera-denied': 'the camera is denied, by the person, by an earlier answer or, in your own app, by a web view that does not answer (Android onPermissionRequest, iOS NSCameraUsageDescription and WKUIDelegate).',
  'camera-system': 'the operating system does not let this browser or app use the camera; only its privacy settings can change that.',
  'camera-busy': 'the camera did not start: another app or tab uses it, or its driver failed.',
  'camera-missing': 'this device has no camera.',
  'camera-unsuited': 'no camera of this device is the one that was asked for; do not demand a facing or a deviceId.',
  'camera-black': 'the camera started but shows no picture: a covered lens, a virtual camera without a source, or another app.',
  'camera-failed': 'the camera failed for a reason that the browser does not tell.',
}

/** What a developer should do about a code, beginning with `idstep:`. */
export const cameraHint = (code: CameraErrorCode) => `idstep: ${code}: ${hints[code]}`

/** Writes the hint to the developer's console, and returns it. */
export function warnOfCamera(code: CameraErrorCode): string {
  const hint = cameraHint(code)
  // eslint-disable-next-line no-console -- the header or attribute to add is for the developer, the person reads other words
  console.warn(hint)
  return hint
}
