import type { CameraErrorCode } from '../../../src/core/errors.ts'
import type { FakeCamera, FakeDeviceOptions } from './device.ts'

/** What a device says of its cameras, and what has to come of it. */
export interface Profile extends FakeDeviceOptions {
  readonly name: string
  readonly cameras: () => FakeCamera[]
  /** Whether the browser has the API at all. @default true */
  readonly hasApi?: boolean
  /** The camera that must be live in the end, or why there is none. */
  readonly expected: string | CameraErrorCode
  /** How many streams that may take. */
  readonly streams: number
  readonly isMirrored?: boolean
  readonly hasTorch?: boolean
}

const back = (id: string, label: string, more: Partial<FakeCamera> = {}): FakeCamera => ({ id, label, facing: 'environment', ...more })
const front = (id: string, label: string, more: Partial<FakeCamera> = {}): FakeCamera => ({ id, label, facing: 'user', ...more })
const focusing = { focusMode: ['manual', 'single-shot', 'continuous'], torch: true, width: { max: 4000 }, height: { max: 3000 } }
const fixed = { focusMode: ['manual'], width: { max: 3264 }, height: { max: 2448 } }
const tooLarge = ({ width }: MediaTrackConstraints) =>
  (width as { ideal?: number } | undefined)?.ideal === 3840
    ? new DOMException('Could not start video source', 'NotReadableError')
    : null

/** Devices whose cameras were a known trouble, with the labels and capabilities that they report. */
export const profiles: readonly Profile[] = [
  {
    name: 'an iPhone with three lenses goes to the fused camera that can focus close up',
    cameras: () => [
      back('ultra', 'Back Ultra Wide Camera'),
      back('dualwide', 'Back Dual Wide Camera', { capabilities: { torch: true } }),
      back('triple', 'Back Triple Camera', { capabilities: { torch: true } }),
      back('main', 'Back Camera', { capabilities: { torch: true } }),
      back('tele', 'Back Telephoto Camera'),
      front('front', 'Front Camera'),
    ],
    pick: 'main', expected: 'dualwide', streams: 2, hasTorch: true,
  },
  {
    name: 'an iPhone that speaks Portuguese',
    cameras: () => [
      front('front', 'Câmera Frontal'),
      back('ultra', 'Câmera Ultra-Angular Traseira'),
      back('dualwide', 'Câmera Dupla Grande-Angular Traseira'),
      back('main', 'Câmera Traseira'),
      back('tele', 'Câmera Teleobjetiva Traseira'),
    ],
    pick: 'main', expected: 'dualwide', streams: 2,
  },
  {
    name: 'an iPhone SE has one lens and keeps it',
    cameras: () => [front('front', 'Front Camera'), back('main', 'Back Camera', { capabilities: { torch: true } })],
    pick: 'main', expected: 'main', streams: 1, hasTorch: true,
  },
  {
    name: 'a Pixel 4 with an infrared camera that nothing tells of',
    cameras: () => [
      back('ir', 'camera2 0, facing back', { picture: 'colourless', capabilities: { focusMode: ['continuous'], torch: true } }),
      back('main', 'camera2 2, facing back', { capabilities: focusing }),
      front('front', 'camera2 1, facing front'),
    ],
    pick: 'ir', expected: 'main', streams: 2, hasTorch: true,
  },
  {
    name: 'a Samsung with four lenses, of which the browser takes the widest without focus',
    cameras: () => [
      back('wide', 'camera2 2, facing back', { capabilities: fixed }),
      front('front', 'camera2 1, facing front', { capabilities: fixed }),
      back('macro', 'camera2 4, facing back', { capabilities: fixed }),
      back('main', 'camera2 0, facing back', { capabilities: focusing }),
    ],
    pick: 'wide', expected: 'main', streams: 2, hasTorch: true,
  },
  {
    name: 'a foldable with two front cameras',
    cameras: () => [
      front('inner', 'camera2 3, facing front'),
      front('cover', 'camera2 1, facing front'),
      back('main', 'camera2 0, facing back', { capabilities: focusing }),
    ],
    pick: 'main', expected: 'main', streams: 1, hasTorch: true,
  },
  {
    name: 'an Android that cannot start at 4K',
    cameras: () => [back('main', 'camera2 0, facing back', { capabilities: focusing, fails: tooLarge })],
    expected: 'main', streams: 1, hasTorch: true,
  },
  {
    name: 'an Android webview whose app does not answer the permission',
    cameras: () => [back('main', 'camera2 0, facing back')],
    refuses: new DOMException('Permission denied', 'NotAllowedError'),
    expected: 'camera-denied', streams: 0,
  },
  {
    name: 'an in-app browser without the API',
    cameras: () => [back('main', 'Back Camera')],
    hasApi: false, expected: 'camera-unsupported', streams: 0,
  },
  {
    name: 'Firefox on Android, without labels before the permission and without capabilities',
    cameras: () => [
      { id: 'front', label: 'Camera 1, Facing front, Orientation 270' },
      { id: 'main', label: 'Camera 0, Facing back, Orientation 90' },
    ],
    pick: 'main', expected: 'main', streams: 1,
  },
  {
    name: 'a Huawei that opens the front camera though the other was asked for',
    cameras: () => [front('front', 'camera2 1, facing front'), back('main', 'camera2 0, facing back')],
    pick: 'front', expected: 'main', streams: 2,
  },
  {
    name: 'a Windows tablet with an infrared camera for logging in',
    cameras: () => [
      { id: 'ir', label: 'Microsoft IR Camera Front', picture: 'colourless' },
      { id: 'front', label: 'Microsoft Camera Front' },
      { id: 'rear', label: 'Microsoft Camera Rear' },
    ],
    pick: 'ir', expected: 'rear', streams: 2,
  },
  {
    name: 'a laptop with a virtual camera in front',
    cameras: () => [
      { id: 'obs', label: 'OBS Virtual Camera', picture: 'black' },
      { id: 'webcam', label: 'Integrated Webcam (0408:a061)' },
    ],
    pick: 'obs', expected: 'webcam', streams: 2, isMirrored: true,
  },
  {
    name: 'a laptop with one webcam that does not tell how it looks',
    cameras: () => [{ id: 'webcam', label: 'FaceTime HD Camera' }],
    expected: 'webcam', streams: 1, isMirrored: true,
  },
  {
    name: 'a desk with a document camera beside the webcam',
    cameras: () => [{ id: 'webcam', label: 'HD Pro Webcam C920' }, { id: 'desk', label: 'V4K Document Camera' }],
    pick: 'webcam', expected: 'desk', streams: 2,
  },
  {
    name: 'a desktop with none',
    cameras: () => [],
    expected: 'camera-missing', streams: 0,
  },
  {
    name: 'a laptop whose camera is in a call',
    cameras: () => [{ id: 'webcam', label: 'Webcam', fails: new DOMException('Could not start video source', 'NotReadableError') }],
    expected: 'camera-busy', streams: 0,
  },
  {
    name: 'a Mac whose settings forbid the browser the camera',
    cameras: () => [{ id: 'webcam', label: 'FaceTime HD Camera' }],
    refuses: new DOMException('Permission denied by system', 'NotAllowedError'),
    expected: 'camera-system', streams: 0,
  },
]
