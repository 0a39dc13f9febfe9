import { Refusal } from './refusal.ts'

/** What S3 reads of a POST: the fields before the file, in order, and the file. */
export interface PostForm {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly file: Uint8Array<ArrayBuffer>
}

interface Part {
  readonly name: string
  readonly startsAt: number
  readonly body: Uint8Array<ArrayBuffer>
}

/** Bytes that may stand before the file (Amazon S3, POST object). */
const maxBytesBeforeFile = 20_480
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const crlf = encoder.encode('\r\n')
const blankLine = encoder.encode('\r\n\r\n')

const malformed = () =>
  new Refusal('MalformedPOSTRequest', 'The body of your POST request is not well-formed multipart/form-data.')

/**
 * Reads the body of a POST as S3 does: the file is the part named `file`, whatever it is called otherwise, and what
 * stands after it is not looked at. `FormData` is not used because it hides where the file stood and how many bytes
 * came before it.
 * @throws Refusal when it is no multipart form, or does not hold exactly one file
 */
export async function readPostForm(request: Request): Promise<PostForm> {
  const contentType = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\b/i.test(contentType)) {
    throw new Refusal('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: 'Bucket POST must be of the enclosure-type multipart/form-data',
    })
  }
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw malformed()

  const bytes = new Uint8Array(await request.arrayBuffer())
  const parts = splitParts(bytes, boundary)
  const fileIndex = parts.findIndex(({ name }) => name === 'file')
  const before = fileIndex === -1 ? parts : parts.slice(0, fileIndex)
  const file = parts[fileIndex]
  if ((file?.startsAt ?? bytes.length) > maxBytesBeforeFile) {
    throw new Refusal(
      'MaxPostPreDataLengthExceeded',
      'Your POST request fields preceeding the upload file was too large.',
      { MaxPostPreDataLengthBytes: String(maxBytesBeforeFile) },
    )
  }
  const fileCount = parts.filter(({ name }) => name === 'file').length
  if (file === undefined || fileCount > 1) {
    throw new Refusal('InvalidArgument', 'POST requires exactly one file upload per request.', {
      ArgumentName: 'file',
      ArgumentValue: String(fileCount),
    })
  }
  return { fields: before.map(({ name, body }) => [name, decoder.decode(body)] as const), file: file.body }
}

function splitParts(bytes: Uint8Array<ArrayBuffer>, boundary: string): Part[] {
  const delimiter = encoder.encode(`\r\n--${boundary}`)
  const first = delimiter.subarray(crlf.length)
  if (indexOf(bytes, first, 0) !== 0) throw malformed()
  const parts: Part[] = []
  let at = first.length
  while (decoder.decode(bytes.subarray(at, at + 2)) !== '--') {
    const headersEnd = indexOf(bytes, blankLine, at)
    const bodyEnd = indexOf(bytes, delimiter, headersEnd + blankLine.length)
    if (indexOf(bytes, crlf, at) !== at || headersEnd === -1 || bodyEnd === -1) throw malformed()
    const headers = decoder.decode(bytes.subarray(at, headersEnd))
    const name = /^content-disposition:\s*form-data;.*?\bname="([^"]*)"/im.exec(headers)?.[1]
    if (name === undefined) throw malformed()
    parts.push({ name, startsAt: at, body: bytes.slice(headersEnd + blankLine.length, bodyEnd) })
    at = bodyEnd + delimiter.length
  }
  return parts
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const [firstByte = 0] = wanted
  let at = bytes.indexOf(firstByte, from)
  while (at !== -1 && !wanted.every((byte, offset) => bytes[at + offset] === byte)) {
    at = bytes.indexOf(firstByte, at + 1)
  }
  return at
}
