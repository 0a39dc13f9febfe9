import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| (\d+) \| (.+?) \| .+ \| `(.+?)`: (.+) \|$/gm)].map(([, , question, file, name]) => ({
  question: question ?? '',
  file: file ?? '',
  name: name ?? '',
}))

describe('the checklist of docs/security.md', () => {
  it('is read whole', () => {
    expect(rows.length).toBe([...page.matchAll(/^\| \d+ \|/gm)].length)
    expect(rows.length).toBeGreaterThan(20)
  })

  it.each(rows)('names a test that is there: $question', ({ file, name }) => {
    const source = readFileSync(new URL(file, import.meta.url), 'utf8')
    expect(source).toContain(`'${name}'`)
  })
})
