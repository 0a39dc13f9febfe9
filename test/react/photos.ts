import { checkFile, checkPixels } from '../../src/core/documents.ts'
import { VerificationError } from '../../src/core/errors.ts'
import type { LookAtPhoto, PrepareImage } from '../../src/core/ports.ts'
import type { PhotoIssue } from '../../src/core/quality.ts'
import type { Adapters } from '../../src/react/adapters.ts'
import { lookOf } from '../core/samples.ts'

const magic = '\u00ff\u00d8\u00ff'
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** What the picture of a file shows. */
interface Shown {
  width?: number
  height?: number
  /** What is wrong with it. */
  issues?: readonly PhotoIssue[]
  /** Which side it shows; photos without one are all of different sides. */
  side?: string
}

/** A file that begins like a JPEG and says in words how large its picture is and what it shows. */
export function photoFile(name = 'front.jpg', { width = 1600, height = 1000, issues = [], side = '' }: Shown = {}): File {
  return new File([bytesOf(`${magic}${issues.join()} ${side} ${width}x${height}`)], name, { type: 'image/jpeg' })
}

/** A file that claims to be a JPEG: some text, and so many zeros after it. */
export function fileOf(text: string, zeros = 0): File {
  return new File([bytesOf(text), new Uint8Array(zeros)], 'file.jpg', { type: 'image/jpeg' })
}

/**
 * The one thing that jsdom cannot do, played: decoding. A file is checked by the real rules, then its size is read out
 * of the words that `photoFile` wrote; a file without them is broken.
 */
export const prepareImage: PrepareImage = async (file, { source, signal }) => {
  const bytes = new Uint8Array(await read(file.slice(0, 64)))
  signal.throwIfAborted()
  const [, width, height] = /(\d+)x(\d+)$/.exec(String.fromCharCode(...bytes)) ?? []
  const problem = checkFile(file.size, bytes) ?? (width && height ? checkPixels(+width, +height) : 'file-broken')
  if (problem) throw new VerificationError(problem)
  return { blob: new Blob([bytes], { type: 'image/jpeg' }), width: Number(width), height: Number(height), source }
}

let looks = 0

/** Looking is seeing, which jsdom cannot do either: reads what `photoFile` wrote. */
export const lookAtPhoto: LookAtPhoto = async (photo) => {
  const [issues = '', side] = String.fromCharCode(...new Uint8Array(await read(photo))).slice(magic.length).split(' ')
  return { ...lookOf(...(issues ? (issues.split(',') as PhotoIssue[]) : [])), fingerprint: side || `only ${looks++}` }
}

/** Every adapter that needs a real browser's eyes. */
export const photoAdapters = {
  prepareImage,
  lookAtPhoto,
  isSameSide: async (one, other) => one === other,
  turnPhoto: async (photo) => ({ ...photo, blob: new Blob([photo.blob]), width: photo.height, height: photo.width }),
  makePhotoToolsReady: () => {},
  hasCameraApp: () => true,
} satisfies Partial<Adapters>

function read(file: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.onerror = () => reject(reader.error)
    reader.readAsArrayBuffer(file)
  })
}
