import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findChromium, listChromiums } from '../../scripts/chromium.mjs'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idstep-chromium-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function place(path: string) {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '')
  return file
}

/** An environment that sees nothing of this machine. */
function environment() {
  return {
    PATH: [join(folder, 'first'), join(folder, 'second')].join(delimiter),
    PLAYWRIGHT_BROWSERS_PATH: join(folder, 'cache'),
  }
}

describe('finding a Chromium', () => {
  it('prefers the better name to the earlier folder', () => {
    const chrome = place('first/google-chrome')
    const chromium = place('second/chromium')
    expect(listChromiums(environment()).slice(0, 2)).toEqual([chromium, chrome])
  })

  it("falls back to the newest one in the test tool's cache", () => {
    place('cache/chromium-999/chrome-linux/chrome')
    const newest = place('cache/chromium-1200/chrome-linux64/chrome')
    place('cache/firefox-1500/firefox/firefox')
    expect(listChromiums(environment()).filter((path) => path.startsWith(folder))[0]).toBe(newest)
  })

  it('takes the one that the environment names, before any other', () => {
    place('first/chromium')
    expect(findChromium({ ...environment(), IDSTEP_CHROMIUM: '/named/chrome' }, join(folder, 'chosen'))).toBe('/named/chrome')
  })

  it('takes the one that the set-up saw start, while it is there', () => {
    const first = place('first/chromium')
    const working = place('second/chrome')
    writeFileSync(join(folder, 'chosen'), working)
    expect(findChromium(environment(), join(folder, 'chosen'))).toBe(working)
    rmSync(working)
    expect(findChromium(environment(), join(folder, 'chosen'))).toBe(first)
  })
})
