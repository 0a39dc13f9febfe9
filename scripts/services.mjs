import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

/** What the suites against real services need, by the name of the service: its programs, and Debian's packages. */
export const services = {
  'redis-server': { programs: ['redis-server'], packages: ['redis-server'] },
  radosgw: {
    programs: ['ceph-authtool', 'monmaptool', 'ceph-mon', 'ceph-osd', 'ceph', 'radosgw', 'radosgw-admin'],
    packages: ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'],
  },
}

/** Whether a program is on the PATH. */
function isOnPath(program, env) {
  return (env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)))
}

/** The programs of a service that are not on the PATH; none when it can be started. */
export function missingPrograms(service, env = process.env) {
  return services[service].programs.filter((program) => !isOnPath(program, env))
}

/** What goes before `apt-get` to use it without asking anyone: nothing for root, sudo without a password, or null. */
function aptPrefix(env) {
  if (!isOnPath('apt-get', env)) return null
  if (process.getuid?.() === 0) return []
  if (!isOnPath('sudo', env)) return null
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 10_000 })
  return status === 0 ? ['sudo', '-n'] : null
}

/** Every suite starts its own service: `RUNLEVEL` keeps Debian from starting one of the system, where systemd is not. */
const settings = ['DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1']
const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1']

/** Runs a command with rights; what it is called with is written out, as sudo passes no environment on. */
function runAs(prefix, command, options) {
  const [first, ...rest] = [...prefix, 'env', ...settings, ...command]
  return run(first, rest, options)
}

/** Installs Debian's packages, with fresh lists where the old ones do not do. Resolves to whether it worked. */
async function install(prefix, packages, say) {
  const command = ['apt-get', ...patience, 'install', '-y', '-q', '--no-install-recommends', ...packages]
  if (await runAs(prefix, command, { limitMs: 900_000 })) return true
  say('fetching the lists of packages and trying once more')
  await runAs(prefix, ['apt-get', ...patience, 'update', '-q'], { limitMs: 300_000 })
  return runAs(prefix, command, { limitMs: 900_000 })
}

/** Keeps systemd from running what was installed for tests only. */
async function keepStill(prefix, wanted) {
  if (!wanted.includes('redis-server') || !existsSync('/run/systemd/system')) return
  await runAs(prefix, ['systemctl', 'disable', '--now', 'redis-server'], { limitMs: 60_000 })
}

/**
 * Installs the services that the suites against a real S3 and a real Redis start for themselves. Resolves to whether
 * they are there; without them everything else can still be tested, so that nobody has to end for it.
 */
export async function prepareServices(say, env = process.env) {
  const missing = () => Object.keys(services).filter((service) => missingPrograms(service, env).length > 0)
  const wanted = missing()
  if (wanted.length === 0) return true
  const packages = wanted.flatMap((service) => services[service].packages)
  const prefix = aptPrefix(env)
  if (prefix) {
    say(`installing ${wanted.join(' and ')}, for the suites against real services`)
    if (!(await install(prefix, packages, say))) say('apt-get did not work')
    await keepStill(prefix, wanted)
  }
  if (missing().length === 0) return true
  const result = env.CI ? 'fail' : 'are left out'
  const command = `sudo apt-get install --no-install-recommends ${packages.join(' ')}`
  say(`suites against a real S3 or Redis ${result}, without ${missing().join(' and ')}; to have them on Debian: ${command}`)
  return false
}
