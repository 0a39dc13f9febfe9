import type { Route } from 'playwright'
import { describe, expect } from 'vitest'
import { it, type Stage } from './stage.ts'
import {
  acceptPhoto,
  arriveAt,
  button,
  chooseDocument,
  expectApproved,
  giveDetails,
  giveDocument,
  givePhoto,
  marina,
  reachReview,
  submit,
} from './steps.ts'

/** Lets the first request reach the server, and its answer nobody. */
function loseFirstAnswer() {
  let count = 0
  return (route: Route) => {
    count += 1
    if (count > 1) void route.continue()
    else void route.fetch().catch(() => {})
  }
}

/** How a page is lost. */
const losses = {
  'a reload': (stage: Stage) => stage.page.reload(),
  'a page that the phone has ended': (stage: Stage) => stage.killPage(),
} as const

/** Everything in the widget's database, names and bytes, as Latin-1. */
function storedTexts({ page }: Stage): Promise<string[]> {
  return page.evaluate(async () => {
    const done = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    if (!(await indexedDB.databases()).some(({ name }) => name === 'idstep')) return []
    const database = await done(indexedDB.open('idstep'))
    try {
      const drafts = database.transaction('drafts').objectStore('drafts')
      const names = await done(drafts.getAllKeys())
      const records = (await done(drafts.getAll())) as Record<string, unknown>[]
      return records.map((record, at) => {
        const parts = Object.entries(record).map(([key, value]) =>
          value instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(value).slice(0, 50_000)) : `${key} ${String(value)}`)
        return [String(names[at]), ...parts].join('\n')
      })
    } finally {
      database.close()
    }
  })
}

const recordCount = async (stage: Stage) => (await storedTexts(stage)).length

/** Waits until so many records are kept: one for the answers, one for each photo. */
const expectKept = (stage: Stage, count: number) => expect.poll(() => recordCount(stage)).toBe(count)

async function goOn(stage: Stage): Promise<void> {
  await arriveAt(stage, stage.words.resume.title)
  const shown = await stage.widget.innerText()
  for (const answer of [marina.firstName, marina.lastName, marina.cpf, '529.982', marina.year, 'Brazil']) {
    expect(shown).not.toContain(answer)
  }
  expect(await stage.widget.locator('img').count()).toBe(0)
  await button(stage, stage.words.continue).click()
}

/** From the photo of the front to the approval. */
async function finishFromBack(stage: Stage): Promise<void> {
  await givePhoto(stage, 'back')
  await arriveAt(stage, stage.words.review.title)
  await submit(stage)
  await expectApproved(stage)
}

async function expectOneSession({ sandbox }: Stage): Promise<void> {
  const [session, ...others] = sandbox.sessions()
  expect(others).toEqual([])
  expect(session!.request).toMatchObject({ firstName: marina.firstName, lastName: marina.lastName, documentId: marina.cpf })
  expect(sandbox.calls).toMatchObject({ create: 1, process: 1 })
}

describe.each(Object.entries(losses))('after %s', (_name, lose) => {
  it('at the details, what was typed is there', async ({ set }) => {
    const stage = await set()
    const { words } = stage
    await stage.widget.getByLabel(words.details.firstName, { exact: true }).fill(marina.firstName)
    await stage.widget.getByLabel(words.details.year, { exact: true }).fill(marina.year)
    await expectKept(stage, 1)
    await lose(stage)
    await goOn(stage)
    await arriveAt(stage, words.details.title)
    expect(await stage.widget.getByLabel(words.details.firstName, { exact: true }).inputValue()).toBe(marina.firstName)
    expect(await stage.widget.getByLabel(words.details.year, { exact: true }).inputValue()).toBe(marina.year)
  })

  it('at the document, the choices are there', async ({ set }) => {
    const stage = await set()
    const { words } = stage
    await giveDetails(stage)
    await chooseDocument(stage, 'IDENTITY_CARD')
    await stage.widget.getByLabel(words.document.cpf).pressSequentially(marina.cpf)
    await stage.page.waitForTimeout(500)
    await lose(stage)
    await goOn(stage)
    await arriveAt(stage, words.document.title)
    expect(await stage.widget.getByLabel(words.document.cpf).inputValue()).toBe('529.982.247-25')
    expect(await stage.widget.getByRole('combobox', { name: words.document.country }).inputValue()).toBe('Brazil')
    expect(await stage.widget.getByRole('radio', { name: words.document.categories.IDENTITY_CARD }).isChecked()).toBe(true)
  })

  it('while the picker is open over the front, everything before it is there', async ({ set }) => {
    const stage = await set()
    const { words } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await Promise.all([stage.page.waitForEvent('filechooser'), button(stage, words.capture.upload).click()])
    await lose(stage)
    await goOn(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await givePhoto(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await finishFromBack(stage)
    await expectOneSession(stage)
    await expectKept(stage, 0)
  })

  it('at the look at the front, and again at the back, the photo and what was seen on it are there', async ({ set }) => {
    const stage = await set()
    const { words } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await givePhoto(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await expectKept(stage, 2)
    await button(stage, words.back).click()
    await arriveAt(stage, words.capture.photoTitle)
    await stage.page.waitForTimeout(200)
    await lose(stage)
    await goOn(stage)
    await acceptPhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await stage.page.waitForTimeout(200)
    await lose(stage)
    await goOn(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await finishFromBack(stage)
    await expectOneSession(stage)
  })

  it('at the review, both photos are there, and what is sent is the same', async ({ set }) => {
    const stage = await set()
    await reachReview(stage)
    const manifest = () => stage.widget.locator('[data-part=manifest]').innerText()
    const before = await manifest()
    await expectKept(stage, 3)
    await lose(stage)
    await goOn(stage)
    await arriveAt(stage, stage.words.review.title)
    expect(await manifest()).toBe(before)
    await submit(stage)
    await expectApproved(stage)
    await expectOneSession(stage)
    await expectKept(stage, 0)
  })

  it('while the session is made, it is made once', async ({ set }) => {
    const stage = await set()
    const { words, sandbox, page } = stage
    await reachReview(stage)
    await page.context().route('**/api/kyc/**', loseFirstAnswer())
    await submit(stage)
    await arriveAt(stage, words.progress.creating)
    await expect.poll(() => sandbox.calls.create).toBe(1)
    await lose(stage)
    await goOn(stage)
    // Where the host says that creating is safe to repeat, nobody is asked
    const retry = button(stage, words.tryAgain)
    await retry.or(stage.widget.getByRole('heading', { name: words.result.approved })).waitFor()
    if (await retry.isVisible()) await retry.click()
    await expectApproved(stage)
    await expectOneSession(stage)
    await expectKept(stage, 0)
  })

  it('while the photos are sent, the side that has arrived is not sent again', async ({ set }) => {
    const stage = await set()
    const { words, sandbox, page } = stage
    await reachReview(stage)
    const posts: string[] = []
    // The second of the two hangs
    const hangSecond = (route: Route) => {
      if (route.request().method() !== 'POST') return void route.continue()
      posts.push(route.request().url())
      if (posts.length !== 2) void route.continue().catch(() => {})
    }
    const storage = (url: URL) => url.port !== new URL(page.url()).port
    await page.context().route(storage, hangSecond)
    await submit(stage)
    await stage.widget.getByText(words.progress.arrived, { exact: true }).waitFor()
    await expect.poll(() => sandbox.calls.upload).toBe(1)
    await stage.page.waitForTimeout(200)
    await lose(stage)
    await goOn(stage)
    await expectApproved(stage)
    await expectOneSession(stage)
    expect(sandbox.calls.upload).toBe(2)
    await expectKept(stage, 0)
  })

  it('while the processing is started, it is started once', async ({ set }) => {
    const stage = await set()
    const { sandbox, page } = stage
    await reachReview(stage)
    await page.context().route('**/process', loseFirstAnswer())
    await submit(stage)
    await expect.poll(() => sandbox.calls.process).toBe(1)
    await lose(stage)
    await goOn(stage)
    await expectApproved(stage)
    await expectOneSession(stage)
    expect(sandbox.calls.upload).toBe(2)
  })

  it('while the document is checked, the looking goes on', async ({ set }) => {
    const stage = await set({ scenario: 'slow', speed: 4 })
    await reachReview(stage)
    await submit(stage)
    await arriveAt(stage, stage.words.progress.checking)
    await stage.page.waitForTimeout(200)
    await lose(stage)
    await goOn(stage)
    await expectApproved(stage)
    await expectOneSession(stage)
    expect(stage.sandbox.calls.upload).toBe(2)
    await expectKept(stage, 0)
  })
})

describe('a draft', () => {
  it('is gone once its time is over', async ({ set }) => {
    const stage = await set()
    const { words, page } = stage
    await giveDetails(stage)
    await expectKept(stage, 1)
    // One hour, on a clock of the page's own
    await page.addInitScript(() => {
      const { now } = Date
      Date.now = () => now() + 3_600_001
    })
    await page.reload()
    await stage.widget.getByRole('heading', { name: words.details.title }).waitFor()
    await expectKept(stage, 0)
  })

  it('holds no answer, no photo and no name of the person in the clear', async ({ set }) => {
    const stage = await set()
    await reachReview(stage)
    await expectKept(stage, 3)
    const customer = await stage.page.locator('meta[name=customer]').getAttribute('content')
    const stored = (await storedTexts(stage)).join('\n')
    expect(customer).toMatch(/^[0-9a-f]{16}$/)
    const secrets = [marina.firstName, 'Concei', marina.cpf, '529.982', 'BRAZIL', 'IDENTITY_CARD', 'image/jpeg', 'JFIF', 'ÿØÿ', customer!]
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([])
    const elsewhere = await stage.page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), location.href])
    expect(elsewhere).toEqual([[], [], expect.not.stringMatching(/[?#]/)])
  })

  it('is gone when the person starts afresh', async ({ set }) => {
    const stage = await set()
    const { words } = stage
    await reachReview(stage)
    await expectKept(stage, 3)
    await stage.page.reload()
    await arriveAt(stage, words.resume.title)
    await button(stage, words.resume.afresh).click()
    await arriveAt(stage, words.details.title)
    expect(await stage.widget.getByLabel(words.details.firstName, { exact: true }).inputValue()).toBe('')
    await expectKept(stage, 0)
    await stage.page.reload()
    await stage.widget.getByRole('heading', { name: words.details.title }).waitFor()
  })

  it('is gone when the person leaves', async ({ set }) => {
    const stage = await set()
    const { words } = stage
    await giveDetails(stage)
    await expectKept(stage, 1)
    await button(stage, words.back).click()
    await arriveAt(stage, words.details.title)
    await button(stage, words.cancel).click()
    await expectKept(stage, 0)
  })

  it('is never seen by another person at the same computer', async ({ set }) => {
    const stage = await set()
    const { words, page } = stage
    await giveDetails(stage)
    await expectKept(stage, 1)
    const cookies = await page.context().cookies()
    await page.context().clearCookies()
    await page.reload()
    await stage.widget.getByRole('heading', { name: words.details.title }).waitFor()
    await stage.widget.getByLabel(words.details.firstName, { exact: true }).fill('Tereza')
    await expectKept(stage, 2)
    await page.context().clearCookies()
    await page.context().addCookies(cookies)
    await page.reload()
    await goOn(stage)
    await arriveAt(stage, words.document.title)
    await button(stage, words.back).click()
    expect(await stage.widget.getByLabel(words.details.firstName, { exact: true }).inputValue()).toBe(marina.firstName)
  })

  it('belongs to one tab: another one begins without being asked', async ({ set }) => {
    const stage = await set()
    const { words, page } = stage
    await giveDetails(stage)
    await expectKept(stage, 1)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByRole('heading', { name: words.details.title }).waitFor()
    await other.getByLabel(words.details.firstName, { exact: true }).fill('Tereza')
    await other.waitForTimeout(600)
    expect(await recordCount(stage)).toBe(1)
    await other.close()
    await page.reload()
    await goOn(stage)
    await arriveAt(stage, words.document.title)
  })

  it('is not missed where the storage is blocked, and the developer is told', async ({ set }) => {
    const stage = await set({
      prepare: (page) =>
        page.addInitScript(() => {
          IDBFactory.prototype.open = () => {
            throw new DOMException('blocked', 'SecurityError')
          }
        }),
    })
    stage.expectConsole(/^idstep: draft-blocked: /)
    await reachReview(stage)
    await submit(stage)
    await expectApproved(stage)
    expect(stage.complaints.filter((line) => line.includes('draft-blocked'))).toHaveLength(1)
  })

  it('is not missed where the storage is full, and nothing old is left in its place', async ({ set }) => {
    const stage = await set({
      prepare: (page) =>
        page.addInitScript(() => {
          const { put } = IDBObjectStore.prototype
          IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
            if (String(key).includes('/')) throw new DOMException('full', 'QuotaExceededError')
            return put.call(this, value, key)
          }
        }),
    })
    stage.expectConsole(/^idstep: draft-full: /)
    await giveDetails(stage)
    await giveDocument(stage)
    await expectKept(stage, 1)
    await givePhoto(stage, 'front')
    await arriveAt(stage, stage.words.capture.titles.IDENTITY_CARD.back)
    await expectKept(stage, 0)
    await finishFromBack(stage)
  })
})
