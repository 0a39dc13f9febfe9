import * as z from 'zod/mini'
import { documentCountries, type DocumentCountry } from './countries.ts'
import { documentCategories } from '../documents.ts'
import { nationalities, type Nationality } from './nationalities.ts'

const keysOf = <Key extends string>(table: Record<Key, unknown>) => Object.keys(table) as [Key, ...Key[]]

/** The body of call 1 (NOTUS.md): what creates a session. Names and order are the vendor's. */
export const sessionRequestSchema = z.object({
  firstName: z.string(),
  lastName: z.string(),
  /** `DD/MM/YYYY` */
  birthDate: z.string(),
  documentCategory: z.enum(documentCategories),
  documentCountry: z.enum(keysOf<DocumentCountry>(documentCountries)),
  /** Digits only; for Brazil the CPF. */
  documentId: z.string(),
  nationality: z.optional(z.enum(keysOf<Nationality>(nationalities))),
  livenessRequired: z.boolean(),
  email: z.optional(z.string()),
  address: z.optional(z.string()),
  city: z.optional(z.string()),
  state: z.optional(z.string()),
  postalCode: z.optional(z.string()),
})
/** The body that creates a session, as the vendor wants it. */
export type SessionRequest = z.infer<typeof sessionRequestSchema>

/** Statuses the vendor documents. Any other means "still running" (NOTUS.md, Statuses). */
export const knownStatuses = ['PENDING', 'VERIFYING', 'COMPLETED', 'FAILED', 'EXPIRED'] as const

/** What idstep needs to know of a session: its id and its status; more may be there and is not looked at. */
export const sessionSchema = z.object({
  id: z.string().check(z.minLength(1)),
  status: z.string().check(z.minLength(1)),
  individualId: z.nullish(z.string()),
  livenessRequired: z.optional(z.boolean()),
})
/** A session as idstep sees it. */
export type Session = z.infer<typeof sessionSchema>

/** Where one file goes: an S3 presigned POST. The order of `fields` is kept. */
export const uploadTargetSchema = z.object({
  url: z.string().check(z.minLength(1)),
  fields: z.record(z.string(), z.string()),
})
/** A presigned POST: its address and its form fields, in the order given. */
export type UploadTarget = z.infer<typeof uploadTargetSchema>

/** The answer of call 1. A slot that is `null` or absent is not wanted. */
export const createdSessionSchema = z.object({
  session: sessionSchema,
  frontDocumentUpload: z.nullish(uploadTargetSchema),
  backDocumentUpload: z.nullish(uploadTargetSchema),
})
/** A created session with its upload targets, in the vendor's shape. */
export type CreatedSession = z.infer<typeof createdSessionSchema>

/** The answer of call 4. */
export const readSessionSchema = z.object({ session: sessionSchema })
/** `{ session }`, in the vendor's shape. */
export type ReadSession = z.infer<typeof readSessionSchema>

/** The vendor's error bodies (NOTUS.md, Errors): validation, domain and framework errors in one shape. */
export const vendorErrorSchema = z.object({
  message: z.optional(z.string()),
  id: z.optional(z.string()),
  traceId: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ path: z.array(z.union([z.string(), z.number()])) }))),
})
