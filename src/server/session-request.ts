import type { CalendarDate } from '../core/form/birth-date.ts'
import { sessionRequestSchema, type SessionRequest } from '../core/contract/session.ts'
import { checkSessionRequest } from '../core/form/request.ts'
import { readJsonObject } from './body.ts'
import { HandlerFailure } from './failures.ts'
import type { HandlerOptions } from './options.ts'

/** How many unknown fields are named in an answer. */
const maxNamedFields = 20

/**
 * Reads the body of a create and checks it by the form's own rules.
 * @param today the latest date it can be anywhere
 * @throws HandlerFailure `unknown-fields`, `invalid-fields`, or what {@link readJsonObject} throws
 */
export async function readSessionRequest(
  request: Request,
  today: CalendarDate,
  { minimumAge, allowedDocuments }: Pick<HandlerOptions, 'minimumAge' | 'allowedDocuments'>,
): Promise<SessionRequest> {
  const body = await readJsonObject(request)
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(sessionRequestSchema.shape, name))
  if (unknown.length > 0) throw new HandlerFailure('unknown-fields', { fields: named(unknown, 'unknown') })
  const checked = checkSessionRequest(body, today, minimumAge)
  if (checked.fields) throw new HandlerFailure('invalid-fields', { fields: checked.fields })
  const { documentCategory, documentCountry } = checked.request
  const { categories, countries } = allowedDocuments ?? {}
  const refused = [
    ...(categories?.includes(documentCategory) === false ? ['documentCategory'] : []),
    ...(countries?.includes(documentCountry) === false ? ['documentCountry'] : []),
  ]
  if (refused.length > 0) throw new HandlerFailure('invalid-fields', { fields: named(refused, 'refused') })
  return checked.request
}

function named(names: readonly string[], problem: string): Record<string, string> {
  return Object.fromEntries(names.slice(0, maxNamedFields).map((name) => [name, problem]))
}
