import type { Browser } from 'playwright'
import { beforeAll, describe, expect } from 'vitest'
import { browserWithCamera } from './film.ts'
import { insecureDoor } from './insecure-door.ts'
import { corners, lookAt } from './photos.ts'
import { it } from './stage.ts'
import { arriveAt, button, expectApproved, giveDetails, giveDocument, givePhoto, submit, takePhoto } from './steps.ts'

let withCamera: Browser

beforeAll(async () => {
  withCamera = await browserWithCamera()
})

describe('the camera', () => {
  it('takes both sides of an identity card, at the full size of its track and not mirrored', async ({ set }) => {
    const stage = await set({ browser: withCamera, permissions: ['camera'] })
    const { words, sandbox } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await takePhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await takePhoto(stage)
    await arriveAt(stage, words.review.title)
    expect(new Set((await stage.readings()).tracks)).toEqual(new Set(['ended']))
    await submit(stage)
    await expectApproved(stage)
    const { front, back } = sandbox.sessions()[0]!.objects
    for (const photo of [front!, back!]) {
      expect(await lookAt(photo.bytes)).toEqual({ width: 1920, height: 1080, corners, middle: 'white' })
    }
  })

  it('takes the photo page of a passport, and nothing asks for another side', async ({ set }) => {
    const stage = await set({ browser: withCamera, permissions: ['camera'] })
    const { words, sandbox } = stage
    await giveDetails(stage)
    await giveDocument(stage, 'PASSPORT')
    await takePhoto(stage)
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)
    expect(Object.keys(sandbox.sessions()[0]!.objects)).toEqual(['front'])
    const { front } = sandbox.sessions()[0]!.objects
    expect(await lookAt(front!.bytes)).toEqual({ width: 1920, height: 1080, corners, middle: 'white' })
  })

  it('ends with Escape, with its button, and when the host takes the widget away', async ({ set }) => {
    const stage = await set({ browser: withCamera, permissions: ['camera'] })
    const { words, widget, page } = stage
    const open = async () => {
      await button(stage, words.capture.useCamera).click()
      await widget.getByText(words.camera.fit.card).waitFor()
      expect((await stage.readings()).tracks).toContain('live')
    }
    await giveDetails(stage)
    await giveDocument(stage)
    await open()
    await page.keyboard.press('Escape')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await stage.expectNothingLeft()
    await open()
    await button(stage, words.camera.closeCamera).click()
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await stage.expectNothingLeft()
    await open()
    await stage.replaceWidget()
    await stage.expectNothingLeft()
  })

  it('ends a stream that arrives after the widget has gone', async ({ set }) => {
    const stage = await set({ browser: withCamera, permissions: ['camera'], prepare: (page) => page.addInitScript(slowCamera) })
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, stage.words.capture.useCamera).click()
    await stage.widget.getByText(stage.words.camera.allow).waitFor()
    await stage.replaceWidget()
    // Twice: StrictMode mounts the camera two times
    await expect.poll(async () => (await stage.readings()).tracks, { timeout: 5_000 }).toEqual(['ended', 'ended'])
  })

  it('that is refused says so and leaves every other way open', async ({ set }) => {
    const stage = await set({ browser: withCamera })
    const { words, widget } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, words.capture.useCamera).click()
    await arriveAt(stage, words.errors['camera-denied'].title)
    await widget.getByText(words.errors['camera-denied'].text).waitFor()
    await stage.page.context().grantPermissions(['camera'])
    await button(stage, words.tryAgain).click()
    await widget.getByText(words.camera.fit.card).waitFor()
    await button(stage, words.camera.closeCamera).click()
    await finishByFile(stage)
  })
})

describe('without a camera', () => {
  it('the widget says that none was found, and the picker works on', async ({ set }) => {
    const stage = await set({ permissions: ['camera'] })
    const { words } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, words.capture.useCamera).click()
    await arriveAt(stage, words.errors['camera-missing'].title)
    await finishByFile(stage)
  })

  it('on a page that is not secure, the widget says that it cannot be used, and the picker works on', async ({ set }) => {
    const stage = await set({ address: insecureDoor })
    const { words } = stage
    expect(await stage.page.evaluate(() => isSecureContext)).toBe(false)
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, words.capture.useCamera).click()
    await arriveAt(stage, words.errors['camera-insecure'].title)
    await finishByFile(stage)
  })
})

type Stage = Parameters<typeof giveDetails>[0]

/** From the front, wherever its picker is shown, to the approval. */
async function finishByFile(stage: Stage): Promise<void> {
  const { capture, review } = stage.words
  await givePhoto(stage, 'front')
  await arriveAt(stage, capture.titles.IDENTITY_CARD.back)
  await givePhoto(stage, 'back')
  await arriveAt(stage, review.title)
  await submit(stage)
  await expectApproved(stage)
}

/** Runs in the page: the camera takes two seconds to open. */
function slowCamera(): void {
  const { mediaDevices } = navigator
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return stream
  }
}
