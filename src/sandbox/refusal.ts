const statuses = {
  AccessDenied: 403,
  AccessForbidden: 403,
  BadRequest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidPolicyDocument: 400,
  MalformedPOSTRequest: 400,
  MaxPostPreDataLengthExceeded: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  PreconditionFailed: 412,
  SignatureDoesNotMatch: 403,
} as const

/** An error code of S3 that the stand-in can answer. */
export type RefusalCode = keyof typeof statuses

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escape = (text: string) => text.replace(/[&<>]/g, (character) => escapes[character] ?? character)

/** A request that the storage service refuses; becomes S3's XML error body with the status that belongs to the code. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Readonly<Record<string, string>>

  /** @param details further elements of the body, by name, in order */
  constructor(code: RefusalCode, message: string, details: Readonly<Record<string, string>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }

  toResponse(): Response {
    const [requestId = '', ...host] = crypto.randomUUID().toUpperCase().split('-')
    const elements = {
      Code: this.code,
      Message: this.message,
      ...this.details,
      RequestId: requestId,
      HostId: btoa(host.join('')),
    }
    const inner = Object.entries(elements).map(([name, text]) => `<${name}>${escape(text)}</${name}>`)
    return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner.join('')}</Error>`, {
      status: statuses[this.code],
      headers: { 'content-type': 'application/xml' },
    })
  }
}

/** S3's answer to a form in which a needed field is absent, or stands after the file, where it is not read. */
export function missingField(name: string): Refusal {
  const message = `Bucket POST must contain a field named '${name}'.`
  const hint = 'If it is specified, please check the order of the fields.'
  return new Refusal('InvalidArgument', `${message}  ${hint}`, { ArgumentName: name, ArgumentValue: '' })
}
