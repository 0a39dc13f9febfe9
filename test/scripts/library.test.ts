import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isStale } from '../../scripts/library.mjs'

let folder = ''

/** Sets the time of a file or folder, in seconds since the epoch. */
function touch(name: string, seconds: number) {
  utimesSync(join(folder, name), seconds, seconds)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idstep-library-'))
  mkdirSync(join(folder, 'src/core'), { recursive: true })
  writeFileSync(join(folder, 'src/core/flow.ts'), '')
  writeFileSync(join(folder, 'built.js'), '')
  for (const name of ['src/core/flow.ts', 'src/core', 'src']) touch(name, 1000)
  touch('built.js', 2000)
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('a build', () => {
  it('is kept while it is newer than every source', () => {
    expect(isStale(folder, ['src'], ['built.js'])).toBe(false)
  })

  it('is stale when a file deep in the sources is newer', () => {
    touch('src/core/flow.ts', 3000)
    expect(isStale(folder, ['src'], ['built.js'])).toBe(true)
  })

  it('is stale when a source was removed after it', () => {
    rmSync(join(folder, 'src/core/flow.ts'))
    expect(isStale(folder, ['src'], ['built.js'])).toBe(true)
  })

  it('is stale when one of its files is missing', () => {
    expect(isStale(folder, ['src'], ['built.js', 'built.d.ts'])).toBe(true)
  })
})
