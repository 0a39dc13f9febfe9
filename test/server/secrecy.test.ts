import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ana, apiKey, createStage, vendorAnswering } from './stage.ts'

const folder = new URL('../../src/server/', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the API key', () => {
  it('is put into a request in one file only', () => {
    expect(sources.filter(({ text }) => text.includes('x-api-key')).map(({ name }) => name)).toEqual(['vendor/client.ts'])
  })

})

describe('the console', () => {
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const
  const spyOnConsole = () => methods.map((method) => vi.spyOn(console, method).mockImplementation(() => {}))
  const secrets = `${apiKey} ${ana.lastName} ${ana.birthDate} ${ana.documentId} vendor says`

  /** Goes well once, is refused once, and fails in four ways, each with secrets in what is thrown or answered. */
  const goThroughFaults = async (onFailure?: () => void) => {
    const error = { message: secrets, traceId: 'trace-7' }
    await createStage({ onFailure }).create()
    await createStage({ onFailure }).create({ body: { ...ana, firstName: '' } })
    await createStage({ onFailure, fetch: vendorAnswering(403, error) }).create()
    await createStage({ onFailure, fetch: vendorAnswering(500, `<html>${secrets}`) }).create()
    await createStage({ onFailure, fetch: () => Promise.reject(new Error(secrets)) }).create()
    await createStage({ onFailure, authorize: () => Promise.reject(new Error(secrets)) }).create()
  }

  it('is told the code and the trace id of a fault, and nothing else', async () => {
    const spies = spyOnConsole()
    await goThroughFaults()
    const rest = 'Pass onFailure to see the cause, or to keep this quiet.'
    expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([
      ['idstep: THE VENDOR REFUSED THE API KEY (trace id trace-7). Nobody can be verified until apiKey is right.'],
      [`idstep: the handler answered vendor-unavailable. ${rest}`],
      [`idstep: the handler answered vendor-unreachable. ${rest}`],
      [`idstep: the handler answered internal. ${rest}`],
    ])
  })

  it('is told nothing where the host listens itself', async () => {
    const spies = spyOnConsole()
    const listen = vi.fn()
    await goThroughFaults(listen)
    expect(listen).toHaveBeenCalledTimes(4)
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
  })
})
