/** A calendar date without time or zone: nothing here can be a day off anywhere on earth. */
export interface CalendarDate {
  /** Full year, for example 1991 */
  year: number
  /** 1 to 12 */
  month: number
  /** 1 to 31 */
  day: number
}

/** The three fields of a birth date, as typed. */
export interface BirthDateFields {
  day: string
  month: string
  year: string
}

/** Why a birth date is refused. */
export type BirthDateProblem =
  | 'date-required'
  | 'date-day-missing'
  | 'date-month-missing'
  | 'date-year-missing'
  | 'date-year-short'
  | 'date-not-real'
  | 'date-future'
  | 'date-too-old'
  | 'date-too-young'

/** Nobody has been older; a date further back is a typing error. In years. */
export const maxAgeYears = 130

/** The date a clock on the wall shows at a moment, `offsetMinutes` east of Greenwich. */
export function calendarDateAt(epochMs: number, offsetMinutes: number): CalendarDate {
  const shifted = new Date(epochMs + offsetMinutes * 60_000)
  return { year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate() }
}

/** Whether the date stands in the Gregorian calendar. */
export function isRealDate({ year, month, day }: CalendarDate): boolean {
  const probe = new Date(0)
  probe.setUTCFullYear(year, month - 1, day)
  return probe.getUTCFullYear() === year && probe.getUTCMonth() === month - 1 && probe.getUTCDate() === day
}

/** Whole years between a birth date and a day; a person born on 29 February has their birthday on 1 March. */
export function ageOn(birth: CalendarDate, today: CalendarDate): number {
  const hadBirthday = today.month > birth.month || (today.month === birth.month && today.day >= birth.day)
  return today.year - birth.year - (hadBirthday ? 0 : 1)
}

/** The first thing that is wrong with a birth date and the field it is wrong in, or `null`. */
export function checkBirthDate(
  fields: BirthDateFields,
  today: CalendarDate,
  minimumAge?: number,
): { problem: BirthDateProblem; part: keyof BirthDateFields } | null {
  const typed = { day: fields.day.trim(), month: fields.month.trim(), year: fields.year.trim() }
  if (!typed.day && !typed.month && !typed.year) return { problem: 'date-required', part: 'day' }
  if (!typed.day) return { problem: 'date-day-missing', part: 'day' }
  if (!typed.month) return { problem: 'date-month-missing', part: 'month' }
  if (!typed.year) return { problem: 'date-year-missing', part: 'year' }
  if (!/^\d{1,2}$/.test(typed.day)) return { problem: 'date-not-real', part: 'day' }
  if (!/^\d{1,2}$/.test(typed.month) || +typed.month < 1 || +typed.month > 12) {
    return { problem: 'date-not-real', part: 'month' }
  }
  if (!/^\d{4}$/.test(typed.year)) return { problem: 'date-year-short', part: 'year' }
  const birth = { day: +typed.day, month: +typed.month, year: +typed.year }
  if (!isRealDate(birth)) return { problem: 'date-not-real', part: 'day' }
  const age = ageOn(birth, today)
  const isBirthday = birth.month === today.month && birth.day === today.day
  if (age < 0 || (age === 0 && isBirthday)) return { problem: 'date-future', part: 'year' }
  if (age > maxAgeYears || (age === maxAgeYears && !isBirthday)) return { problem: 'date-too-old', part: 'year' }
  if (minimumAge !== undefined && age < minimumAge) return { problem: 'date-too-young', part: 'year' }
  return null
}

/** The vendor's form of a birth date: `DD/MM/YYYY` (NOTUS.md, request of call 1). */
export function toWireDate({ day, month, year }: BirthDateFields): string {
  return `${day.trim().padStart(2, '0')}/${month.trim().padStart(2, '0')}/${year.trim()}`
}

/** Reads `DD/MM/YYYY` back into fields; `null` where it is no such thing. */
export function fromWireDate(value: string): BirthDateFields | null {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(value) ?? []
  return day && month && year ? { day, month, year } : null
}
