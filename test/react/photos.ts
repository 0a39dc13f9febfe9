import { checkFile, checkPixels } from '../../src/core/documents.ts'
import { VerificationError } from '../../src/core/errors.ts'
import type { PrepareImage } from '../../src/core/ports.ts'

const magic = '\u00ff\u00d8\u00ff'
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))

/** A file that begins like a JPEG and says in words how large its picture is. */
export function photoFile(name = 'front.jpg', { width = 1600, height = 1000 } = {}): File {
  return new File([bytesOf(`${magic}${width}x${height}`)], name, { type: 'image/jpeg' })
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

function read(file: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.onerror = () => reject(reader.error)
    reader.readAsArrayBuffer(file)
  })
}
