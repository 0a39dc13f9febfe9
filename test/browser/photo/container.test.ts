import { describe, expect, it } from 'vitest'
import { readContainer, withoutMetadata } from '../../../src/browser/photo/container.ts'
import { truncated, withExif, withTrailer } from '../../fixtures/jpeg.ts'

const segment = (marker: number, ...body: number[]) => [0xff, marker, 0, body.length + 2, ...body]
const jfif = segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0)
const adobe = segment(0xee, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 1)
const frame = (marker: number) => segment(marker, 8, 0x02, 0x58, 0x03, 0x20, 1, 1, 0x11, 0)
const scan = segment(0xda, 1, 1, 0, 0, 63, 0)
const bytes = (...parts: number[][]) => new Uint8Array(parts.flat())
const size = { width: 800, height: 600 }

/** A progressive JPEG in structure: two scans, stuffed zeros, restart markers, fill bytes. */
const jpeg = bytes(
  [0xff, 0xd8],
  jfif,
  adobe,
  frame(0xc2),
  scan,
  [1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4, 0xff, 0xff],
  segment(0xc4, 0, 0xff, 0xd9),
  scan,
  [5, 0xff, 0x00, 6],
  [0xff, 0xd9],
)

describe('a JPEG', () => {
  it('is whole up to its end marker, whatever follows', () => {
    expect(readContainer(jpeg, 'jpeg')).toMatchObject({ size, isWhole: true })
    expect(readContainer(withTrailer(jpeg), 'jpeg')).toMatchObject({ size, isWhole: true })
  })

  it('is cut short at every length but its own', () => {
    for (let length = 3; length < jpeg.length; length += 1) {
      expect(readContainer(jpeg.slice(0, length), 'jpeg').isWhole, `${length} bytes`).toBe(false)
    }
  })

  it('is not made whole by the end marker of a small picture inside its metadata', () => {
    const withThumbnail = bytes([0xff, 0xd8], segment(0xe1, 0xff, 0xd8, 0xff, 0xda, 0xff, 0xd9), [...jpeg.slice(2)])
    expect(readContainer(withThumbnail, 'jpeg').isWhole).toBe(true)
    expect(readContainer(truncated(withThumbnail, 0.9), 'jpeg').isWhole).toBe(false)
  })

  it('without a picture is not whole', () => {
    expect(readContainer(bytes([0xff, 0xd8], jfif, [0xff, 0xd9]), 'jpeg')).toMatchObject({ size: null, isWhole: false })
  })

  it('keeps of its markers only what the colours need', () => {
    const photo = withExif(jpeg, { orientation: 6, gps: true, xmp: true, icc: true, comment: true })
    expect(photo.length).toBeGreaterThan(jpeg.length + 300)
    expect(bytes(...withoutMetadata(photo).map((part) => [...part]))).toEqual(jpeg)
  })
})

it('a PNG or WebP that is hardly begun is not whole', () => {
  expect(readContainer(bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'png').isWhole).toBe(false)
  expect(readContainer(bytes([0x52, 0x49, 0x46, 0x46, 4, 0, 0, 0, 0x57, 0x45, 0x42, 0x50]), 'webp').isWhole).toBe(false)
})

it('of HEIC nothing is known, and only decoding tells', () => {
  expect(readContainer(bytes([1, 2, 3]), 'heic')).toMatchObject({ size: null, isWhole: true })
})
