import { readPostForm } from './multipart.ts'
import { bucket } from './policy.ts'
import { checkPost } from './post-check.ts'
import { Refusal } from './refusal.ts'

/** What the storage service needs of the rest of the stand-in. */
export interface StorageOptions {
  /** Origins whose pages may send; any where it is not given. */
  readonly allowedOrigins: readonly string[] | undefined
  now(): number
  /** Called once the form is read, with the key it names; may throw to cut the connection. */
  onTry(key: string): void
  /** Keeps a file that was accepted; a second one under the same key replaces the first. */
  keep(key: string, bytes: Uint8Array<ArrayBuffer>): void
}

/**
 * Answers as S3 does at the address of a bucket: 204 for a POST that its policy allows, XML for everything else.
 * The bucket's CORS rule lets the allowed origins POST, and no request header at all (NOTUS.md: set none by hand). A
 * POST from elsewhere is judged like any other, as CORS only keeps its answer from the page.
 * @param path path of the request below the public address of the storage service
 */
export async function answerStorage(request: Request, path: string, options: StorageOptions): Promise<Response> {
  const isKnown = path.split('/')[1] === bucket
  const withCors = (response: Response) => (isKnown ? addCors(request, response, options) : response)
  try {
    if (request.method === 'OPTIONS') return answerPreflight(request, isKnown, options)
    return withCors(await receive(request, path, options))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return withCors(error.toResponse())
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
  if (request.headers.has('transfer-encoding') && !request.headers.has('content-length')) {
    throw new Refusal('MissingContentLength', 'You must provide the Content-Length HTTP header.')
  }
  const form = await readPostForm(request)
  options.onTry(form.fields.find(([field]) => field.toLowerCase() === 'key')?.[1] ?? '')
  const key = await checkPost(form, options.now())
  options.keep(key, form.file)
  return new Response(null, { status: 204 })
}

function answerPreflight(request: Request, isKnown: boolean, options: StorageOptions): Response {
  if (!request.headers.has('origin')) {
    throw new Refusal('BadRequest', 'Insufficient information. Origin request header needed.')
  }
  const isAllowed =
    allowsOrigin(request, options) &&
    request.headers.get('access-control-request-method') === 'POST' &&
    !request.headers.get('access-control-request-headers')
  if (isKnown && isAllowed) return addCors(request, new Response(null, { status: 200 }), options)
  return new Refusal('AccessForbidden', 'CORSResponse: This CORS request is not allowed.').toResponse()
}

function allowsOrigin({ headers }: Request, { allowedOrigins }: StorageOptions): boolean {
  const origin = headers.get('origin')
  return origin !== null && (allowedOrigins?.includes(origin) ?? true)
}

function addCors(request: Request, response: Response, options: StorageOptions): Response {
  if (!allowsOrigin(request, options)) return response
  const allowed = options.allowedOrigins ? (request.headers.get('origin') ?? '') : '*'
  response.headers.set('access-control-allow-origin', allowed)
  response.headers.set('access-control-allow-methods', 'POST')
  response.headers.set('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method')
  return response
}
