import { chromium, type Browser } from 'playwright'
import { afterAll } from 'vitest'
import { browserArguments, findChromium } from '../../scripts/chromium.mjs'

/** A name that browsers do not take for a secure one; see insecure-door.ts. */
const insecureName = '--host-resolver-rules=MAP shop.test 127.0.0.1'

const running = new Map<string, Promise<Browser>>()

/** The Chromium with these switches; one is shared by the tests of a file and closed after them. */
export function browserWith(switches: readonly string[] = []): Promise<Browser> {
  const key = switches.join(' ')
  const known = running.get(key)
  if (known) return known
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium was found')
  const launched = chromium.launch({ executablePath, args: [...browserArguments, insecureName, ...switches] })
  running.set(key, launched)
  return launched
}

afterAll(async () => {
  for (const browser of running.values()) await (await browser).close()
})
