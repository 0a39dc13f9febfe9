import { describe, expect } from 'vitest'
import { formatBytes } from '../../src/locales/messages.ts'
import { corners, lookAt } from './photos.ts'
import { it } from './stage.ts'
import {
  arriveAt,
  button,
  expectApproved,
  givePhoto,
  marina,
  reachReview,
  submit,
  submitAll,
} from './steps.ts'

const failedRequest = (status: number) => new RegExp(`^Failed to load resource: .* ${status} `)
const cutRequest = /^Failed to load resource: net::ERR_(EMPTY_RESPONSE|CONNECTION_RESET)/

describe('the whole line by file', () => {
  it('approves, and the host learns the vendor’s id of the person', async ({ set }) => {
    const stage = await set({ scenario: 'approved' })
    await submitAll(stage)
    await expectApproved(stage)
    expect(stage.sandbox.calls).toMatchObject({ create: 1, upload: 2, process: 1 })
    await button(stage, stage.words.result.continue).click()
    expect(await stage.widget.count()).toBe(0)
    await stage.expectNothingLeft()
  })

  it('after a refusal keeps the answers, takes one new photo and approves', async ({ set }) => {
    const stage = await set({ scenario: 'declined' })
    const { words, sandbox, hostStatus, widget } = stage
    await submitAll(stage)
    await arriveAt(stage, words.result.declined)
    expect(await hostStatus.getAttribute('data-status')).toBe('declined')
    await stage.expectNothingLeft()

    sandbox.setScenario('approved')
    await button(stage, words.tryAgain).click()
    await arriveAt(stage, words.capture.photoTitle)
    await button(stage, words.capture.retake).click()
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await givePhoto(stage, 'front', { width: 1700, height: 1275 })
    await arriveAt(stage, words.review.title)
    await widget.getByText(marina.lastName).waitFor()
    await submit(stage)
    await expectApproved(stage)
    const [declined, approved] = sandbox.sessions()
    expect(approved?.request).toEqual(declined?.request)
    expect(await lookAt(approved!.objects.front!.bytes)).toEqual({ width: 1700, height: 1275, corners, side: 'front' })
    expect(approved!.objects.back!.bytes).toEqual(declined!.objects.back!.bytes)
  })

  it('waits for a slow verdict', async ({ set }) => {
    const stage = await set({ scenario: 'slow' })
    await submitAll(stage)
    await arriveAt(stage, stage.words.progress.checking)
    await expectApproved(stage)
    expect(stage.sandbox.calls.read).toBeGreaterThan(1)
  })

  it('makes a new session by itself when the upload targets are dead, says so and sends the same photos', async ({ set }) => {
    const stage = await set({ scenario: 'expired-target' })
    const { words, sandbox, widget } = stage
    await reachReview(stage)
    const promised = await widget.locator('[data-part=manifest-size]').allInnerTexts()
    stage.expectConsole(failedRequest(403))
    await submit(stage)
    await expectApproved(stage)
    expect((await stage.readings()).said).toContain(words.progress.renewed)
    const [dead, live] = sandbox.sessions()
    expect(dead!.objects).toEqual({ front: null, back: null })
    expect(live!.request).toEqual(dead!.request)
    const sizes = [live!.objects.front!, live!.objects.back!].map(({ bytes }) => formatBytes(bytes.length, words.locale))
    expect(promised.slice(1, 3)).toEqual(sizes)
    const looks = await Promise.all([live!.objects.front!, live!.objects.back!].map(({ bytes }) => lookAt(bytes)))
    expect(looks).toMatchObject([{ corners, side: 'front' }, { corners, side: 'back' }])
  })

  it('starts again with the same answers and photos when the session has expired', async ({ set }) => {
    const stage = await set({ scenario: 'session-expired' })
    const { words, sandbox, hostStatus } = stage
    await submitAll(stage)
    await arriveAt(stage, words.result.expired)
    expect(await hostStatus.getAttribute('data-status')).toBe('expired')
    await stage.expectNothingLeft()

    sandbox.setScenario('approved')
    await button(stage, words.result.startAgain).click()
    await expectApproved(stage)
    const [expired, approved] = sandbox.sessions()
    expect(approved!.request).toEqual(expired!.request)
    expect(approved!.objects.front!.bytes).toEqual(expired!.objects.front!.bytes)
    expect(approved!.objects.back!.bytes).toEqual(expired!.objects.back!.bytes)
  })

  it('says that it takes long, looks again when asked, and lets the person go with a pending outcome', async ({ set }) => {
    const stage = await set({ scenario: 'never-finishes', prepare: (page) => page.clock.install() })
    const { words, sandbox, hostStatus, page } = stage
    await submitAll(stage)
    await arriveAt(stage, words.progress.checking)
    await expect.poll(() => sandbox.calls.read).toBeGreaterThan(0)
    await page.clock.fastForward('02:01')
    await arriveAt(stage, words.result.slow)
    await stage.expectNothingLeft()

    const looks = sandbox.calls.read
    await button(stage, words.result.checkAgain).click()
    await arriveAt(stage, words.progress.checking)
    await expect.poll(() => sandbox.calls.read, { timeout: 5_000 }).toBeGreaterThan(looks)
    await page.clock.fastForward('02:01')
    await arriveAt(stage, words.result.slow)
    await button(stage, words.close).click()
    await arriveAt(stage, words.result.pending)
    expect(await hostStatus.getAttribute('data-status')).toBe('pending')
    expect(sandbox.calls).toMatchObject({ create: 1, process: 1 })
    const read = sandbox.calls.read
    await page.clock.fastForward('02:00')
    expect(sandbox.calls.read).toBe(read)
    await stage.expectNothingLeft()
  })

  it('survives an outage of the vendor: a retry goes through with nothing given again', async ({ set }) => {
    const stage = await set()
    const { words, sandbox, widget } = stage
    await reachReview(stage)
    sandbox.setScenario('vendor-down')
    stage.expectConsole(failedRequest(502), failedRequest(503), /idstep: the host answered 50\d/)
    await submit(stage)
    await arriveAt(stage, words.errors.server.title)
    await widget.getByText(words.errors.server.text).waitFor()
    await stage.expectNothingLeft()
    expect(sandbox.sessions()).toEqual([])

    sandbox.setScenario('approved')
    await button(stage, words.tryAgain).click()
    await expectApproved(stage)
    expect(sandbox.sessions()).toHaveLength(1)
  })

  it('takes a status that nobody documents for “still running”', async ({ set }) => {
    const stage = await set({ scenario: 'unknown-status', speed: 2 })
    await submitAll(stage)
    await arriveAt(stage, stage.words.progress.checking)
    await expect.poll(() => stage.sandbox.calls.read, { timeout: 5_000 }).toBeGreaterThan(0)
    expect(stage.sandbox.sessions()[0]!.session.status).toBe('PROCESSING')
    await expectApproved(stage)
  })

  it('gets through a network that cuts every first try, and says what it does', async ({ set }) => {
    const stage = await set({ scenario: 'flaky-network' })
    stage.expectConsole(cutRequest, failedRequest(502), failedRequest(503), failedRequest(504))
    await submitAll(stage)
    await expectApproved(stage)
    expect(stage.sandbox.calls).toMatchObject({ create: 1, upload: 4, process: 2 })
    expect((await stage.readings()).said).toContain(stage.words.progress.retrying)
  })

  it('brings a refused birth date back to its own field with everything typed still there', async ({ set }) => {
    const stage = await set({ scenario: 'refused-field' })
    const { words, sandbox, widget } = stage
    const field = (name: string) => widget.getByLabel(name, { exact: true })
    stage.expectConsole(/^Failed to load resource: .* 4(00|22) /)
    await submitAll(stage)
    await widget.getByRole('heading', { name: words.details.title }).waitFor()
    const alert = widget.getByRole('alert')
    await alert.getByText(words.fields.refused).waitFor()
    await widget.getByRole('group', { name: words.details.birthDate }).getByText(words.fields.refused).waitFor()
    expect(await field(words.details.firstName).inputValue()).toBe(marina.firstName)
    expect(await field(words.details.lastName).inputValue()).toBe(marina.lastName)
    expect(await field(words.details.day).inputValue()).toBe(marina.day)
    expect(await field(words.details.day).getAttribute('aria-invalid')).toBe('true')

    sandbox.setScenario('approved')
    await field(words.details.day).fill('15')
    await button(stage, words.continue).click()
    await arriveAt(stage, words.review.title)
    await widget.getByText('529.982.247-25').waitFor()
    await submit(stage)
    await expectApproved(stage)
    expect(sandbox.sessions().at(-1)!.request.birthDate).toBe('15/03/1991')
  })

  it('shows a verdict that is there at once', async ({ set }) => {
    const stage = await set({ scenario: 'failed-at-once' })
    await submitAll(stage)
    await arriveAt(stage, stage.words.result.declined)
    expect(await stage.hostStatus.getAttribute('data-status')).toBe('declined')
    await stage.expectNothingLeft()
  })
})
