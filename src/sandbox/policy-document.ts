import * as z from 'zod/mini'
import { Refusal } from './refusal.ts'

const conditionSchema = z.union([
  z.tuple([z.literal('content-length-range'), z.number(), z.number()]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().check(z.startsWith('$')), z.string()]),
  z.record(z.string(), z.string()),
])
const policySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(conditionSchema) })

/**
 * A condition of a policy: the smallest and largest file in bytes, what a field is or begins with, or the exact values
 * of fields by name (Amazon S3, POST policy).
 */
export type PolicyCondition = z.infer<typeof conditionSchema>

/** What a policy says once it is decoded. */
export type Policy = z.infer<typeof policySchema>

/**
 * Decodes a policy.
 * @throws Refusal when it is none
 */
export function readPolicy(encoded: string): Policy {
  try {
    return z.parse(policySchema, JSON.parse(atob(encoded)))
  } catch {
    throw new Refusal('InvalidPolicyDocument', 'Invalid Policy: it is no JSON of an expiration and known conditions.')
  }
}

/**
 * Checks the fields of a form against the conditions, and that none of them goes unnamed.
 * @param fields as they were sent, in their order
 * @param values by their names in small letters
 * @throws Refusal with S3's words for the first condition that is not met
 */
export function checkFields(
  { conditions }: Policy,
  fields: readonly (readonly [name: string, value: string])[],
  values: ReadonlyMap<string, string>,
): void {
  // A policy and its signature name themselves
  const named = new Set(['policy', 'x-amz-signature'])
  for (const [match, name, wanted] of conditions.flatMap(toMatches)) {
    named.add(name.toLowerCase())
    const value = values.get(name.toLowerCase()) ?? ''
    if (match === 'eq' ? value === wanted : value.startsWith(wanted)) continue
    throw denied(`Policy Condition failed: ["${match}", "$${name}", "${wanted}"]`)
  }
  for (const [name] of fields) {
    const lower = name.toLowerCase()
    if (!named.has(lower) && !lower.startsWith('x-ignore-')) throw denied(`Extra input fields: ${name}`)
  }
}

/**
 * Checks the size of a file, in bytes.
 * @throws Refusal when a condition wants it smaller or larger
 */
export function checkSize({ conditions }: Policy, sizeBytes: number): void {
  for (const condition of conditions) {
    if (!isSizeRange(condition)) continue
    const [, smallest, largest] = condition
    const refuse = (code: 'EntityTooSmall' | 'EntityTooLarge', limit: Record<string, string>) => {
      const how = code === 'EntityTooSmall' ? 'is smaller than the minimum' : 'exceeds the maximum'
      throw new Refusal(code, `Your proposed upload ${how} allowed size`, { ProposedSize: String(sizeBytes), ...limit })
    }
    if (sizeBytes < smallest) refuse('EntityTooSmall', { MinSizeAllowed: String(smallest) })
    if (sizeBytes > largest) refuse('EntityTooLarge', { MaxSizeAllowed: String(largest) })
  }
}

/** S3's answer to a form that is not what its policy allows. */
export const denied = (reason: string) => new Refusal('AccessDenied', `Invalid according to Policy: ${reason}`)

type SizeRange = Extract<PolicyCondition, ['content-length-range', ...unknown[]]>
type Match = readonly [match: 'eq' | 'starts-with', name: string, wanted: string]

function isSizeRange(condition: PolicyCondition): condition is SizeRange {
  return Array.isArray(condition) && condition[0] === 'content-length-range'
}

function toMatches(condition: PolicyCondition): Match[] {
  if (isSizeRange(condition)) return []
  if (!Array.isArray(condition)) return Object.entries(condition).map(([name, value]) => ['eq', name, value])
  const [match, name, wanted] = condition
  return [[match, name.slice(1), wanted]]
}
