import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/field-lessons.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d+) \|.*$/gm)].map(([row, number]) => ({ number: Number(number), tests: testsOf(row) }))

/** Every file of tests that a row names, with words of the titles that it names there. */
function testsOf(row: string): { path: string; titles: string[] }[] {
  return [...row.matchAll(/`(test\/[^`]+)`((?:,? “[^”]+”)*)/g)].map(([, path = '', words = '']) => {
    return { path, titles: [...words.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title) }
  })
}

describe('the lessons of the field', () => {
  it('are all told, each with a test', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 27 }, (_, at) => at + 1))
    expect(rows.filter(({ tests }) => tests.length === 0).map(({ number }) => number)).toEqual([])
  })

  it('name tests that are there, by words of their titles', () => {
    const missing = rows.flatMap(({ tests }) => tests).flatMap(({ path, titles }) => {
      const file = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : ''
      return titles.length === 0 ? [path] : titles.filter((title) => !file.includes(title)).map((title) => `${path}: ${title}`)
    })
    expect(missing).toEqual([])
  })
})
