/** The kinds of document the vendor reads (NOTUS.md, request of call 1). */
export const documentCategories = ['PASSPORT', 'DRIVERS_LICENSE', 'IDENTITY_CARD'] as const

/** A kind of document, in the vendor's own words. */
export type DocumentCategory = (typeof documentCategories)[number]

/** A side of a document that is photographed. */
export type DocumentSlot = 'front' | 'back'

/** Which sides are asked for before the vendor has answered; the slots of its answer decide in the end. */
export function slotsOf(category: DocumentCategory): readonly DocumentSlot[] {
  return category === 'PASSPORT' ? ['front'] : ['front', 'back']
}

/** Largest file that is accepted and sent, in bytes: the upper end of the vendor's POST policy (25 MiB). */
export const maxFileBytes = 26_214_400

/** Smallest short side of a photo, in pixels, at which the print of a document can still be read. */
export const minShortSidePixels = 600

/** Longest side of the photo that is sent, in pixels. */
export const maxLongSidePixels = 2560

/** Formats that every browser decodes. What leaves the device is always JPEG. */
export type ImageFormat = 'jpeg' | 'png' | 'webp'

/** What the first bytes of a file say it is. */
export type FileFormat = ImageFormat | 'heic' | 'other'

const heicBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'])

/**
 * Tells the format from the first bytes, never from the name or the declared type.
 * @param head at least the first 16 bytes of the file
 */
export function formatOf(head: Uint8Array): FileFormat {
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(4, 8) === 'ftyp' && heicBrands.has(text(8, 12))) return 'heic'
  return 'other'
}

/** Why a file cannot be used; each has its own words in every language. */
export type FileProblem =
  | 'file-empty'
  | 'file-too-large'
  | 'file-not-image'
  | 'file-heic'
  | 'file-broken'
  | 'file-too-small'

/**
 * Checks what can be known of a file before it is decoded. HEIC passes: some browsers decode it, and only
 * trying tells.
 * @param sizeBytes size of the file in bytes
 * @param head its first 16 bytes or more
 */
export function checkFile(sizeBytes: number, head: Uint8Array): FileProblem | null {
  if (sizeBytes === 0) return 'file-empty'
  if (sizeBytes > maxFileBytes) return 'file-too-large'
  return formatOf(head) === 'other' ? 'file-not-image' : null
}

/** Checks a decoded picture: both sides must reach {@link minShortSidePixels}. */
export function checkPixels(width: number, height: number): FileProblem | null {
  return Math.min(width, height) < minShortSidePixels ? 'file-too-small' : null
}
