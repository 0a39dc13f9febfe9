import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'

const files = readdirSync('src/browser', { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.worker.ts'),
)
const isOfTypesOnly = (file: string) => file.endsWith('host-options.ts') || file.endsWith('types.ts')

it.each(files)('%s can be imported where there is no browser', async (file) => {
  expect(typeof document).toBe('undefined')
  const exported: unknown = await import(/* @vite-ignore */ `../../src/browser/${file}`)
  expect(Object.keys(exported as object).length > 0).toBe(!isOfTypesOnly(file))
})
