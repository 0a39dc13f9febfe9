import { first } from './english/first.ts'
import { later } from './english/later.ts'

/** English: the source of truth for every text, and the type of every other language. */
export const en = {
  ...first,
  ...later,
  result: { ...first.result, ...later.result },
  errors: { ...first.errors, ...later.errors },
}
