import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Names under which a Chromium is found on the PATH, best first. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Where a Chromium is on systems that put no programs on the PATH. */
const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Paths inside one folder of the test tool's cache, by system; the tool has moved them between versions. */
const insideCache = [
  'chrome-linux64/chrome',
  'chrome-linux/chrome',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win64/chrome.exe',
  'chrome-win/chrome.exe',
]

/** The file in which the set-up keeps the path of the Chromium that it saw start. */
export const chosenFile = join(import.meta.dirname, '../node_modules/.idstep-chromium')

/** The folder where the test tool's own installer puts its browsers. */
function cacheFolder(env) {
  if (env.PLAYWRIGHT_BROWSERS_PATH) return env.PLAYWRIGHT_BROWSERS_PATH
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/ms-playwright')
  if (process.platform === 'win32') return join(env.LOCALAPPDATA ?? homedir(), 'ms-playwright')
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright')
}

/** Chromiums in the test tool's cache, newest first. */
function cached(env) {
  const folder = cacheFolder(env)
  if (!existsSync(folder)) return []
  const build = (name) => Number(name.slice('chromium-'.length))
  return readdirSync(folder)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => build(b) - build(a))
    .flatMap((name) => insideCache.map((path) => join(folder, name, path)))
    .filter((path) => existsSync(path))
}

/**
 * Every Chromium on this machine, best first: on the PATH, in the usual places, in the test tool's cache.
 * None of them has been started: a distribution may leave a stub under the name.
 */
export function listChromiums(env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath.filter((path) => existsSync(path)), ...usualPlaces.filter((path) => existsSync(path)), ...cached(env)]
}

/** The Chromium that tests use: `IDSTEP_CHROMIUM`, else the one the set-up saw start, else the first found, else null. */
export function findChromium(env = process.env, chosen = chosenFile) {
  if (env.IDSTEP_CHROMIUM) return env.IDSTEP_CHROMIUM
  if (existsSync(chosen)) {
    const path = readFileSync(chosen, 'utf8').trim()
    if (path && existsSync(path)) return path
  }
  return listChromiums(env)[0] ?? null
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
