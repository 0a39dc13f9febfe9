import { maxFileBytes, minShortSidePixels } from '../core/documents.ts'
import type { VerificationErrorCode } from '../core/errors.ts'
import { fill, formatBytes, type Messages } from '../locales/messages.ts'

/** Title and text for an error, by its code. */
export function errorText(messages: Messages, code: VerificationErrorCode): { title: string; text: string } {
  const { title, text } = messages.errors[code]
  const max = formatBytes(maxFileBytes, messages.locale)
  return { title, text: fill(text, { max, pixels: minShortSidePixels }) }
}
