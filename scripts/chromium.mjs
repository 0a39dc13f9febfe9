import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Names under which a Chromium is found on the PATH, best first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** The Chromium that tests use: `IDSTEP_CHROMIUM`, else the first one on the PATH, else the test tool's own, else null. */
export function findChromium() {
  const named = process.env.IDSTEP_CHROMIUM
  if (named) return named
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name)
      if (existsSync(path)) return path
    }
  }
  return null
}

/** Switches for a Chromium without a screen, without outside traffic and, in a container, as root. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
