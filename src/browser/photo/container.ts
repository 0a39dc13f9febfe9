import type { FileFormat } from '../../core/documents.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a file's structure says of the picture in it. */
export interface Container {
  /** Stored size in pixels, before any orientation is applied; `null` where it is not known. */
  size: { width: number; height: number } | null
  /** True where the orientation says that the stored rows are to be shown as columns (Exif 5 to 8). */
  isTurned: boolean
  /** False where the file ends before its picture does: decoders show such a picture with its lower part grey. */
  isWhole: boolean
}

/**
 * Reads size, orientation and wholeness from the structure of a JPEG, size and wholeness of a PNG or WebP; of other
 * formats nothing is known.
 */
export function readContainer(bytes: Bytes, format: FileFormat): Container {
  const container = { size: null, isTurned: false, isWhole: true }
  if (format === 'jpeg') return { ...container, ...readJpeg(bytes) }
  if (format === 'png') return { ...container, ...readPng(bytes) }
  if (format === 'webp') return { ...container, ...readWebp(bytes) }
  return container
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

function readJpeg(bytes: Bytes): Partial<Container> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size: Container['size'] = null
  let hasScan = false
  let hasEnd = false
  let isTurned = false
  for (const { marker, start, end } of segmentsOf(bytes)) {
    if (isFrameHeader(marker) && start + 9 <= bytes.length && end > start + 8) {
      size ??= { height: view.getUint16(start + 5), width: view.getUint16(start + 7) }
    }
    if (marker === 0xe1) isTurned ||= orientationOf(view, start + 4, end) > 4
    if (marker === startOfScan) hasScan = true
    if (marker === endOfImage) hasEnd = true
  }
  return { size: size?.height ? size : null, isTurned, isWhole: hasScan && hasEnd }
}

/** The orientation (tag 274) that an Exif segment states, 0 where it states none (Exif 2.32, 4.6.2). */
function orientationOf(view: DataView, start: number, end: number): number {
  const tiff = start + 6
  if (end > view.byteLength || tiff + 8 > end || view.getUint32(start) !== 0x45786966) return 0
  const isLittle = view.getUint16(tiff) === 0x4949
  const entries = tiff + view.getUint32(tiff + 4, isLittle)
  const count = entries + 2 <= end ? view.getUint16(entries, isLittle) : 0
  for (let at = entries + 2; at < entries + 2 + count * 12 && at + 12 <= end; at += 12) {
    if (view.getUint16(at, isLittle) === 274) return view.getUint16(at + 8, isLittle)
  }
  return 0
}

function readPng(bytes: Bytes): Partial<Container> {
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

function readWebp(bytes: Bytes): Partial<Container> {
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
