import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { promisify } from 'node:util'
import { buildLibrary } from '../../scripts/library.mjs'

const root = join(import.meta.dirname, '../..')
const execute = promisify(execFile)
const isWindows = process.platform === 'win32'

/** A project of its own, outside the repository, in which the packed package is installed beside the packages it needs. */
export interface Consumer {
  readonly folder: string
  /** Where the package is installed. */
  readonly installed: string
  /** Paths of all packed files, relative to the package. */
  readonly files: readonly string[]
  write(name: string, content: string): void
  /** Runs a module in Node, with the project as working folder. Resolves to what it printed. */
  runModule(code: string): Promise<string>
  /** Runs a program of node_modules by its script. Resolves to what it printed; rejects with it when it fails. */
  runTool(script: string, ...args: string[]): Promise<string>
  remove(): void
}

/** All files below a folder, as paths relative to it, with slashes. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

/** Links every package of the repository, so that the project needs no network, and leaves room for ours. */
function linkPackages(folder: string) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(folder, name), 'junction')
  }
}

/** Builds the package if it is stale, packs it and installs the archive into a new project. */
export async function createConsumer(): Promise<Consumer> {
  if (!(await buildLibrary(root))) throw new Error('the package does not build')
  const folder = mkdtempSync(join(tmpdir(), 'idstep-consumer-'))
  const installed = join(folder, 'node_modules/idstep')
  linkPackages(join(folder, 'node_modules'))
  mkdirSync(installed)
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const { stdout } = await execute(isWindows ? 'npm.cmd' : 'npm', pack, { cwd: root, shell: isWindows })
  const [archive]: [{ filename: string }] = JSON.parse(stdout)
  await execute('tar', ['-xzf', archive.filename, '--strip-components=1', '-C', 'node_modules/idstep'], { cwd: folder })
  const run = async (args: string[]) => {
    const env = { ...process.env, NODE_ENV: 'production' }
    const result = await execute(process.execPath, args, { cwd: folder, env }).catch(
      (error: { stdout: string; stderr: string }) => {
        throw new Error(`${args[0]} failed:\n${error.stdout}\n${error.stderr}`)
      },
    )
    return result.stdout
  }
  const write = (name: string, content: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  return {
    folder,
    installed,
    files: listFiles(installed),
    write,
    async runModule(code) {
      write('run.js', code)
      return run(['run.js'])
    },
    runTool: (script, ...args) => run([join(root, 'node_modules', script), ...args]),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A built file and every file that it can load: by import, by dynamic import, or as a worker. */
export function reachable(entry: string): Map<string, string> {
  const seen = new Map<string, string>()
  const waiting = [entry]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    const code = readFileSync(path, 'utf8')
    seen.set(path, code)
    for (const [, target = ''] of code.matchAll(/(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*["'](\.[^"']+)["']/g)) {
      waiting.push(resolve(dirname(path), target))
    }
  }
  return seen
}

/** The packages that a built file imports. */
export function importedPackages(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*["']([^."'][^"']*)["']/g)].map(([, name = '']) => name)
}
