import type { CDPSession } from 'playwright'
import { describe, expect } from 'vitest'
import { it, type Stage } from './stage.ts'
import { arriveAt, button, expectApproved, reachReview, submit } from './steps.ts'

/** Lets the page send at most so many bytes a second. */
async function slowDown({ page }: Stage, bytesPerSecond: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const limits = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond }
  await session.send('Network.emulateNetworkConditions', limits)
  return session
}

/** Submits over a slow link and waits until photos are on their way. */
async function submitSlowly(stage: Stage): Promise<void> {
  await reachReview(stage)
  await slowDown(stage, 20_000)
  await submit(stage)
  await arriveAt(stage, stage.words.progress.uploading)
  await expect.poll(async () => (await stage.readings()).openRequests.filter((it) => it.startsWith('POST'))).toHaveLength(2)
}

/** Nothing more of a verification reaches the vendor. */
async function expectSilence({ sandbox, page }: Stage): Promise<void> {
  const before = sandbox.calls
  await page.waitForTimeout(1_500)
  expect(sandbox.calls).toEqual(before)
  expect(sandbox.calls).toMatchObject({ create: 1, process: 0, read: 0 })
  expect(sandbox.objects()).toEqual([])
}

describe('Submit', () => {
  it('makes one session however often it is pressed', async ({ set }) => {
    const stage = await set()
    await reachReview(stage)
    const { review } = stage.words
    await button(stage, review.submit).evaluate((element: HTMLElement) => {
      for (let press = 0; press < 5; press++) element.click()
    })
    await expectApproved(stage)
    expect(stage.sandbox.calls).toMatchObject({ create: 1, upload: 2, process: 1 })

    const again = await set()
    await reachReview(again)
    await button(again, review.submit).dblclick()
    await expectApproved(again)
    expect(again.sandbox.calls).toMatchObject({ create: 1, upload: 2, process: 1 })
  })
})

describe('leaving while the photos are on their way', () => {
  it('by Cancel ends every request, and nothing follows', async ({ set }) => {
    const stage = await set()
    await submitSlowly(stage)
    await button(stage, stage.words.cancel).click()
    expect(await stage.hostStatus.getAttribute('data-status')).toBe('cancelled')
    await stage.expectNothingLeft()
    await expectSilence(stage)
  })

  it('because the host takes the widget away ends every request, and nothing follows', async ({ set }) => {
    const stage = await set()
    await submitSlowly(stage)
    await stage.replaceWidget()
    await stage.expectNothingLeft()
    await expectSilence(stage)
  })

  it('while the verdict is awaited ends the looking', async ({ set }) => {
    const stage = await set({ scenario: 'never-finishes' })
    await reachReview(stage)
    await submit(stage)
    await arriveAt(stage, stage.words.progress.checking)
    await stage.replaceWidget()
    await stage.expectNothingLeft()
    const { read } = stage.sandbox.calls
    await stage.page.waitForTimeout(2_500)
    expect(stage.sandbox.calls.read).toBe(read)
  })
})
