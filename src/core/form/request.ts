import * as z from 'zod/mini'
import { checkBirthDate, fromWireDate, toWireDate, type CalendarDate } from './birth-date.ts'
import { sessionRequestSchema, type SessionRequest } from '../contract/session.ts'
import type { FieldProblems } from '../errors.ts'
import { checkDocumentId, checkEmail, checkName, checkText, toDocumentId } from './rules.ts'
import { contactFields, shownContactFields, type FormOptions, type FormValues } from './values.ts'

/**
 * Turns valid form values into the vendor's request: names trimmed, date as `DD/MM/YYYY`, number as digits,
 * what is empty or hidden left out.
 */
export function toSessionRequest(
  values: FormValues,
  options: FormOptions & { livenessRequired?: boolean | undefined },
): SessionRequest {
  const contact = shownContactFields(options)
    .map((field) => [field, values[field].trim()] as const)
    .filter(([, value]) => value !== '')
  return z.parse(sessionRequestSchema, {
    firstName: values.firstName.trim(),
    lastName: values.lastName.trim(),
    birthDate: toWireDate(values.birthDate),
    documentCategory: values.documentCategory,
    documentCountry: values.documentCountry,
    documentId: toDocumentId(values.documentId, values.documentCountry),
    ...(values.nationality === '' ? {} : { nationality: values.nationality }),
    livenessRequired: options.livenessRequired ?? false,
    ...Object.fromEntries(contact),
  })
}

/** What a server finds in a request: the request with known fields only, or the fields that are refused. */
export type CheckedRequest =
  | { request: SessionRequest; fields?: undefined }
  | { request?: undefined; fields: FieldProblems }

/**
 * Checks a request by the form's rules, for the server. Unknown and empty fields are dropped.
 * @param today the latest date it can be anywhere, so that no time zone makes a true birth date false
 * @param options of which the age and the required contact fields are held; whether a hidden one may be there is for
 * the caller to say
 */
export function checkSessionRequest(
  body: unknown,
  today: CalendarDate,
  { minimumAge, contact }: FormOptions = {},
): CheckedRequest {
  const parsed = z.safeParse(sessionRequestSchema, body)
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => String(issue.path[0] ?? 'body'))
    return { fields: Object.fromEntries(names.map((name) => [name, 'refused'])) }
  }
  const request = parsed.data
  const birth = fromWireDate(request.birthDate)
  const problems: Record<string, string | null | undefined> = {
    firstName: checkName(request.firstName),
    lastName: checkName(request.lastName),
    birthDate: birth === null ? 'date-not-real' : checkBirthDate(birth, today, minimumAge)?.problem,
    documentId: /^\d+$/.test(request.documentId)
      ? checkDocumentId(request.documentId, request.documentCountry)
      : 'digits',
  }
  for (const field of contactFields) {
    const check = field === 'email' ? checkEmail : checkText
    problems[field] = check(request[field] ?? '', contact?.[field] === 'required')
  }
  const fields = Object.fromEntries(Object.entries(problems).filter((entry): entry is [string, string] => !!entry[1]))
  if (Object.keys(fields).length > 0) return { fields }
  const trimmed = Object.entries(request).map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])
  return { request: Object.fromEntries(trimmed.filter(([, value]) => value !== '')) as SessionRequest }
}
