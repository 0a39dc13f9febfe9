import { cpf } from 'cpf-cnpj-validator'
import type { BirthDateProblem } from './birth-date.ts'
import type { DocumentCountry } from '../contract/countries.ts'
import { maxContactLength, maxDocumentIdLength, maxNameLength } from './limits.ts'

/** Why a field is refused; each has its own words in every language. */
export type FieldProblem =
  | 'required'
  | 'too-long'
  | 'choose'
  | 'cpf'
  | 'digits'
  | 'email'
  | 'refused'
  | BirthDateProblem

/** A name: 1 to 100 characters of any script once trimmed. */
export function checkName(value: string): FieldProblem | null {
  return checkText(value, true, maxNameLength)
}

/** A line of text, of at most `maxLength` code points. */
export function checkText(value: string, isRequired: boolean, maxLength = maxContactLength): FieldProblem | null {
  const { length } = [...value.trim()]
  if (length === 0) return isRequired ? 'required' : null
  return length > maxLength ? 'too-long' : null
}

/** An e-mail address: something, an at sign, something; only a message sent to it can tell more. */
export function checkEmail(value: string, isRequired: boolean): FieldProblem | null {
  const problem = checkText(value, isRequired)
  if (problem !== null || value.trim() === '') return problem
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim()) ? null : 'email'
}

/** Whether a country's number is the CPF whatever the document (NOTUS.md, `documentId`). */
export function usesCpf(country: DocumentCountry | ''): boolean {
  return country === 'BRAZIL'
}

/** The number as it is sent: for Brazil its digits alone, elsewhere what was typed without spaces around it. */
export function toDocumentId(value: string, country: DocumentCountry | ''): string {
  return usesCpf(country) ? value.replace(/[.\-\s]/g, '') : value.trim()
}

/** A document number: for Brazil a CPF with its check digits, elsewhere digits only (NOTUS.md, `documentId`). */
export function checkDocumentId(value: string, country: DocumentCountry | ''): FieldProblem | null {
  const sent = toDocumentId(value, country)
  if (sent === '') return 'required'
  if (usesCpf(country)) return /^\d{11}$/.test(sent) && cpf.isValid(sent) ? null : 'cpf'
  if (!/^\d+$/.test(sent)) return 'digits'
  return sent.length > maxDocumentIdLength ? 'too-long' : null
}
