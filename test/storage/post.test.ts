import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf } from '../sandbox/setting.ts'
import { allowed, refused, tooLenient, type PostCase } from './cases.ts'
import { post, writeForm, type Answer } from './form.ts'
import { describeWithGateway } from './given.ts'
import { gatewayService, sandboxService, sign, type Kept, type StorageService } from './services.ts'

const cases = [...allowed, ...refused, ...tooLenient]
let sandbox: StorageService

beforeAll(async () => {
  sandbox = await sandboxService()
})
afterAll(() => sandbox.close())

interface Judgement {
  readonly answer: Answer
  readonly sent: Uint8Array
  readonly kept: Kept | null
}

const judged = new Map<string, Promise<Judgement>>()

/** What a service makes of a case; it is sent once. */
function judge(service: StorageService, tried: PostCase): Promise<Judgement> {
  const known = judged.get(service.name + tried.name) ?? send(service, tried)
  judged.set(service.name + tried.name, known)
  return known
}

/** Sends a case to a service and looks at what is there afterwards. */
async function send(service: StorageService, tried: PostCase): Promise<Judgement> {
  const { signed, sizeBytes = 1000, change, rewrite, isStreamed } = tried
  const key = await service.newKey()
  const target = await sign(service.url, key, signed)
  const sent = new Uint8Array(sizeBytes).map((_, at) => at * 31)
  const signedEntries = entriesOf(target, new Blob([sent], { type: 'image/jpeg' }))
  const form = await writeForm(change?.(signedEntries) ?? signedEntries)
  const answer = await post(target.url, rewrite?.(form) ?? form, isStreamed)
  return { answer, sent, kept: await service.read(key) }
}

const wasStored = ([status]: Answer) => status >= 200 && status < 300

describe('the sandbox', () => {
  it.each(cases)('answers $name as Amazon does', async (tried) => {
    const { answer, kept } = await judge(sandbox, tried)
    expect(answer).toEqual(tried.amazon ?? tried.gateway)
    if (!wasStored(answer)) expect(kept).toBeNull()
  })
})

describeWithGateway('the gateway', (url) => {
  const gateway = gatewayService({ url })
  afterAll(() => gateway.close())

  it.each(cases)('answers $name as the table says', async (tried) => {
    expect((await judge(gateway, tried)).answer).toEqual(tried.gateway)
  })

  it.each(allowed)('keeps the bytes of $name', async (tried) => {
    const { sent, kept } = await judge(gateway, tried)
    if (tried.signed?.isPrefix) return expect(kept).toBeNull()
    expect(Buffer.compare(kept!.bytes, sent)).toBe(0)
  })

  it('gives a file the type that was signed, never the one that the browser wrote beside it', async () => {
    const named = (name: string) => allowed.find((tried) => tried.name === name)!
    const typeOf = async (name: string) => (await judge(gateway, named(name))).kept?.type
    expect(await typeOf('a type that was signed')).toBe('image/jpeg')
    expect(await typeOf('what the vendor signs')).toBe('binary/octet-stream')
  })

  it('is never stricter than the sandbox', async () => {
    const lenient: string[] = []
    for (const tried of cases) {
      const [real, played] = [(await judge(gateway, tried)).answer, (await judge(sandbox, tried)).answer]
      if (!wasStored(real) && wasStored(played)) lenient.push(tried.name)
      // Another status only where Amazon is known to answer with one
      const isOther = !tried.amazon && real[0] !== played[0]
      if (!wasStored(real) && isOther) lenient.push(`${tried.name}: ${real[0]}, ${played[0]}`)
    }
    expect(lenient).toEqual([])
  })
})
