import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createStage, vendorAnswering } from './stage.ts'

const folder = new URL('../../src/server/', import.meta.url)
const sources = readdirSync(folder).map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the API key', () => {
  it('is put into a request in one file only', () => {
    expect(sources.filter(({ text }) => text.includes('x-api-key')).map(({ name }) => name)).toEqual(['vendor.ts'])
  })

  it('and everything else stays out of the console', async () => {
    const methods = ['log', 'info', 'warn', 'error', 'debug'] as const
    const spies = methods.map((method) => vi.spyOn(console, method))
    await createStage().create()
    await createStage({ fetch: vendorAnswering(500, '<html>') }).create()
    await createStage({ fetch: () => Promise.reject(new Error('cut')) }).create()
    await createStage({ authorize: () => Promise.reject(new Error('fault')) }).create()
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  })
})
