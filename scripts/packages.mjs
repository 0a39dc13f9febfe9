import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.mjs'

/** The text of a file in the folder, or an empty one. */
function read(folder, name) {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** The JSON in a file, or null when there is none or it is broken. */
function readJson(folder, name) {
  try {
    return JSON.parse(read(folder, name))
  } catch {
    return null
  }
}

const stamp = 'node_modules/.idstep-setup'

/** What the installed packages follow from, as one word; any edit of the manifest or the lock changes it. */
export function fingerprint(folder) {
  const hash = createHash('sha256')
  for (const name of ['package.json', 'package-lock.json']) hash.update(`${read(folder, name)}\0`)
  return hash.digest('hex')
}

/** Whether the lock file was made from the manifest as it is: `npm ci` refuses it otherwise. */
export function isLockCurrent(folder) {
  const manifest = readJson(folder, 'package.json')
  const locked = readJson(folder, 'package-lock.json')?.packages?.['']
  if (!manifest || !locked) return false
  return ['dependencies', 'devDependencies', 'peerDependencies'].every((group) => {
    const sorted = (entries) => JSON.stringify(Object.entries(entries ?? {}).sort())
    return sorted(manifest[group]) === sorted(locked[group])
  })
}

/** Whether npm's own record of what it installed has every package of the lock, in the locked version. */
export function isInstalled(folder) {
  const locked = readJson(folder, 'package-lock.json')?.packages
  const installed = readJson(folder, 'node_modules/.package-lock.json')?.packages
  if (!locked || !installed || !isLockCurrent(folder)) return false
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true
    // Optional packages are for other systems, or could not be had: npm ends well without them.
    if (!installed[path]) return Boolean(entry.optional || entry.devOptional)
    return installed[path].version === entry.version
  })
}

/** `fresh`: nothing to do. `unstamped`: installed by hand and right. `stale`: packages are missing or others are asked for. */
export function packagesState(folder) {
  if (!existsSync(join(folder, 'node_modules'))) return 'stale'
  if (read(folder, stamp) === fingerprint(folder)) return 'fresh'
  return isInstalled(folder) ? 'unstamped' : 'stale'
}

/** Notes that the packages fit the manifest and the lock as they are now. */
export function stampPackages(folder) {
  writeFileSync(join(folder, stamp), fingerprint(folder))
}

/** Installs the packages if they are missing or stale. Resolves to whether they are there. */
export async function preparePackages(folder, say) {
  const state = packagesState(folder)
  if (state === 'fresh') return true
  if (state === 'stale') {
    const command = isLockCurrent(folder) ? 'ci' : 'install'
    say(`installing packages (npm ${command}), which takes a minute or two the first time`)
    // Test and build tools are needed even where the environment says production.
    const options = ['--include=dev', '--no-audit', '--no-fund', '--no-progress']
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    if (!(await run(npm, [command, ...options], { cwd: folder }))) {
      say(`npm ${command} failed; see its message above, then try again`)
      return false
    }
    say('packages are installed')
  }
  stampPackages(folder)
  return true
}
