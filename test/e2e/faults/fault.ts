import { expect } from 'vitest'
import { it, type Stage, type StageOptions } from '../stage.ts'
import { arriveAt, button, expectApproved, marina } from '../steps.ts'
import { openWire, type Wire } from './wire.ts'

/** One row of docs/reliability.md, filled in by the test that stages the fault. */
export interface FaultRow {
  /** Where in the flow it strikes. */
  where: string
  fault: string
  /** What the person reads, word for word. */
  sees: string[]
  kept: string[]
  goesOn: string[]
}

declare module 'vitest' {
  interface TaskMeta {
    fault?: FaultRow
  }
}

/** What a test of a fault stands on: a stage whose connections can be cut, and the row that it fills in. */
export interface Scene extends Stage {
  /** The way to the host's page and its server. */
  hostWire: Wire
  /** The way to the storage. */
  storageWire: Wire
  /** Waits until the person can read each of these. */
  sees(...texts: string[]): Promise<void>
  /** Waits until a live region has said this, however short it stood there. */
  hears(text: string): Promise<void>
  /** Waits for a screen, whose title has the focus. */
  seesTitle(title: string): Promise<void>
  /** The person presses a button to go on. */
  presses(name: string): Promise<void>
  /** Says that nothing is to be done by the person; what follows must show it. */
  goesOnByItself(): void
  /** Notes what is kept, after the test has seen that it is. */
  keeps(...what: string[]): void
  /** Waits for the approval; then all that was given has arrived, and so many sessions were made. @default 1 */
  isApproved(sessions?: number): Promise<void>
}

/** A test of one fault. @param where in the flow it strikes @param name the fault, as the table names it */
export function fault(where: string, name: string, act: (scene: Scene) => Promise<void>, options: StageOptions = {}): void {
  it(`${where}: ${name}`, async ({ set, task }) => {
    const row: FaultRow = { where, fault: name, sees: [], kept: [], goesOn: [] }
    task.meta.fault = row
    let hostWire: Wire | undefined
    let storageWire: Wire | undefined
    const stage = await set({
      ...options,
      address: async ({ url }) => (hostWire = await openWire(url)).url,
      storageAddress: async (url) => (storageWire = await openWire(url)).url,
    })
    if (!hostWire || !storageWire) throw new Error('the stage opened no wires')
    const keeps = (...what: string[]) => void row.kept.push(...what)
    await act({
      ...stage,
      hostWire,
      storageWire,
      async sees(...texts) {
        for (const text of texts) {
          await stage.widget.getByText(text).first().waitFor()
          row.sees.push(text)
        }
      },
      async hears(text) {
        await expect.poll(async () => (await stage.readings()).said, { timeout: 20_000 }).toContain(text)
        row.sees.push(text)
      },
      async seesTitle(title) {
        await arriveAt(stage, title)
        row.sees.push(title)
      },
      async presses(press) {
        await button(stage, press).click()
        row.goesOn.push(`“${press}”`)
      },
      goesOnByItself: () => void row.goesOn.push('by itself'),
      keeps,
      async isApproved(sessions = 1) {
        await expectApproved(stage)
        expect(stage.sandbox.sessions()).toHaveLength(sessions)
        const { request, session } = stage.sandbox.sessions().at(-1)!
        expect(request).toMatchObject({ firstName: marina.firstName, lastName: marina.lastName, documentId: marina.cpf })
        expect(stage.sandbox.objects().filter(({ sessionId }) => sessionId === session.id)).toHaveLength(2)
        keeps('answers', 'photos')
      },
    })
    expect([row.sees.length, row.kept.length, row.goesOn.length].every((count) => count > 0)).toBe(true)
  })
}
