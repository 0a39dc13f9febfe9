import { describe, expect, it, vi } from 'vitest'
import { isVerificationError } from '../../../src/core/errors.ts'
import { createEye } from '../../../src/browser/guidance/eye.ts'
import { inspectPhoto, lookAtPhotoWith } from '../../../src/browser/photo/inspect.ts'
import { encoded } from '../../fixtures/canvas.ts'
import { drawSpecimen } from '../../fixtures/specimen.ts'
import { heicHeader, truncated, withExif } from '../../fixtures/jpeg.ts'

const noWorker = {
  makeWorker: () => {
    throw new DOMException('forbidden', 'SecurityError')
  },
}
const card = { x: 500, y: 400, width: 1600, height: 1009 }
const photoOf = async (width = 2600, height = 1800) => encoded(drawSpecimen(width, height, card))

async function codeOf(promise: Promise<unknown>) {
  const error = await promise.then(() => 'no error', (reason: unknown) => reason)
  return isVerificationError(error) ? error.code : error
}

describe.each([
  ['in the worker', {}],
  ['on the main thread', noWorker],
])('a photo inspected %s', (where, options) => {
  const look = lookAtPhotoWith(createEye({ idleMs: 60, ...options }))

  it('is judged, with the corners in pixels of the photo', async () => {
    const found = await look(new Blob([await photoOf()]))
    expect(found.issues).toEqual([])
    expect(found.fingerprint).toMatch(/^[0-9a-f]{16}$/)
    const { x, y, width, height } = card
    const wanted = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
    found.corners?.forEach((corner, at) => {
      const distance = Math.hypot(corner.x - (wanted[at]?.[0] ?? 0), corner.y - (wanted[at]?.[1] ?? 0))
      expect(distance, `corner ${at} at ${corner.x}, ${corner.y}`).toBeLessThan(40)
    })
    expect(found.corners).toHaveLength(4)
  })

  it('is judged upright when it is stored turned', async () => {
    const stored = withExif(await encoded(drawSpecimen(2600, 1800, card)), { orientation: 6 })
    const { corners } = await look(new Blob([stored]))
    // turned clockwise: what was left below is above on the left, and the picture is 1800 px wide
    const corner = corners?.[0]
    expect(Math.hypot((corner?.x ?? 0) - (1800 - card.y - card.height), (corner?.y ?? 0) - card.x)).toBeLessThan(40)
  })

  it('is decoded small at once, and closed', async () => {
    if (where === 'in the worker') return
    vi.stubGlobal('ImageDecoder', undefined)
    const bitmaps: ImageBitmap[] = []
    const native = globalThis.createImageBitmap
    vi.stubGlobal('createImageBitmap', async (...args: Parameters<typeof native>) => {
      const bitmap = await native(...args)
      expect(Math.max(bitmap.width, bitmap.height)).toBeLessThanOrEqual(1280)
      bitmaps.push(bitmap)
      return bitmap
    })
    for (const orientation of [1, 6]) await look(new Blob([withExif(await photoOf(), { orientation })]))
    vi.unstubAllGlobals()
    expect(bitmaps.map(({ width }) => width)).toEqual([0, 0])
  })
})

describe('a file that is no picture', () => {
  it.each([
    ['an empty file', async () => [], 'file-empty'],
    ['a text', async () => ['hello, a text that is long enough'], 'file-not-image'],
    ['a photo cut short', async () => [truncated(await photoOf(), 0.8)], 'file-broken'],
    ['HEIC that nobody can read', async () => [heicHeader()], 'file-heic'],
  ])('is not inspected: %s', async (_, parts, code) => {
    expect(await codeOf(inspectPhoto(new Blob(await parts())))).toBe(code)
  })
})

it('gives what was found and no more', async () => {
  const found = await inspectPhoto(new Blob([await photoOf()]))
  expect(Object.keys(found).sort()).toEqual(['corners', 'issues', 'scores'])
})

it('says that there is no document', async () => {
  const found = await inspectPhoto(new Blob([await encoded(drawSpecimen(1600, 1200, null))]), { shape: 'passport' })
  expect(found.issues).toContain('no-document')
  expect(found.corners).toBe(null)
})

it('rejects at once with the reason when it is aborted', async () => {
  const controller = new AbortController()
  const inspected = inspectPhoto(new Blob([await photoOf()]), { signal: controller.signal })
  controller.abort(new Error('no more'))
  await expect(inspected).rejects.toThrow('no more')
})
