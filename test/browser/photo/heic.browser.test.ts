import { expect, it, vi } from 'vitest'
import { createEncoder } from '../../../src/browser/photo/encoder.ts'
import { prepareImageWith } from '../../../src/browser/photo/image.ts'
import { inspectPhoto } from '../../../src/browser/photo/inspect.ts'
import { markersOf } from '../../fixtures/jpeg.ts'

/** A HEIC of 800 × 600 px, stored to be turned clockwise: red, green / blue, yellow, before it is turned. */
const photo = async () => (await fetch(new URL('../../fixtures/turned.heic', import.meta.url))).blob()
const signal = new AbortController().signal

/** What a browser would make of it. */
async function quarters(): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(800, 600)
  const context = canvas.getContext('2d')
  context?.fillRect(0, 0, 400, 600)
  return createImageBitmap(canvas)
}

async function coloursOf(blob: Blob) {
  const bitmap = await createImageBitmap(blob)
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  return [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([x = 0, y = 0]) => {
    const [red = 0, green = 0, blue = 0] = context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data ?? []
    return red > 128 ? (green > 128 ? 'yellow' : 'red') : blue > 128 ? 'blue' : green > 128 ? 'green' : 'black'
  })
}

it('prepares a HEIC photo upright where the browser cannot decode it and the host has installed heic-to', async () => {
  const file = await photo()
  await expect(createImageBitmap(file)).rejects.toThrow()
  const image = await prepareImageWith(createEncoder({ idleMs: 60 }))(file, { signal, source: 'file' })
  expect([image.width, image.height, image.blob.type]).toEqual([600, 800, 'image/jpeg'])
  expect(await coloursOf(image.blob)).toEqual(['blue', 'red', 'yellow', 'green'])
  expect(markersOf(new Uint8Array(await image.blob.arrayBuffer()))).not.toContain(0xe1)
}, 30_000)

it('leaves HEIC to the browser where that can decode it, whatever the file is called', async () => {
  const { createImageBitmap: native, Worker: NativeWorker } = globalThis
  const made: string[] = []
  const asked: string[] = []
  vi.stubGlobal('Worker', class extends NativeWorker {
    constructor(...given: ConstructorParameters<typeof NativeWorker>) {
      super(...given)
      made.push(String(given[0]))
    }
  })
  // As Safari does
  vi.stubGlobal('createImageBitmap', async (source: ImageBitmapSource, ...given: [ImageBitmapOptions?]) => {
    if (!(source instanceof Blob) || source.type !== 'image/heic') return native(source, ...given)
    asked.push(source.type)
    return quarters()
  })
  const makeWorker = () => {
    throw new DOMException('forbidden', 'SecurityError')
  }
  const file = new File([await photo()], 'IMG_0001.jpg', { type: 'image/jpeg' })
  const image = await prepareImageWith(createEncoder({ makeWorker }))(file, { signal, source: 'file' })
  vi.unstubAllGlobals()
  expect([image.width, image.height, image.blob.type]).toEqual([800, 600, 'image/jpeg'])
  expect(asked).toEqual(['image/heic'])
  expect(made).toEqual([])
})

it('inspects a HEIC photo too', async () => {
  const { issues, scores } = await inspectPhoto(await photo())
  // four fields of colour are no document
  expect(issues).not.toEqual([])
  expect(scores.brightness).toBeGreaterThan(0.1)
}, 30_000)

it('decodes HEIC nowhere else than in a worker of the decoder’s own', async () => {
  const made: string[] = []
  const NativeWorker = globalThis.Worker
  vi.stubGlobal('Worker', class extends NativeWorker {
    constructor(...given: ConstructorParameters<typeof NativeWorker>) {
      super(...given)
      made.push(String(given[0]))
    }
  })
  const jpeg = new OffscreenCanvas(800, 600)
  const context = jpeg.getContext('2d')
  context?.fillRect(100, 100, 300, 300)
  if (context) context.fillStyle = '#fff'
  context?.fillRect(400, 300, 400, 300)
  const file = await jpeg.convertToBlob({ type: 'image/jpeg' })
  await prepareImageWith(createEncoder({ idleMs: 60 }))(file, { signal, source: 'file' })
  vi.unstubAllGlobals()
  expect(made.filter((url) => url.startsWith('blob:'))).toEqual([])
})
