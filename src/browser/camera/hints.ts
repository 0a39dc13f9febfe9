import type { CameraErrorCode } from '../../core/errors.ts'

const hints: Readonly<Record<CameraErrorCode, string>> = {
  'camera-insecure': 'only secure pages get a camera: serve this page over https, or from localhost.',
  'camera-policy': 'this page forbids the camera: send the header "Permissions-Policy: camera=(self)".',
  'camera-iframe':
    'the frame around this page does not pass the camera on: write <iframe allow="camera">, and where the outer page ' +
    'sends a Permissions-Policy, name this origin in it.',
  'camera-unsupported':
    'navigator.mediaDevices.getUserMedia is missing, as in many in-app browsers. In an app of your own: Android WebView ' +
    'needs the CAMERA permission and WebChromeClient.onPermissionRequest; iOS WKWebView (14.3 or later) needs ' +
    'NSCameraUsageDescription and the media capture permission method of WKUIDelegate.',
  'camera-dismissed': 'the browser\'s question was closed without an answer; ask again from a click.',
  'camera-denied':
    'refused by the person, by an earlier answer or, in an app of your own, by a web view that does not answer ' +
    '(Android: onPermissionRequest; iOS: NSCameraUsageDescription and WKUIDelegate).',
  'camera-system': 'the operating system\'s privacy settings keep the camera from this browser or app.',
  'camera-busy': 'the camera did not start: another app or tab uses it, or its driver failed.',
  'camera-missing': 'this device has no camera.',
  'camera-unsuited': 'no camera is the one that was asked for, by facing or by deviceId.',
  'camera-black': 'the camera sends no picture: a covered lens, a virtual camera without a source, or another app.',
  'camera-failed': 'the camera failed, and the browser does not tell why.',
}

/** What a developer should do about a code, beginning with `idstep:`. */
export const cameraHint = (code: CameraErrorCode) => `idstep: ${code}: ${hints[code]}`
