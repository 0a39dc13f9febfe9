import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'

const files = readdirSync('src/browser').filter((file) => file.endsWith('.ts') && file !== 'image.worker.ts')
const isOfTypesOnly = (file: string) => file === 'host-options.ts'

it.each(files)('%s can be imported where there is no browser', async (file) => {
  expect(typeof document).toBe('undefined')
  const exported: unknown = await import(`../../src/browser/${file}`)
  expect(Object.keys(exported as object).length > 0).toBe(!isOfTypesOnly(file))
})
