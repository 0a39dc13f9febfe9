import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { missingPrograms, prepareServices, services } from '../../scripts/services.mjs'

const packages = Object.values(services).flatMap((service) => service.packages)
const programs = Object.values(services).flatMap((service) => service.programs)
let folder = ''
let said: string[] = []
const say = (line: string) => void said.push(line)
const realPath = process.env.PATH ?? ''

/** Puts a program on the PATH, which notes what it was called with. */
function place(name: string, script = '') {
  writeFileSync(join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${folder}/calls\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
}
/** A file beside the program that runs. */
const folderName = (name: string) => `"$(dirname "$0")/${name}"`
/** Installs everything. */
const installing = `for name in ${programs.join(' ')}; do : > ${folderName('$name')}; done`
const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idstep-services-'))
  said = []
  // The machine's own apt-get and systemctl must not be met
  process.env.PATH = `${folder}:${realPath}`
})
afterEach(() => {
  process.env.PATH = realPath
  rmSync(folder, { recursive: true })
})

/** Gives rights, whoever runs the tests. */
function placeApt(script: string) {
  place('apt-get', script)
  place('sudo', 'shift; exec "$@"')
  place('systemctl')
  return { PATH: folder }
}

describe('preparing the services of the suites', () => {
  it('does nothing, and says nothing, where every program is there', async () => {
    for (const name of programs) place(name)
    const env = placeApt('exit 1')
    expect(await prepareServices(say, env)).toBe(true)
    expect(said).toEqual([])
  })

  it('names the programs that are missing', () => {
    for (const name of programs) place(name)
    rmSync(join(folder, 'ceph-osd'))
    expect(missingPrograms('radosgw', { PATH: folder })).toEqual(['ceph-osd'])
    expect(missingPrograms('redis-server', { PATH: folder })).toEqual([])
  })

  it('installs what is missing from the lists that are there', async () => {
    expect(await prepareServices(say, placeApt(installing))).toBe(true)
    const installs = calls().filter((line) => line.startsWith('apt-get'))
    expect(installs).toHaveLength(1)
    expect(installs[0]).toMatch(new RegExp(`install -y -q --no-install-recommends ${packages.join(' ')}$`))
  })

  it('fetches the lists when the packages are not in them, and tries once more', async () => {
    const script = `case "$*" in *update*) : > ${folderName('lists')};; *) [ -e ${folderName('lists')} ] || exit 100; ${installing};; esac`
    expect(await prepareServices(say, placeApt(script))).toBe(true)
    expect(calls().filter((line) => line.startsWith('apt-get')).map((line) => /install|update/.exec(line)?.[0]))
      .toEqual(['install', 'update', 'install'])
  })

  it('says in one line what is left out where nothing can be installed, and how to have it', async () => {
    expect(await prepareServices(say, { PATH: folder })).toBe(false)
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/are left out, without redis-server and radosgw.*sudo apt-get install.* redis-server radosgw/)
  })

  it('says that the suites fail in CI', async () => {
    expect(await prepareServices(say, { PATH: folder, CI: 'true' })).toBe(false)
    expect(said[0]).toMatch(/suites against a real S3 or Redis fail/)
  })

  it('goes on when the installation fails', async () => {
    expect(await prepareServices(say, placeApt('exit 100'))).toBe(false)
    expect(said.at(-1)).toMatch(/are left out/)
  })
})
