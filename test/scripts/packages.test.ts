import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isLockCurrent, packagesState, stampPackages } from '../../scripts/packages.mjs'

let folder = ''

function write(name: string, content: unknown) {
  writeFileSync(join(folder, name), JSON.stringify(content))
}

const manifest = { name: 'host', dependencies: { alpha: '^1.0.0' } }
const lock = {
  packages: {
    '': { dependencies: { alpha: '^1.0.0' } },
    'node_modules/alpha': { version: '1.2.0' },
    'node_modules/alpha-other-system': { version: '1.2.0', optional: true },
  },
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'idstep-packages-'))
  write('package.json', manifest)
  write('package-lock.json', lock)
})

afterEach(() => rmSync(folder, { recursive: true }))

function install(packages: Record<string, { version: string }>) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  write('node_modules/.package-lock.json', { packages })
}

describe('the state of the packages', () => {
  it('is stale when nothing is installed', () => {
    expect(packagesState(folder)).toBe('stale')
  })

  it('is stale when an installation was broken off before npm kept its record', () => {
    mkdirSync(join(folder, 'node_modules'))
    expect(packagesState(folder)).toBe('stale')
  })

  it('is fresh once it was stamped', () => {
    install({ 'node_modules/alpha': { version: '1.2.0' } })
    stampPackages(folder)
    expect(packagesState(folder)).toBe('fresh')
  })

  it('needs no second installation when the packages were installed by hand, without those of other systems', () => {
    install({ 'node_modules/alpha': { version: '1.2.0' } })
    expect(packagesState(folder)).toBe('unstamped')
  })

  it('is stale when another version is locked than the one installed', () => {
    install({ 'node_modules/alpha': { version: '1.1.0' } })
    expect(packagesState(folder)).toBe('stale')
  })

  it('is stale when a locked package is not installed, although it was stamped for an older lock', () => {
    install({ 'node_modules/alpha': { version: '1.2.0' } })
    stampPackages(folder)
    write('package-lock.json', { packages: { ...lock.packages, 'node_modules/beta': { version: '1.0.0' } } })
    expect(packagesState(folder)).toBe('stale')
  })

  it('asks for no installation when only a script of the manifest was edited', () => {
    install({ 'node_modules/alpha': { version: '1.2.0' } })
    stampPackages(folder)
    write('package.json', { ...manifest, scripts: { start: 'node .' } })
    expect(packagesState(folder)).toBe('unstamped')
  })

  it('is stale when the manifest asks for a package that the lock does not know', () => {
    install({ 'node_modules/alpha': { version: '1.2.0' } })
    write('package.json', { ...manifest, devDependencies: { beta: '1.0.0' } })
    expect(packagesState(folder)).toBe('stale')
  })
})

describe('the lock', () => {
  it('is current when it was made from the manifest', () => {
    expect(isLockCurrent(folder)).toBe(true)
  })

  it('is not current when a range was changed', () => {
    write('package.json', { dependencies: { alpha: '^2.0.0' } })
    expect(isLockCurrent(folder)).toBe(false)
  })

  it('is not current when it is missing or broken', () => {
    writeFileSync(join(folder, 'package-lock.json'), '{')
    expect(isLockCurrent(folder)).toBe(false)
    rmSync(join(folder, 'package-lock.json'))
    expect(isLockCurrent(folder)).toBe(false)
  })

  it('of this repository was made from its manifest', () => {
    for (const name of ['package.json', 'package-lock.json']) {
      cpSync(join(import.meta.dirname, '../..', name), join(folder, name))
    }
    expect(isLockCurrent(folder)).toBe(true)
  })
})
