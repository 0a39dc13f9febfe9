import { expect, it } from 'vitest'
import { framePixels } from '../../../src/browser/guidance/frame-pixels.ts'

const [width, height] = [320, 240]
/** Y, U and V of the four quarters. */
const quarters = [[200, 90, 140], [60, 128, 128], [120, 200, 60], [30, 110, 200]] as const
const quarterAt = (x: number, y: number, across: number, down: number) =>
  quarters[(x < across / 2 ? 0 : 1) + (y < down / 2 ? 0 : 2)] ?? quarters[0]

/** A frame as a camera gives it, its colours in planes. */
function frameOf(format: 'I420' | 'NV12', fullRange: boolean): VideoFrame {
  const bytes: number[] = []
  const fill = (across: number, down: number, parts: number[]) => {
    for (let y = 0; y < down; y++) {
      for (let x = 0; x < across; x++) bytes.push(...parts.map((part) => quarterAt(x, y, across, down)[part] ?? 0))
    }
  }
  fill(width, height, [0])
  if (format === 'NV12') fill(width / 2, height / 2, [1, 2])
  else [1, 2].forEach((part) => fill(width / 2, height / 2, [part]))
  const colorSpace = { matrix: 'smpte170m', primaries: 'bt709', transfer: 'iec61966-2-1', fullRange } as const
  return new VideoFrame(new Uint8Array(bytes), { format, codedWidth: width, codedHeight: height, timestamp: 0, colorSpace })
}

const all = { x: 0, y: 0, width, height, ratio: 0.25 }

it.each([
  ['I420', true],
  ['I420', false],
  ['NV12', true],
  ['NV12', false],
] as const)('reads the planes of a frame as they would be drawn: %s, full range %s', async (format, fullRange) => {
  const frame = frameOf(format, fullRange)
  const drawn = new OffscreenCanvas(width, height).getContext('2d')
  drawn?.drawImage(frame, 0, 0)
  const pixels = await framePixels({ frame, videoWidth: width, videoHeight: height }, all)
  for (const [x, y] of [[20, 15], [60, 15], [20, 45], [60, 45]] as const) {
    const read = [...pixels.data.subarray((y * 80 + x) * 4, (y * 80 + x) * 4 + 4)]
    const wanted = [...(drawn?.getImageData(x * 4, y * 4, 1, 1).data ?? [])]
    read.forEach((value, at) => expect(Math.abs(value - (wanted[at] ?? 999)), `${read} for ${wanted}`).toBeLessThan(6))
  }
  frame.close()
})

it('averages what becomes one pixel', async () => {
  const bytes = new Uint8Array((width * height * 3) / 2).fill(128)
  // lines of two tones, as fine as can be
  for (let at = 0; at < width * height; at++) bytes[at] = at % 2 === 0 ? 40 : 200
  const frame = new VideoFrame(bytes, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0, colorSpace: { fullRange: true } })
  const { data } = await framePixels({ frame, videoWidth: width, videoHeight: height }, all)
  expect(new Set(data.filter((_, at) => at % 4 === 0))).toEqual(new Set([120]))
  frame.close()
})

it('draws a frame that is stored otherwise than it is shown', async () => {
  const frame = frameOf('I420', true)
  const { width: across, height: down, data } = await framePixels({ frame, videoWidth: height, videoHeight: width }, { ...all, width: height, height: width })
  expect([across, down, data.length]).toEqual([60, 80, 60 * 80 * 4])
  frame.close()
})

it.each(['I420', 'NV12', null] as const)('looks at a part of a frame: %s', async (format) => {
  const frame = frameOf(format ?? 'I420', true)
  const picture = { frame: format ? frame : await createImageBitmap(frame), videoWidth: width, videoHeight: height }
  // mostly of the lower right quarter
  const pixels = await framePixels(picture, { x: 120, y: 100, width: 160, height: 120, ratio: 0.5 })
  expect([pixels.width, pixels.height]).toEqual([80, 60])
  const { data } = await framePixels(picture, all)
  const at = (from: Uint8ClampedArray, across: number, x: number, y: number) => [...from.subarray((y * across + x) * 4, (y * across + x) * 4 + 3)]
  const places = [[10, 5, 20, 15], [60, 5, 60, 15], [10, 40, 20, 45], [60, 40, 60, 45]] as const
  for (const [x, y, fullX, fullY] of places) {
    const wanted = at(data, 80, fullX, fullY)
    at(pixels.data, 80, x, y).forEach((value, index) => expect(Math.abs(value - (wanted[index] ?? 999))).toBeLessThan(4))
  }
  frame.close()
})
