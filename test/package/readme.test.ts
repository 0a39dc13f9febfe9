import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConsumer, type Consumer } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await createConsumer()
}, 180_000)

afterAll(() => consumer?.remove())

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
const blocks = [...readme.matchAll(/^```(tsx|ts|js)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({ language, code }))

/** What the reader is told to have: their own way to say who is signed in. */
const prelude = 'declare function userOf(request: Request): { userId: string } | null\n'

/** What the compiler says of a program of these files, with the packed package beside it. */
function complaints(files: readonly string[]): string[] {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    jsx: ts.JsxEmit.ReactJSX,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(consumer.folder, 'node_modules/@types')],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    allowJs: true,
    checkJs: true,
    noImplicitAny: false,
  })
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    return `${file?.fileName.split('/').at(-1) ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}

describe('the README', () => {
  it('shows code that compiles against the package that is published', () => {
    consumer.write('readme/prelude.d.ts', prelude)
    // Style sheets have no types
    consumer.write('readme/styles.d.ts', "declare module 'idstep/styles.css'\n")
    const names = blocks.map(({ language, code }, at) => {
      consumer.write(`readme/block-${at}.${language}`, code)
      return `block-${at}.${language}`
    })
    expect(names.length).toBeGreaterThan(5)
    expect(complaints(['prelude.d.ts', 'styles.d.ts', ...names].map((name) => join(consumer.folder, 'readme', name)))).toEqual([])
  }, 120_000)

  it('would be caught with a prop that does not exist', () => {
    const [first] = blocks
    const wrong = first?.code.replace('onComplete=', 'onFinished=') ?? ''
    consumer.write('readme/styles.d.ts', "declare module 'idstep/styles.css'\n")
    consumer.write('readme/wrong.tsx', wrong)
    const files = ['styles.d.ts', 'wrong.tsx'].map((name) => join(consumer.folder, 'readme', name))
    expect(complaints(files).join()).toMatch(/onFinished/)
  }, 120_000)

  it('links to files that are packed, and to headings that it has', () => {
    const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target)
    const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
      return `#${heading.toLowerCase().replace(/[^\w\s-]/g, '').replaceAll(' ', '-')}`
    })
    const isThere = (target: string) =>
      target.startsWith('#') ? headings.includes(target) : existsSync(join(consumer.installed, target))
    expect(targets.length).toBeGreaterThan(3)
    expect(targets.filter((target) => !isThere(target))).toEqual([])
  })
})
