import { HandlerFailure } from '../failures.ts'

/** Largest body that is read, in bytes; a create is under 2 kB. */
export const maxBodyBytes = 64 * 1024

/** How long a body may take to arrive, in milliseconds: 2 kB come through the worst of mobile links in that time. */
export const defaultBodyTimeoutMs = 15_000

/**
 * Reads a JSON object from a request, counting bytes as they arrive: a `content-length` is only a claim.
 * @param timeoutMs limit for the whole body, in milliseconds
 * @throws HandlerFailure `unsupported-media-type`, `body-too-large`, `body-timeout` or `bad-json`
 */
export async function readJsonObject(request: Request, timeoutMs = defaultBodyTimeoutMs): Promise<Record<string, unknown>> {
  const type = request.headers.get('content-type') ?? ''
  // Nothing else: a form of another site can send other types without being asked (Fetch standard, 2.2.2)
  if (!/^application\/json[ \t]*(;|$)/i.test(type)) throw new HandlerFailure('unsupported-media-type')
  const bytes = await withinTime(timeoutMs, readBytes(request))
  const parsed = parseJson(bytes)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new HandlerFailure('bad-json')
  return parsed as Record<string, unknown>
}

async function withinTime<Value>(limitMs: number, reading: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HandlerFailure('body-timeout')), limitMs)
  })
  return Promise.race([reading, limit]).finally(() => clearTimeout(timer))
}

async function readBytes(request: Request): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = []
  // Not cancelled when it is too large: cancelling closes a Node socket before the answer is out.
  const reader = request.body?.getReader()
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new HandlerFailure('bad-json', { cause })
    })
    if (done) break
    size += value.byteLength
    if (size > maxBodyBytes) throw new HandlerFailure('body-too-large')
    chunks.push(value)
  }
  return chunks
}

function parseJson(chunks: readonly Uint8Array[]): unknown {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode()
    return JSON.parse(text)
  } catch {
    throw new HandlerFailure('bad-json')
  }
}
