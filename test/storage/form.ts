import { request } from 'node:http'

/** A field of a form, or its file. */
export type FormEntry = readonly [name: string, value: string | Blob]

/** A body as it is sent, with its type. */
export interface Body {
  readonly bytes: Uint8Array
  readonly type: string
}

/** What a storage service answers: a status, and the code in its XML where it refuses. */
export type Answer = readonly [status: number, code?: string]

/** Writes a form as browsers do. */
export async function writeForm(entries: readonly FormEntry[]): Promise<Body> {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  const written = new Response(form)
  return { bytes: new Uint8Array(await written.arrayBuffer()), type: written.headers.get('content-type') ?? '' }
}

/**
 * Sends a body as it is, with its length or, as a stream is sent, in chunks without one.
 * @throws Error when the connection is cut before an answer
 */
export function post(url: string, { bytes, type }: Body, isStreamed = false): Promise<Answer> {
  const length = isStreamed ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes.length }
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': type, ...length }
    const sending = request(url, { method: 'POST', headers, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => {
        const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1]
        resolve(code === undefined ? [answer.statusCode ?? 0] : [answer.statusCode ?? 0, code])
      })
    })
    sending.on('error', reject)
    sending.end(bytes)
  })
}
