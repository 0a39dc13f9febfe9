import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { maxFileBytes } from '../../../src/core/documents.ts'
import { isVerificationError } from '../../../src/core/errors.ts'
import { readContainer } from '../../../src/browser/photo/container.ts'
import { createEncoder } from '../../../src/browser/photo/encoder.ts'
import { prepareImageWith, turnPhoto } from '../../../src/browser/photo/image.ts'
import type { WorkerOptions } from '../../../src/browser/worker/queue.ts'
import { heicHeader, markersOf, truncated, withExif, withTrailer } from '../../fixtures/jpeg.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Rgb = [number, number, number]

const red: Rgb = [220, 30, 30]
const green: Rgb = [30, 180, 30]
const blue: Rgb = [30, 30, 220]
const yellow: Rgb = [230, 220, 30]

const NativeWorker = globalThis.Worker
let live = new Set<Worker>()
let madeWorkers = 0

/** Counts the workers that are alive; heic-to's own, made of a blob, is not ours to end. */
class CountedWorker extends NativeWorker {
  constructor(...args: ConstructorParameters<typeof NativeWorker>) {
    super(...args)
    if (String(args[0]).startsWith('blob:')) return
    madeWorkers += 1
    live.add(this)
  }
  override terminate() {
    live.delete(this)
    super.terminate()
  }
}

const neverAborted = () => new AbortController().signal
const idleMs = 60

function prepare(file: Blob, { signal = neverAborted(), ...options }: WorkerOptions & { signal?: AbortSignal } = {}) {
  return prepareImageWith(createEncoder({ idleMs, ...options }))(file, { signal, source: 'file' })
}

/** Encoders without a worker do everything on the main thread. */
const noWorker: WorkerOptions = {
  makeWorker: () => {
    throw new DOMException('forbidden', 'SecurityError')
  },
}

async function codeOf(promise: Promise<unknown>) {
  const error = await promise.then(() => 'no error', (reason: unknown) => reason)
  return isVerificationError(error) ? error.code : error
}

/** A picture with a colour in each quarter: red, green / blue, yellow. */
function draw(width: number, height: number, paint = paintQuarters) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  paint(context, width, height)
  return canvas
}

function paintQuarters(context: OffscreenCanvasRenderingContext2D, width: number, height: number) {
  const quarters: [Rgb, number, number][] = [[red, 0, 0], [green, 1, 0], [blue, 0, 1], [yellow, 1, 1]]
  for (const [colour, x, y] of quarters) {
    context.fillStyle = `rgb(${colour.join()})`
    context.fillRect((x * width) / 2, (y * height) / 2, width / 2, height / 2)
  }
}

async function encoded(canvas: OffscreenCanvas, type = 'image/jpeg'): Promise<Bytes> {
  const blob = await canvas.convertToBlob({ type, quality: 0.92 })
  if (blob.type !== type) throw new Error(`no ${type} here`)
  return bytesOf(blob)
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** The colours in the middle of the four quarters, row by row. */
async function quartersOf(blob: Blob) {
  const bitmap = await createImageBitmap(blob)
  const canvas = draw(bitmap.width, bitmap.height, (context) => context.drawImage(bitmap, 0, 0))
  const context = canvas.getContext('2d')
  const at = (x: number, y: number) =>
    [...(context?.getImageData(x * bitmap.width, y * bitmap.height, 1, 1).data ?? [])].slice(0, 3)
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)]
}

function expectColours(seen: number[][], wanted: Rgb[]) {
  const distances = wanted.flatMap((colour, i) => colour.map((part, j) => Math.abs(part - (seen[i]?.[j] ?? 999))))
  expect(Math.max(...distances), `${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`).toBeLessThan(12)
}

let jpeg: Bytes
let large: Bytes

beforeAll(async () => {
  jpeg = await encoded(draw(800, 600))
  large = await encoded(draw(3200, 2400))
})
beforeEach(() => {
  live = new Set()
  madeWorkers = 0
  globalThis.Worker = CountedWorker
})
afterEach(async () => {
  globalThis.Worker = NativeWorker
  await vi.waitFor(() => expect(live.size).toBe(0), { timeout: 2000 })
})

/** As in browsers that have no decoder that makes pictures smaller on the way, or one that forgets to turn them. */
const withoutDecoder = () => vi.stubGlobal('ImageDecoder', undefined)

describe.each([
  ['in the worker', {}, () => {}],
  ['on the main thread', noWorker, () => {}],
  ['by bitmaps alone', noWorker, withoutDecoder],
])('a picture prepared %s', (where, options: WorkerOptions, arrange) => {
  const isInWorker = where === 'in the worker'
  beforeEach(arrange)
  afterEach(() => {
    vi.unstubAllGlobals()
    globalThis.Worker = CountedWorker
    expect(madeWorkers > 0).toBe(isInWorker)
  })

  // what each orientation says of where the stored rows and columns belong (Exif 2.32, 4.6.4, tag 274)
  it.each([
    [1, [red, green, blue, yellow]],
    [2, [green, red, yellow, blue]],
    [3, [yellow, blue, green, red]],
    [4, [blue, yellow, red, green]],
    [5, [red, blue, green, yellow]],
    [6, [blue, red, yellow, green]],
    [7, [yellow, green, blue, red]],
    [8, [green, yellow, red, blue]],
  ] as [number, Rgb[]][])('comes out upright for Exif orientation %i', async (orientation, colours) => {
    for (const [photo, ...size] of [[jpeg, 800, 600], [large, 2560, 1920]] as const) {
      const image = await prepare(new Blob([withExif(photo, { orientation })]), options)
      expectColours(await quartersOf(image.blob), colours)
      expect([image.width, image.height]).toEqual(orientation < 5 ? size : size.toReversed())
    }
  })

  it.each([['small', () => jpeg], ['large', () => large]])(
    'carries no Exif, place, XMP, IPTC, thumbnail, profile or comment: %s',
    async (_, stored) => {
      const all = { gps: true, xmp: true, icc: true, comment: true, iptc: true, thumbnail: true }
      const photo = withExif(stored(), { orientation: 6, ...all })
      expect(markersOf(photo).slice(0, 5)).toEqual([0xe1, 0xe1, 0xe2, 0xed, 0xfe])
      const { blob } = await prepare(new Blob([photo]), options)
      const markers = markersOf(await bytesOf(blob))
      expect(markers.filter((marker) => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe)).toEqual([])
      expect(markers).toContain(0xe0)
      expect(await blob.text()).not.toMatch(/Exif|xmpmeta|ICC_PROFILE|Photoshop|8BIM|thumbnail|Maria/)
    },
  )

  it.each([[800, 600], [3200, 2400]])('has the colours of its profile, and no profile: %i × %i', async (width, height) => {
    const canvas = new OffscreenCanvas(width, height)
    const context = canvas.getContext('2d', { colorSpace: 'display-p3' })
    const wide = ['0.8 0.2 0.2', '0.2 0.7 0.2', '0.2 0.2 0.8', '0.8 0.8 0.3']
    wide.forEach((colour, at) => {
      if (context) context.fillStyle = `color(display-p3 ${colour})`
      context?.fillRect(((at % 2) * width) / 2, (Math.floor(at / 2) * height) / 2, width / 2, height / 2)
    })
    const photo = new Blob([await encoded(canvas)])
    expect(markersOf(await bytesOf(photo))).toContain(0xe2)
    const { blob } = await prepare(photo, options)
    expect(markersOf(await bytesOf(blob))).not.toContain(0xe2)
    const shown = (await quartersOf(photo)) as Rgb[]
    expectColours(await quartersOf(blob), shown)
    // without its profile the red would be another
    expect(shown[0]?.[0]).toBeGreaterThan(212)
  })

  it('is a JPEG of at most 2560 px with its proportions kept', async () => {
    const image = await prepare(new Blob([large]), options)
    const { width, height } = await createImageBitmap(image.blob)
    expect([image.width, image.height, width, height]).toEqual([2560, 1920, 2560, 1920])
    expect(image.blob.type).toBe('image/jpeg')
    expect([...(await bytesOf(image.blob))].slice(0, 3)).toEqual([0xff, 0xd8, 0xff])
    expectColours(await quartersOf(image.blob), [red, green, blue, yellow])
  })

  it('is never made larger', async () => {
    const { width, height, source } = await prepare(new Blob([jpeg]), options)
    expect([width, height, source]).toEqual([800, 600, 'file'])
  })

  it('is white where a PNG was transparent', async () => {
    const canvas = draw(800, 800, (context) => {
      context.fillStyle = `rgb(${red.join()})`
      context.fillRect(0, 0, 400, 400)
    })
    const { blob } = await prepare(new Blob([await encoded(canvas, 'image/png')]), options)
    expectColours(await quartersOf(blob), [red, [255, 255, 255], [255, 255, 255], [255, 255, 255]])
  })

  it('may be a WebP, whatever its name and type say', async () => {
    const webp = await encoded(draw(900, 700), 'image/webp')
    const { blob } = await prepare(new File([webp], 'scan.pdf', { type: 'application/pdf' }), options)
    expectColours(await quartersOf(blob), [red, green, blue, yellow])
  })

  it('may be a motion photo, with a film behind the picture', async () => {
    const { blob } = await prepare(new Blob([withTrailer(jpeg)]), options)
    expectColours(await quartersOf(blob), [red, green, blue, yellow])
    expect(await blob.text()).not.toContain('ftyp')
  })

  it.each(['image/jpeg', 'image/png', 'image/webp'])('is refused when it is an %s cut short', async (type) => {
    const noise = draw(800, 600, (context, width, height) => {
      const pixels = context.createImageData(width, height)
      pixels.data.forEach((_, i) => (pixels.data[i] = (i * 7919) % 251))
      context.putImageData(pixels, 0, 0)
    })
    const whole = await encoded(noise, type)
    for (const share of [0.3, 0.9, 1 - 3 / whole.length]) {
      expect(await codeOf(prepare(new Blob([truncated(whole, share)]), options))).toBe('file-broken')
    }
    expect((await prepare(new Blob([whole]), options)).width).toBe(800)
  })

  it('is refused when it is whole and yet cannot be decoded', async () => {
    const broken = await encoded(draw(800, 600), 'image/png')
    broken.fill(0x55, 33, 200)
    expect(await codeOf(prepare(new Blob([broken]), options))).toBe('file-broken')
  })

  it('is refused at 599 px and taken at 600 px', async () => {
    expect(await codeOf(prepare(new Blob([await encoded(draw(1200, 599))]), options))).toBe('file-too-small')
    expect((await prepare(new Blob([await encoded(draw(600, 1200))]), options)).width).toBe(600)
  })

  it('asks for a JPEG where the browser cannot read HEIC', async () => {
    expect(await codeOf(prepare(new Blob([heicHeader()]), options))).toBe('file-heic')
  })
})

describe('a file that is no picture', () => {
  it.each([
    ['an empty file', new Blob([]), 'file-empty'],
    ['a file of 25 MiB and a byte', new Blob([new Uint8Array(maxFileBytes + 1)]), 'file-too-large'],
    ['a text named photo.jpg', new File(['hello, a text'], 'photo.jpg', { type: 'image/jpeg' }), 'file-not-image'],
    ['a PDF', new Blob(['%PDF-1.7\n%....and so on']), 'file-not-image'],
    ['an image that is a program', new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']), 'file-not-image'],
    ['one byte', new Blob([new Uint8Array([0xff])]), 'file-not-image'],
  ])('is refused before a worker is made: %s', async (_, file, code) => {
    expect(await codeOf(prepare(file))).toBe(code)
    expect(madeWorkers).toBe(0)
  })
})

/** Every decoded picture's pixels, while something is done on this thread. */
async function decodedPixels(act: () => Promise<unknown>) {
  const pixels: number[] = []
  const { createImageBitmap: native, ImageDecoder: NativeDecoder } = globalThis
  vi.stubGlobal('createImageBitmap', async (...args: Parameters<typeof native>) => {
    const bitmap = await native(...args)
    pixels.push(bitmap.width * bitmap.height)
    return bitmap
  })
  if (NativeDecoder) {
    vi.stubGlobal('ImageDecoder', class extends NativeDecoder {
      override async decode() {
        const result = await super.decode()
        pixels.push(result.image.codedWidth * result.image.codedHeight)
        return result
      }
    })
  }
  await act()
  vi.unstubAllGlobals()
  globalThis.Worker = CountedWorker
  return pixels
}

describe('a huge picture', () => {
  it.each([
    ['landscape', 1, [2560, 1920]],
    ['portrait', 6, [1920, 2560]],
  ] as const)('of 48 megapixels comes out whole and sharp: %s', async (_, orientation, size) => {
    const photo = withExif(await encoded(draw(8064, 6048)), { orientation })
    const image = await prepare(new Blob([photo]))
    expect([image.width, image.height]).toEqual(size)
    const upright: Rgb[] = [red, green, blue, yellow]
    expectColours(await quartersOf(image.blob), orientation === 1 ? upright : [blue, red, yellow, green])
  })

  it('of 108 megapixels comes out whole', async () => {
    const photo = new Blob([await encoded(draw(12000, 9000))])
    for (const options of [{}, noWorker]) {
      const image = await prepare(photo, options)
      expect([image.width, image.height]).toEqual([2560, 1920])
      expectColours(await quartersOf(image.blob), [red, green, blue, yellow])
    }
  }, 30_000)

  it.each([
    ['with a decoder that makes it smaller', () => {}],
    ['by bitmaps alone', withoutDecoder],
  ])('is never held in more pixels than every phone can draw: %s', async (_, arrange) => {
    const photo = new Blob([await encoded(draw(8064, 6048))])
    arrange()
    const pixels = await decodedPixels(() => prepare(photo, noWorker))
    expect(pixels).not.toEqual([])
    expect(Math.max(...pixels)).toBeLessThanOrEqual(16_777_216)
  })

  it('that claims more pixels than any camera has is not decoded', async () => {
    const png = await encoded(draw(800, 600), 'image/png')
    new DataView(png.buffer).setUint32(16, 60_000)
    new DataView(png.buffer).setUint32(20, 60_000)
    expect(await codeOf(prepare(new Blob([png])))).toBe('file-too-large')
  })
})

describe('the worker', () => {
  it('is used for several pictures and ended when idle', async () => {
    const prepareHere = prepareImageWith(createEncoder({ idleMs }))
    const options = { signal: neverAborted(), source: 'camera' } as const
    const images = await Promise.all([1, 2, 3].map(() => prepareHere(new Blob([jpeg]), options)))
    await prepareHere(new Blob([jpeg]), options)
    expect(images.map(({ source }) => source)).toEqual(['camera', 'camera', 'camera'])
    expect([madeWorkers, live.size]).toEqual([1, 1])
    await vi.waitFor(() => expect(live.size).toBe(0))
    await prepareHere(new Blob([jpeg]), options)
    expect([madeWorkers, live.size]).toEqual([2, 1])
  })

  it('can be made ready before the first picture, once, and is ended when none comes', async () => {
    const encoder = createEncoder({ idleMs })
    encoder.makeReady()
    encoder.makeReady()
    await vi.waitFor(() => expect(live.size).toBe(1))
    await prepareImageWith(encoder)(new Blob([jpeg]), { signal: neverAborted(), source: 'camera' })
    expect(madeWorkers).toBe(1)
    await vi.waitFor(() => expect(live.size).toBe(0))
    encoder.makeReady()
    await vi.waitFor(() => expect(madeWorkers).toBe(2))
    await vi.waitFor(() => expect(live.size).toBe(0))
  })

  it('is ended at once when its picture is cancelled, and the next picture gets another', async () => {
    const prepareHere = prepareImageWith(createEncoder({ idleMs }))
    const controller = new AbortController()
    const big = new Blob([await encoded(draw(4000, 3000))])
    const cancelled = prepareHere(big, { signal: controller.signal, source: 'file' })
    const next = prepareHere(new Blob([jpeg]), { signal: neverAborted(), source: 'file' })
    await vi.waitFor(() => expect(live.size).toBe(1))
    const [first] = live
    await new Promise((resolve) => setTimeout(resolve, 60))
    controller.abort()
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' })
    await new Promise((resolve) => setTimeout(resolve))
    expect(first && live.has(first)).toBe(false)
    expect((await next).width).toBe(800)
    expect(madeWorkers).toBe(2)
  })

  it('is not made for a picture that was cancelled before', async () => {
    const controller = new AbortController()
    controller.abort()
    await expect(prepare(new Blob([jpeg]), { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' })
    expect(madeWorkers).toBe(0)
  })

  it.each([
    ['its file is missing', 'import "/no-such-file.js"'],
    ['it throws at once', 'throw new Error("old browser")'],
    ['it cannot draw', 'postMessage({ canDraw: false })'],
    ['it never speaks', ''],
    ['it breaks down over the picture', 'postMessage({ canDraw: true });onmessage = () => { throw 1 }'],
    ['it falls silent over the picture', 'postMessage({ canDraw: true })'],
  ])('is done without when %s', async (_, code) => {
    const makeWorker = () => new CountedWorker(`data:text/javascript,${code}`, { type: 'module' })
    const image = await prepare(new Blob([withExif(jpeg, { orientation: 6 })]), { makeWorker, greetingMs: 300, replyMs: 300 })
    expect([image.width, image.height]).toEqual([600, 800])
    expectColours(await quartersOf(image.blob), [blue, red, yellow, green])
    expect([madeWorkers, live.size]).toEqual([1, 0])
  })

  it('is not tried again once it could not be had', async () => {
    const makeWorker = vi.fn(noWorker.makeWorker ?? (() => new CountedWorker('')))
    const prepareHere = prepareImageWith(createEncoder({ makeWorker }))
    await prepareHere(new Blob([jpeg]), { signal: neverAborted(), source: 'file' })
    await prepareHere(new Blob([jpeg]), { signal: neverAborted(), source: 'file' })
    expect(makeWorker).toHaveBeenCalledTimes(1)
  })

  it('gives the same picture as the main thread', async () => {
    const photo = new Blob([withExif(await encoded(draw(3000, 2000)), { orientation: 8 })])
    const [there, here] = [await prepare(photo), await prepare(photo, noWorker)]
    expect([here.width, here.height]).toEqual([there.width, there.height])
    expect(await bytesOf(here.blob)).toEqual(await bytesOf(there.blob))
  })
})

describe('a picture that comes out blank', () => {
  it.each([['white', '#fff'], ['black', '#000']])('because it is %s all over is of no use', async (_, colour) => {
    const paint = (context: OffscreenCanvasRenderingContext2D) => {
      context.fillStyle = colour
      context.fillRect(0, 0, 900, 700)
    }
    expect(await codeOf(prepare(new Blob([await encoded(draw(900, 700, paint))])))).toBe('file-broken')
  })

  it('for want of memory is decoded smaller', async () => {
    withoutDecoder()
    const photo = new Blob([await encoded(draw(3200, 2400))])
    const native = globalThis.createImageBitmap
    // what iOS does with pictures that are too large for it: no error, and nothing in it
    vi.stubGlobal('createImageBitmap', async (...args: Parameters<typeof native>) => {
      const bitmap = await native(...args)
      return bitmap.width > 2000 ? native(draw(bitmap.width, bitmap.height, () => {})) : bitmap
    })
    const image = await prepare(photo, noWorker)
    vi.unstubAllGlobals()
    globalThis.Worker = CountedWorker
    expect([image.width, image.height]).toEqual([1600, 1200])
    expectColours(await quartersOf(image.blob), [red, green, blue, yellow])
  })

  it('is told from a page with hardly anything on it', async () => {
    const paint = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => {
      context.fillStyle = '#fff'
      context.fillRect(0, 0, width, height)
      context.fillStyle = '#000'
      context.font = '40px sans-serif'
      context.fillText('SPECIMEN', 300, 500)
    }
    expect((await prepare(new Blob([await encoded(draw(1600, 1200, paint))]))).width).toBe(1600)
  })
})

describe('a prepared photo', () => {
  it.each([
    [90, [blue, red, yellow, green], [600, 800]],
    [180, [yellow, blue, green, red], [800, 600]],
    [270, [green, yellow, red, blue], [600, 800]],
  ] as [90 | 180 | 270, Rgb[], number[]][])('is turned clockwise by %i°', async (turn, colours, size) => {
    const encoder = createEncoder({ idleMs })
    const photo = await prepare(new Blob([withExif(jpeg, { orientation: 1, gps: true })]))
    const turned = await turnPhoto(photo, turn, neverAborted(), encoder)
    expectColours(await quartersOf(turned.blob), colours)
    expect([turned.width, turned.height, turned.source]).toEqual([...size, 'file'])
    expect(markersOf(await bytesOf(turned.blob))).not.toContain(0xe1)
  })

  it('is what it was after a whole turn, whichever steps it took', async () => {
    const encoder = createEncoder({ idleMs })
    const photo = await prepare(new Blob([jpeg]))
    let turned = photo
    const sizes: number[] = []
    for (const turn of [90, 90, 90, 90] as const) {
      turned = await turnPhoto(turned, turn, neverAborted(), encoder)
      sizes.push(turned.blob.size)
    }
    expect(turned).toBe(photo)
    // each from the photo itself: three times from another's result is not what comes of one turn of 270°
    expect(sizes[2]).toBe((await turnPhoto(photo, 270, neverAborted(), encoder)).blob.size)
  })
})

describe('the size that a file states', () => {
  const half = draw(700, 500, (context) => {
    context.fillStyle = 'rgb(220 30 30 / 50%)'
    context.fillRect(0, 0, 700, 500)
  })
  it.each([
    ['jpeg', 'jpeg', 0.9, draw(700, 500)],
    ['png', 'png', 1, draw(700, 500)],
    ['webp', 'webp, lossy', 0.8, draw(700, 500)],
    ['webp', 'webp, lossless', 1, draw(700, 500)],
    ['webp', 'webp, transparent', 0.8, half],
  ] as const)('is read: %s, %s', async (format, _, quality, canvas) => {
    const bytes = await bytesOf(await canvas.convertToBlob({ type: `image/${format}`, quality }))
    expect(readContainer(bytes, format)).toEqual({ size: { width: 700, height: 500 }, isTurned: false, isWhole: true })
  })
})

it('uses a canvas element where there is no OffscreenCanvas', async () => {
  const { OffscreenCanvas } = globalThis
  try {
    Reflect.deleteProperty(globalThis, 'OffscreenCanvas')
    const image = await prepare(new Blob([withExif(jpeg, { orientation: 6, gps: true })]), noWorker)
    globalThis.OffscreenCanvas = OffscreenCanvas
    expectColours(await quartersOf(image.blob), [blue, red, yellow, green])
    expect(markersOf(await bytesOf(image.blob))).not.toContain(0xe1)
  } finally {
    globalThis.OffscreenCanvas = OffscreenCanvas
  }
})

it('makes no object URL', async () => {
  const createObjectURL = vi.spyOn(URL, 'createObjectURL')
  await prepare(new Blob([jpeg]))
  await prepare(new Blob([jpeg]), noWorker)
  expect(createObjectURL).not.toHaveBeenCalled()
  createObjectURL.mockRestore()
})

it('keeps the main thread free while a 12-megapixel photo is prepared', async () => {
  const photo = new Blob([await encoded(draw(4032, 3024))])
  await new Promise((resolve) => setTimeout(resolve, 300))
  const longTasks: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries()))
  observer.observe({ type: 'longtask' })
  const image = await prepare(photo)
  await new Promise((resolve) => setTimeout(resolve, 100))
  // five eighths: almost 2560, and spared being made smaller once more
  expect([image.width, image.height]).toEqual([2520, 1890])
  expect(longTasks.map((task) => `${task.name} ${task.duration}`)).toEqual([])

  // the observer does see a long task when there is one
  const end = performance.now() + 120
  while (performance.now() < end);
  await vi.waitFor(() => expect(longTasks).not.toEqual([]))
  observer.disconnect()
})
