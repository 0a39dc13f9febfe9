import { readPostForm } from './multipart.ts'
import { bucket } from './policy.ts'
import { checkPost } from './post-check.ts'
import { Refusal } from './refusal.ts'

/** What the storage service needs of the rest of the stand-in. */
export interface StorageOptions {
  now(): number
  /** Called once the form is read, with the key it names; may throw to cut the connection. */
  onTry(key: string): void
  /** Keeps a file that was accepted; a second one under the same key replaces the first. */
  keep(key: string, bytes: Uint8Array<ArrayBuffer>): void
}

/**
 * Answers as S3 does at the address of a bucket: 204 for a POST that its policy allows, XML for everything else.
 * The bucket's CORS rule lets any origin POST, and no request header at all (NOTUS.md: set none by hand).
 * @param path path of the request below the public address of the storage service
 */
export async function answerStorage(request: Request, path: string, options: StorageOptions): Promise<Response> {
  const isKnown = path.split('/')[1] === bucket
  try {
    if (request.method === 'OPTIONS') return answerPreflight(request, isKnown)
    const response = await receive(request, path, options)
    return isKnown ? withCors(request, response) : response
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return isKnown ? withCors(request, error.toResponse()) : error.toResponse()
  }
}

async function receive(request: Request, path: string, options: StorageOptions): Promise<Response> {
  const [, name = '', ...rest] = path.split('/')
  if (name !== bucket) {
    throw new Refusal('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name })
  }
  if (request.method === 'GET' || request.method === 'HEAD') throw new Refusal('AccessDenied', 'Access Denied')
  if (request.method !== 'POST' || rest.join('/') !== '') {
    const message = 'The specified method is not allowed against this resource.'
    throw new Refusal('MethodNotAllowed', message, { Method: request.method })
  }
  const form = await readPostForm(request)
  options.onTry(form.fields.find(([field]) => field.toLowerCase() === 'key')?.[1] ?? '')
  const key = await checkPost(form, options.now())
  options.keep(key, form.file)
  return new Response(null, { status: 204 })
}

function answerPreflight(request: Request, isKnown: boolean): Response {
  if (!request.headers.has('origin')) {
    throw new Refusal('BadRequest', 'Insufficient information. Origin request header needed.')
  }
  const isAllowed =
    request.headers.get('access-control-request-method') === 'POST' &&
    !request.headers.get('access-control-request-headers')
  if (!isKnown || !isAllowed) {
    return new Refusal('AccessForbidden', 'CORSResponse: This CORS request is not allowed.').toResponse()
  }
  return withCors(request, new Response(null, { status: 200 }))
}

function withCors(request: Request, response: Response): Response {
  if (!request.headers.has('origin')) return response
  response.headers.set('access-control-allow-origin', '*')
  response.headers.set('access-control-allow-methods', 'POST')
  response.headers.set('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method')
  return response
}
