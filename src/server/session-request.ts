import type { CalendarDate } from '../core/form/birth-date.ts'
import { sessionRequestSchema, type SessionRequest } from '../core/contract/session.ts'
import { checkSessionRequest } from '../core/form/request.ts'
import { contactFields, shownContactFields } from '../core/form/values.ts'
import { readJsonObject } from './guards/body.ts'
import { HandlerFailure } from './failures.ts'
import type { HandlerOptions } from './options.ts'

/** How many unknown fields are named in an answer, and how much of each name. */
const maxNamedFields = 20
const maxNameLength = 64

type RequestOptions = Pick<
  HandlerOptions,
  'minimumAge' | 'documents' | 'contact' | 'livenessRequired' | 'bodyTimeoutMs'
>

/**
 * Reads the body of a create, checks it by the form's own rules and settles what only the host decides.
 * @param today the latest date it can be anywhere
 * @throws HandlerFailure `unknown-fields`, `invalid-fields`, or what {@link readJsonObject} throws
 */
export async function readSessionRequest(
  request: Request,
  today: CalendarDate,
  { minimumAge, documents, contact, livenessRequired, bodyTimeoutMs }: RequestOptions,
): Promise<SessionRequest> {
  const body = await readJsonObject(request, bodyTimeoutMs)
  const hidden = hiddenContactFields(contact)
  const isKnown = (name: string) => Object.hasOwn(sessionRequestSchema.shape, name) && !hidden.includes(name)
  const unknown = Object.keys(body).filter((name) => !isKnown(name))
  if (unknown.length > 0) throw new HandlerFailure('unknown-fields', { fields: named(unknown, 'unknown') })
  const checked = checkSessionRequest(body, today, { minimumAge, contact })
  if (checked.fields) throw new HandlerFailure('invalid-fields', { fields: checked.fields })
  const { documentCategory, documentCountry } = checked.request
  const { categories, countries } = documents ?? {}
  const refused = [
    ...(categories?.includes(documentCategory) === false ? ['documentCategory'] : []),
    ...(countries?.includes(documentCountry) === false ? ['documentCountry'] : []),
  ]
  if (refused.length > 0) throw new HandlerFailure('invalid-fields', { fields: named(refused, 'refused') })
  return livenessRequired === undefined ? checked.request : { ...checked.request, livenessRequired }
}

/** Contact fields that the host's own page never sends; none where the host does not say. */
function hiddenContactFields(contact: RequestOptions['contact']): readonly string[] {
  if (!contact) return []
  const shown = shownContactFields({ contact })
  return contactFields.filter((field) => !shown.includes(field))
}

function named(names: readonly string[], problem: string): Record<string, string> {
  return Object.fromEntries(names.slice(0, maxNamedFields).map((name) => [name.slice(0, maxNameLength), problem]))
}
