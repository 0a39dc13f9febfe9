import * as z from 'zod/mini'
import { checkBirthDate, type CalendarDate } from './birth-date.ts'
import { isDocumentCountry } from '../contract/countries.ts'
import { documentCategories } from '../documents.ts'
import { isNationality } from '../contract/nationalities.ts'
import { checkDocumentId, checkEmail, checkName, checkText, type FieldProblem } from './rules.ts'
import { contactFields, type FormOptions, type FormValues } from './values.ts'

type Issues = { push(issue: { code: 'custom'; message: FieldProblem; path: PropertyKey[]; input: unknown }): unknown }

/**
 * The rules of the whole form. The message of an issue is its code ({@link FieldProblem}), never words.
 * @param options what the host asks for
 * @param today the day on the person's own calendar
 */
export function createFormSchema(options: FormOptions, today: CalendarDate) {
  return z
    .object({
      firstName: z.string(),
      lastName: z.string(),
      birthDate: z.object({ day: z.string(), month: z.string(), year: z.string() }),
      documentCountry: z.string(),
      documentCategory: z.string(),
      documentId: z.string(),
      nationality: z.string(),
      email: z.string(),
      address: z.string(),
      city: z.string(),
      state: z.string(),
      postalCode: z.string(),
    })
    .check(({ value, issues }) => checkValues(value as FormValues, options, today, issues))
}

function checkValues(values: FormValues, options: FormOptions, today: CalendarDate, issues: Issues) {
  const refuse = (problem: FieldProblem | null, ...path: string[]) => {
    if (problem !== null) issues.push({ code: 'custom', message: problem, path, input: undefined })
  }
  refuse(checkName(values.firstName), 'firstName')
  refuse(checkName(values.lastName), 'lastName')
  const birth = checkBirthDate(values.birthDate, today, options.minimumAge)
  if (birth !== null) refuse(birth.problem, 'birthDate', birth.part)

  const countries = options.documents?.countries
  const categories = options.documents?.categories
  const isCountryAllowed =
    isDocumentCountry(values.documentCountry) && (countries?.includes(values.documentCountry) ?? true)
  refuse(isCountryAllowed ? null : 'choose', 'documentCountry')
  const isCategoryAllowed = (categories ?? documentCategories).some((it) => it === values.documentCategory)
  refuse(isCategoryAllowed ? null : 'choose', 'documentCategory')
  refuse(checkDocumentId(values.documentId, values.documentCountry), 'documentId')
  refuse(values.nationality === '' || isNationality(values.nationality) ? null : 'choose', 'nationality')

  for (const field of contactFields) {
    const wish = options.contact?.[field] ?? 'hidden'
    if (wish === 'hidden') continue
    const check = field === 'email' ? checkEmail : checkText
    refuse(check(values[field], wish === 'required'), field)
  }
}
