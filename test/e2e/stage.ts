import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright'
import { expect, it as test } from 'vitest'
import type { Demo, startDemo } from '../../examples/demo/server.mjs'
import { en } from '../../src/locales/en.ts'
import type { Messages } from '../../src/locales/messages.ts'
import type { Sandbox } from '../../src/sandbox/index.ts'
import type { Scenario } from '../../src/sandbox/scenarios.ts'
import { browserWith } from './browser.ts'
import { instrument, type Readings } from './instruments.ts'

/** How a stage is set. */
export interface StageOptions {
  /** @default the Chromium without further switches */
  browser?: Browser
  /** @default 'approved' */
  scenario?: Scenario
  /** Divides the sandbox's waits. @default 10, with which a verdict is there at the first look */
  speed?: number
  /** What the page may do without asking. @default nothing */
  permissions?: string[]
  /** BCP 47 tag of the browser. @default 'en-GB' */
  locale?: string
  /** Words of the widget in that language. @default English */
  words?: Messages
  /** Starts the host with its vendor. @default the demo with the sandbox */
  start?: typeof startDemo
  /** Gives the page another address than the demo's own. */
  address?: (demo: Demo) => Promise<string>
  /** Gives the storage another address than its own. */
  storageAddress?: (url: string) => Promise<string>
  /** Whether the demo is in a frame of the page at that address. */
  isFramed?: boolean
  /** Prepares the page before it is opened. */
  prepare?: (page: Page) => Promise<unknown>
}

/** The demo with its sandbox, and a page on it in which everything that could leak is counted. */
export interface Stage {
  page: Page
  /** The widget in the host's page. */
  widget: Locator
  words: Messages
  sandbox: Sandbox
  /** The host page's own status line, by `data-status`. */
  hostStatus: Locator
  readings(): Promise<Readings>
  /** Says which lines of the console, or refusals of the page's policy, this test is about; any other fails it. */
  expectConsole(...lines: RegExp[]): void
  /** Every error and warning of the console so far. */
  complaints: readonly string[]
  /** No live track, no object URL, no open request; and nothing wrong so far. */
  expectNothingLeft(): Promise<void>
  /** What a person would see now, and what the page complained about: for a test that has failed. */
  describe(): Promise<string>
  /** Takes the widget out of the host's page and puts a fresh one in, without what was kept of it. */
  replaceWidget(): Promise<void>
  /** Ends the page as a phone does that needs its memory: no event tells it. Then opens it again, in the same browser. */
  killPage(): Promise<void>
}

const startFrom = async () => (await import('../../examples/demo/server.mjs')).startDemo

/** Sets a stage; `strike` takes it down. */
export async function setStage(options: StageOptions = {}): Promise<Stage & { strike(): Promise<void> }> {
  const { scenario = 'approved', speed = 10, permissions = [], locale = 'en-GB', words = en } = options
  const storedFolder = mkdtempSync(join(tmpdir(), 'idstep-stored-'))
  const start = options.start ?? (await startFrom())
  const { storageAddress } = options
  const demo = await start({ port: 0, storagePort: 0, storageAddress, scenario, speed, storedFolder, development: true })
  const url = (await options.address?.(demo)) ?? demo.url
  const browser = options.browser ?? (await browserWith())
  const context = await browser.newContext({ locale, permissions, viewport: { width: 1280, height: 900 } })
  const faults: string[] = []
  const expected: RegExp[] = []
  const origins = new Set<string>()
  context.on('request', (request) => origins.add(new URL(request.url()).origin))

  const open = async () => {
    const page = await context.newPage()
    page.setDefaultTimeout(20_000)
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`))
    // Before the instruments: they count what is staged, too
    await options.prepare?.(page)
    await page.addInitScript(instrument)
    await page.goto(url)
    return page
  }
  let page = await open()
  const host = () => (options.isFramed ? page.frameLocator('iframe') : page)
  const readings = () => (page.frames()[1] ?? page.mainFrame()).evaluate(() => window.readings())
  const { sandbox } = demo
  if (!sandbox) throw new Error('the demo asks the real vendor')

  return {
    get page() {
      return page
    },
    get widget() {
      return host().locator('[data-idstep]')
    },
    words,
    sandbox,
    get hostStatus() {
      return host().locator('[data-status]:not(.session-status)')
    },
    readings,
    expectConsole: (...lines) => void expected.push(...lines),
    complaints: faults,
    async expectNothingLeft() {
      // The host's panel asks for news every second, so an open request may be one of its own
      await expect
        .poll(
          async () => {
            const { objectUrls, tracks, openRequests } = await readings()
            return { objectUrls, liveTracks: tracks.filter((state) => state !== 'ended'), openRequests }
          },
          { timeout: 5_000 },
        )
        .toEqual({ objectUrls: [], liveTracks: [], openRequests: [] })
      const isNews = (line: string) => !expected.some((known) => known.test(line))
      expect((await readings()).violations.filter(isNews)).toEqual([])
      expect(faults.filter(isNews)).toEqual([])
      // One door may have several names
      const allowed = [new URL(url).port, new URL(demo.storageUrl).port]
      expect([...origins].filter((origin) => !allowed.includes(new URL(origin).port))).toEqual([])
    },
    async describe() {
      const shown = await host().locator('body').innerText()
      return JSON.stringify({ shown, faults, ...(await readings()) }, null, 2)
    },
    async replaceWidget() {
      await host().getByRole('complementary').getByRole('button', { name: 'Start again' }).click()
      const first = host().locator('[data-idstep] [data-step="details"]')
      const afresh = host().getByRole('button', { name: words.resume.afresh, exact: true })
      await first.or(afresh).waitFor()
      if (await afresh.isVisible()) await afresh.click()
      await first.waitFor()
    },
    async killPage() {
      const killed = page
      const session = await context.newCDPSession(killed)
      const crashed = killed.waitForEvent('crash')
      // It never answers
      session.send('Page.crash').catch(() => {})
      await crashed
      page = await open()
      await killed.close()
    },
    async strike() {
      await context.close()
      await demo.close()
      rmSync(storedFolder, { recursive: true, force: true })
    },
  }
}

/** `it` with a stage that is taken down again; whatever the test was about, nothing may be left after the widget. */
export const it = test.extend<{ set: (options?: StageOptions) => Promise<Stage> }>({
  set: async ({ task }, give) => {
    const stages: Awaited<ReturnType<typeof setStage>>[] = []
    await give(async (options) => {
      const stage = await setStage(options)
      stages.push(stage)
      return stage
    })
    try {
      if (task.result?.state === 'fail') {
        for (const stage of stages) console.error(await stage.describe())
        return
      }
      for (const stage of stages) {
        await stage.replaceWidget()
        await stage.expectNothingLeft()
      }
    } finally {
      for (const stage of stages) await stage.strike()
    }
  },
})
