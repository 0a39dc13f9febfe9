import { afterEach, describe, expect, it, vi } from 'vitest'
import { cameraErrorOf, readCameraContext, type CameraContext } from '../../../src/browser/camera/errors.ts'
import { cameraHint } from '../../../src/browser/camera/hints.ts'
import { errorCodes, type CameraErrorCode } from '../../../src/core/errors.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const usual: CameraContext = { hasApi: true, isSecure: true, isAllowed: true, isFramed: false, permission: 'denied' }
const thrown = (name: string, message = '') => new DOMException(message, name)

describe('why the camera did not open', () => {
  it.each<[CameraErrorCode, unknown, Partial<CameraContext>]>([
    ['camera-insecure', new TypeError('undefined'), { hasApi: false, isSecure: false }],
    ['camera-unsupported', new TypeError('undefined'), { hasApi: false }],
    ['camera-denied', thrown('NotAllowedError', 'Permission denied'), {}],
    ['camera-denied', thrown('NotAllowedError', 'Permission denied'), { permission: null, isAllowed: null }],
    ['camera-dismissed', thrown('NotAllowedError', 'Permission dismissed'), { permission: null }],
    ['camera-dismissed', thrown('NotAllowedError'), { permission: 'prompt' }],
    ['camera-system', thrown('NotAllowedError', 'Permission denied by system'), {}],
    ['camera-system', thrown('NotAllowedError'), { permission: 'granted' }],
    ['camera-policy', thrown('NotAllowedError', 'Permission denied'), { isAllowed: false }],
    ['camera-iframe', thrown('NotAllowedError', 'Permission denied'), { isAllowed: false, isFramed: true }],
    ['camera-denied', thrown('NotAllowedError'), { isFramed: true }],
    ['camera-policy', thrown('SecurityError'), { isAllowed: null }],
    ['camera-iframe', thrown('SecurityError'), { isFramed: true }],
    ['camera-missing', thrown('NotFoundError'), {}],
    ['camera-unsuited', Object.assign(new Error(), { name: 'OverconstrainedError' }), {}],
    ['camera-busy', thrown('NotReadableError', 'Could not start video source'), { permission: 'granted' }],
    ['camera-busy', thrown('AbortError'), {}],
    ['camera-busy', { name: 'TrackStartError' }, {}],
    ['camera-failed', new TypeError('odd'), {}],
    ['camera-failed', 'a text', {}],
    ['camera-failed', undefined, {}],
    ['camera-failed', null, {}],
  ])('is %s for %s', (code, error, context) => {
    expect(cameraErrorOf(error, { ...usual, ...context })).toBe(code)
  })
})

describe('what is read of the page', () => {
  const mediaDevices = { getUserMedia: () => undefined } as unknown as MediaDevices
  const page = (more: object) => vi.stubGlobal('document', more)

  it('is a whole page of a browser that tells everything', async () => {
    page({ featurePolicy: { allowsFeature: (name: string) => name !== 'camera' } })
    vi.stubGlobal('isSecureContext', true)
    vi.stubGlobal('window', { top: { location: { href: 'https://shop.test/' } } })
    vi.stubGlobal('navigator', { permissions: { query: async () => ({ state: 'prompt' }) } })
    expect(await readCameraContext(mediaDevices)).toEqual({
      hasApi: true, isSecure: true, isAllowed: false, isFramed: false, permission: 'prompt',
    })
  })

  it('is little in a browser that tells nothing, in a frame of another origin', async () => {
    page({})
    vi.stubGlobal('isSecureContext', false)
    const top = Object.defineProperty({}, 'location', { get: () => { throw new DOMException('', 'SecurityError') } })
    vi.stubGlobal('window', { top })
    vi.stubGlobal('navigator', {})
    expect(await readCameraContext(undefined)).toEqual({
      hasApi: false, isSecure: false, isAllowed: null, isFramed: true, permission: null,
    })
  })

  it('takes a browser that does not know the permission for one that does not tell', async () => {
    page({})
    vi.stubGlobal('isSecureContext', true)
    vi.stubGlobal('window', { top: { location: { href: 'x' } } })
    vi.stubGlobal('navigator', { permissions: { query: async () => { throw new TypeError('camera') } } })
    expect((await readCameraContext(mediaDevices)).permission).toBeNull()
  })
})

it('has a hint for developers for every code, with what to write', () => {
  const codes = Object.keys(errorCodes).filter((code) => code.startsWith('camera-')) as CameraErrorCode[]
  expect(codes.length).toBeGreaterThanOrEqual(12)
  for (const code of codes) expect(cameraHint(code)).toMatch(new RegExp(`^idstep: ${code}: .{20}`))
  expect(cameraHint('camera-policy')).toContain('Permissions-Policy: camera=(self)')
  expect(cameraHint('camera-iframe')).toContain('<iframe allow="camera"')
  expect(cameraHint('camera-insecure')).toMatch(/https.*localhost/)
  expect(cameraHint('camera-unsupported')).toMatch(/onPermissionRequest.*NSCameraUsageDescription.*WKUIDelegate/)
})
