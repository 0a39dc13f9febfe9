import * as z from 'zod/mini'
import { documentCountries } from '../core/contract/countries.ts'
import { documentCategories } from '../core/documents.ts'
import { nationalities } from '../core/contract/nationalities.ts'

const oneOf = (table: object) => z.enum(Object.keys(table) as [string, ...string[]])
const required = z.string().check(z.minLength(1))

/**
 * The vendor's rules for the body of call 1 (NOTUS.md, Request of call 1). The format of `birthDate` is not looked
 * at. Fields that are not in the table are taken and kept, as hosts add some (`extraBody`). D: that an empty name is
 * refused, and that an optional field may not be null.
 */
const sessionBodySchema = z.looseObject({
  firstName: required,
  lastName: required,
  birthDate: z.string(),
  documentCategory: z.enum(documentCategories),
  documentCountry: oneOf(documentCountries),
  documentId: z.string().check(z.regex(/^\d+$/)),
  nationality: z.optional(oneOf(nationalities)),
  livenessRequired: z.boolean(),
  email: z.optional(z.string()),
  address: z.optional(z.string()),
  city: z.optional(z.string()),
  state: z.optional(z.string()),
  postalCode: z.optional(z.string()),
})

/** A body of call 1 that the vendor accepts, with whatever else was in it. */
export type SessionBody = z.infer<typeof sessionBodySchema>

/** One entry of `errors` in a 400 `BAD_REQUEST`. */
export interface FieldIssue {
  readonly code: string
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** Checks the body of call 1: the body itself, or what is wrong with it, in the order of the vendor's table. */
export function checkSessionBody(body: unknown): { body: SessionBody; issues?: undefined } | { issues: FieldIssue[] } {
  const parsed = z.safeParse(sessionBodySchema, body)
  if (parsed.success) return { body: parsed.data }
  return {
    issues: parsed.error.issues.map(({ code, path }) => {
      const name = String(path[0] ?? '')
      const isMissing = typeof body === 'object' && body !== null && !Object.hasOwn(body, name)
      return { code, path: path.map(String), message: isMissing ? 'Required' : 'Invalid value' }
    }),
  }
}
