import { afterAll, describe, expect, test } from 'vitest'
import {
  ageOn, calendarDateAt, checkBirthDate, fromWireDate, isRealDate, toWireDate, type CalendarDate,
} from '../../../src/core/form/birth-date.ts'

const today: CalendarDate = { year: 2026, month: 3, day: 10 }
const typed = (text: string) => {
  const [day = '', month = '', year = ''] = text.split('/')
  return { day, month, year }
}
const check = (text: string, minimumAge?: number, on = today) => {
  const found = checkBirthDate(typed(text), on, minimumAge)
  return found && `${found.problem} ${found.part}`
}

describe('a birth date as typed', () => {
  test.each([
    '07/03/1983',
    '7/3/1983',
    ' 7 / 03 /1983 ',
    '29/02/2024',
    '29/02/2000',
    '31/12/1999',
    '09/03/2026',
    '10/03/1896',
  ])('%s is accepted', (text) => expect(check(text)).toBeNull())

  test.each([
    ['//', 'date-required day'],
    [' / / ', 'date-required day'],
    ['/03/1983', 'date-day-missing day'],
    ['//1983', 'date-day-missing day'],
    ['07//1983', 'date-month-missing month'],
    ['07/03/', 'date-year-missing year'],
    ['07//', 'date-month-missing month'],
    ['07/03/83', 'date-year-short year'],
    ['07/03/19834', 'date-year-short year'],
    ['07/03/198x', 'date-year-short year'],
    ['a/03/1983', 'date-not-real day'],
    ['-7/03/1983', 'date-not-real day'],
    ['1.5/03/1983', 'date-not-real day'],
    ['007/03/1983', 'date-not-real day'],
    ['٧/03/1983', 'date-not-real day'],
    ['0/03/1983', 'date-not-real day'],
    ['10/03/2026', 'date-future year'],
    ['32/03/1983', 'date-not-real day'],
    ['07/mar/1983', 'date-not-real month'],
    ['07/0/1983', 'date-not-real month'],
    ['07/13/1983', 'date-not-real month'],
    ['31/04/1983', 'date-not-real day'],
    ['30/02/2024', 'date-not-real day'],
    ['29/02/2023', 'date-not-real day'],
    ['29/02/1900', 'date-not-real day'],
    ['11/03/2026', 'date-future year'],
    ['01/01/2027', 'date-future year'],
    ['09/03/1895', 'date-too-old year'],
    ['01/01/0000', 'date-too-old year'],
    ['01/01/0083', 'date-too-old year'],
  ])('%s is %s', (text, expected) => expect(check(text)).toBe(expected))

  test('is too old on the day after the 130th birthday', () => {
    expect(check('10/03/1896')).toBeNull()
    expect(check('09/03/1896')).toBe('date-too-old year')
  })

  test('reaches a minimum age on the birthday, and not the day before', () => {
    expect(check('10/03/2008', 18)).toBeNull()
    expect(check('11/03/2008', 18)).toBe('date-too-young year')
    expect(check('10/04/2008', 18)).toBe('date-too-young year')
    expect(check('11/03/2008')).toBeNull()
  })

  test('of 29 February has its birthday on 1 March of a common year', () => {
    expect(check('29/02/2008', 18, { year: 2026, month: 2, day: 28 })).toBe('date-too-young year')
    expect(check('29/02/2008', 18, { year: 2026, month: 3, day: 1 })).toBeNull()
    expect(check('29/02/2008', 20, { year: 2028, month: 2, day: 29 })).toBeNull()
    expect(check('29/02/2008', 20, { year: 2028, month: 2, day: 28 })).toBe('date-too-young year')
  })
})

test('an age counts whole years', () => {
  const birth = { year: 1990, month: 12, day: 31 }
  expect(ageOn(birth, { year: 2020, month: 12, day: 30 })).toBe(29)
  expect(ageOn(birth, { year: 2020, month: 12, day: 31 })).toBe(30)
  expect(ageOn(birth, { year: 2021, month: 1, day: 1 })).toBe(30)
})

test('every day of four centuries is real, and the day after the end of a month is not', () => {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  for (let year = 1700; year <= 2100; year++) {
    const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    for (let month = 1; month <= 12; month++) {
      const last = lengths[month - 1]! + (month === 2 && isLeap ? 1 : 0)
      if (!isRealDate({ year, month, day: last }) || isRealDate({ year, month, day: last + 1 })) {
        expect.unreachable(`${last}/${month}/${year} is wrong`)
      }
    }
  }
})

describe('on the wire', () => {
  test('a date is DD/MM/YYYY, and comes back as it went', () => {
    expect(toWireDate(typed(' 7/3 /1983 '))).toBe('07/03/1983')
    expect(fromWireDate('07/03/1983')).toEqual({ day: '07', month: '03', year: '1983' })
    for (const text of ['01/01/2000', '29/02/2024', '31/12/1999']) expect(toWireDate(fromWireDate(text)!)).toBe(text)
  })

  test.each(['1983-03-07', '7/3/1983', '07/03/83', '07/03/1983 ', '07/03/1983\n', '07/03/19834', '', 'today'])(
    '%j is no date',
    (text) => expect(fromWireDate(text)).toBeNull(),
  )
})

describe('today', () => {
  const given = process.env.TZ
  afterAll(() => {
    if (given === undefined) delete process.env.TZ
    else process.env.TZ = given
  })
  const noon = Date.UTC(2026, 2, 10, 12)

  test('is the date of the wall clock at every offset from -12:00 to +14:00', () => {
    for (let minutes = -12 * 60; minutes <= 14 * 60; minutes += 15) {
      for (const hour of [-12, -2, 0, 5, 11.99]) {
        const at = noon + hour * 3_600_000
        const [year, month, day] = new Date(at + minutes * 60_000).toISOString().slice(0, 10).split('-').map(Number)
        expect(calendarDateAt(at, minutes)).toEqual({ year, month, day })
      }
    }
    expect(calendarDateAt(Date.UTC(2025, 11, 31, 23), 14 * 60)).toEqual({ year: 2026, month: 1, day: 1 })
    expect(calendarDateAt(Date.UTC(2026, 0, 1, 1), -12 * 60)).toEqual({ year: 2025, month: 12, day: 31 })
    expect(calendarDateAt(Date.UTC(2024, 2, 1, 0), -60)).toEqual({ year: 2024, month: 2, day: 29 })
  })

  test.each([
    ['Etc/GMT+12', 720],
    ['America/Sao_Paulo', 180],
    ['Asia/Kathmandu', -345],
    ['Pacific/Kiritimati', -840],
  ])('and the rules are the same for a person in %s', (zone, offset) => {
    process.env.TZ = zone
    expect(new Date(noon).getTimezoneOffset(), 'the zone is really set').toBe(offset)
    for (let hour = 0; hour < 24; hour++) {
      const at = new Date(noon + hour * 3_600_000)
      const local = { year: at.getFullYear(), month: at.getMonth() + 1, day: at.getDate() }
      const seen = calendarDateAt(at.getTime(), -at.getTimezoneOffset())
      expect(seen).toEqual(local)
      expect(checkBirthDate({ day: `${seen.day}`, month: '3', year: '2008' }, seen, 18)).toBeNull()
      expect(checkBirthDate({ day: `${seen.day + 1}`, month: '3', year: '2008' }, seen, 18)?.problem).toBe(
        'date-too-young',
      )
      expect(checkBirthDate({ day: `${seen.day - 1}`, month: '3', year: '2026' }, seen)).toBeNull()
      expect(checkBirthDate({ day: `${seen.day}`, month: '3', year: '2026' }, seen)?.problem).toBe('date-future')
    }
    // Midnights that a change to summer time skipped
    expect(isRealDate({ year: 1985, month: 11, day: 2 })).toBe(true)
    expect(isRealDate({ year: 2018, month: 11, day: 4 })).toBe(true)
  })
})
