import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { chosenFile, listChromiums } from './chromium.mjs'
import { run } from './run.mjs'

/** Whether the program starts and tells its version. On Windows, Chrome opens a window instead: there, being a file is enough. */
export function starts(path) {
  if (process.platform === 'win32') return existsSync(path)
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}

/** The first Chromium that starts, or null. */
function firstThatStarts() {
  return listChromiums().find(starts) ?? null
}

/** Whether Debian's packages can be installed without asking anyone. */
function canUseApt() {
  const isRoot = process.getuid?.() === 0
  return isRoot && (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'apt-get')))
}

/** The ways to get a Chromium, in the order in which they are tried. */
const installers = [
  {
    title: "the test tool's own installer",
    isPossible: (folder) => existsSync(join(folder, 'node_modules/playwright/cli.js')),
    install: (folder) =>
      run(process.execPath, [join(folder, 'node_modules/playwright/cli.js'), 'install', 'chromium'], {
        cwd: folder,
        limitMs: 600_000,
        silenceMs: 60_000,
      }),
  },
  {
    title: 'apt-get',
    isPossible: canUseApt,
    install: async () => {
      const env = { DEBIAN_FRONTEND: 'noninteractive' }
      await run('apt-get', ['update', '-q'], { env, limitMs: 300_000 })
      const args = ['install', '-y', '-q', '--no-install-recommends', 'chromium']
      return run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], { env, limitMs: 900_000 })
    },
  },
]

/** Finds a Chromium that starts, or gets one. Resolves to whether there is one now. */
export async function prepareBrowser(folder, say) {
  const named = process.env.IDSTEP_CHROMIUM
  if (named) {
    if (starts(named)) return true
    say('the Chromium named by IDSTEP_CHROMIUM does not start: correct the path, or unset it')
    return false
  }
  if (existsSync(chosenFile) && existsSync(readFileSync(chosenFile, 'utf8').trim())) return true
  let path = firstThatStarts()
  for (const { title, isPossible, install } of installers) {
    if (path || !isPossible(folder)) continue
    say(`no Chromium found, trying ${title}`)
    if (!(await install(folder))) say(`${title} did not work`)
    path = firstThatStarts()
  }
  if (!path) {
    say('The browser tests need Chromium or Google Chrome, and none was found that starts.')
    say('Install one, for example: sudo apt-get install chromium, or: npx playwright install --with-deps chromium')
    say('or name one you have: IDSTEP_CHROMIUM=/path/to/chrome npm test')
    return false
  }
  say(`browser tests use ${path}`)
  mkdirSync(dirname(chosenFile), { recursive: true })
  writeFileSync(chosenFile, path)
  return true
}
