import type { FileFormat } from '../../core/documents.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a file's structure says of the picture in it. */
export interface Container {
  /** Stored size in pixels, before any orientation is applied; `null` where it is not known. */
  size: { width: number; height: number } | null
  /** False where the file ends before its picture does: decoders show such a picture with its lower part grey. */
  isWhole: boolean
}

/** Reads size and wholeness from the structure of a JPEG, PNG or WebP; of other formats nothing is known. */
export function readContainer(bytes: Bytes, format: FileFormat): Container {
  if (format === 'jpeg') return readJpeg(bytes)
  if (format === 'png') return readPng(bytes)
  if (format === 'webp') return readWebp(bytes)
  return { size: null, isWhole: true }
}

const startOfScan = 0xda
const endOfImage = 0xd9

/** A marker segment of a JPEG, from its `FF` up to but not including `end`. */
interface Segment {
  marker: number
  start: number
  end: number
}

/** The segments of a JPEG up to its end marker; what a phone has put behind that (a film, a depth map) is not read. */
function* segmentsOf(bytes: Bytes): Generator<Segment> {
  let at = 2
  while ((at = bytes.indexOf(0xff, at)) >= 0) {
    const marker = bytes[at + 1]
    if (marker === undefined) return
    if (marker === endOfImage) return yield { marker, start: at, end: at + 2 }
    const isFill = marker === 0xff
    // a stuffed zero or a restart marker belongs to the compressed picture and has no length
    const isBare = marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    const length = isFill ? -1 : isBare ? 0 : ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + 2 + length
    if (!isFill && !isBare) yield { marker, start: at, end }
    at = end
  }
}

function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function readJpeg(bytes: Bytes): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size: Container['size'] = null
  let hasScan = false
  let hasEnd = false
  for (const { marker, start, end } of segmentsOf(bytes)) {
    if (isFrameHeader(marker) && start + 9 <= bytes.length && end > start + 8) {
      size ??= { height: view.getUint16(start + 5), width: view.getUint16(start + 7) }
    }
    if (marker === startOfScan) hasScan = true
    if (marker === endOfImage) hasEnd = true
  }
  return { size: size?.height ? size : null, isWhole: hasScan && hasEnd }
}

function readPng(bytes: Bytes): Container {
  if (bytes.length < 33) return { size: null, isWhole: false }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  const endChunk = 0x49454e44
  let at = 8
  while (at + 12 <= bytes.length) {
    if (view.getUint32(at + 4) === endChunk) return { size, isWhole: true }
    at += 12 + view.getUint32(at)
  }
  return { size, isWhole: false }
}

function readWebp(bytes: Bytes): Container {
  if (bytes.length < 30) return { size: null, isWhole: false }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isWhole = view.getUint32(4, true) + 8 <= bytes.length
  const kind = String.fromCharCode(...bytes.subarray(12, 16))
  const from24 = (at: number) => view.getUint16(at, true) + ((bytes[at + 2] ?? 0) << 16) + 1
  const packed = view.getUint32(21, true)
  const sizes: Record<string, Container['size']> = {
    VP8X: { width: from24(24), height: from24(27) },
    VP8L: { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 },
    'VP8 ': { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff },
  }
  return { size: sizes[kind] ?? null, isWhole }
}

/**
 * A JPEG as parts without Exif, XMP, colour profile, comments and the like. Some browsers' own encoders write an Exif
 * block of theirs; what is left is JFIF and Adobe's colour marker, which say how to read the colours and no more.
 */
export function withoutMetadata(bytes: Bytes): Bytes[] {
  const parts = [bytes.subarray(0, 2)]
  for (const { marker, start, end } of segmentsOf(bytes)) {
    if (marker === startOfScan) return [...parts, bytes.subarray(start)]
    const isMetadata = (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    if (!isMetadata) parts.push(bytes.subarray(start, end))
  }
  return parts
}
