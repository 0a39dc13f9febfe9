import { beforeAll, describe, expect } from 'vitest'
import { markersOf } from '../fixtures/jpeg.ts'
import { browserWithCamera, filmed, type FilmingBrowser } from './film.ts'
import { corners, lookAt } from './photos.ts'
import { it, type Stage } from './stage.ts'
import { stageCameras } from './staged-cameras.ts'
import {
  acceptPhoto, arriveAt, button, expectApproved, giveDetails, giveDocument, openCamera, submit, takePhoto, takingWith,
} from './steps.ts'

let filming: FilmingBrowser

beforeAll(async () => {
  filming = await browserWithCamera()
})

const withCamera = () => ({ browser: filming.browser, permissions: ['camera'] })

/** Guide and shutter, with nothing of either beyond the edge of the window. */
async function expectInView(stage: Stage): Promise<void> {
  const { page, widget, words } = stage
  const { width, height } = page.viewportSize()!
  for (const shown of [widget.locator('[data-part="guide"]'), button(stage, words.camera.shutter)]) {
    const { x, y, width: wide, height: tall } = (await shown.boundingBox())!
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
    expect(x + wide).toBeLessThanOrEqual(width)
    expect(y + tall).toBeLessThanOrEqual(height)
  }
}

/** The whole document as it lies there, as large as the camera filmed it, with nothing but the picture in the file. */
async function expectGoodPhoto(bytes: Uint8Array, side: 'front' | 'back', share = filmed.share): Promise<void> {
  const look = await lookAt(bytes)
  expect(look).toMatchObject({ corners, side })
  // Cut to the guide with its margin: larger than the document, smaller than the frame, and never scaled
  expect(look.width).toBeGreaterThan(filmed.width * share)
  expect(look.width).toBeLessThan(filmed.width * 0.75)
  // APP1 to APP15 and comments (ITU T.81, table B.1) can tell more than the picture
  expect(markersOf(bytes).filter((marker) => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe)).toEqual([])
}

describe('the camera', () => {
  it('takes both sides of an identity card at the sensor’s size, whole and not mirrored, asking for the camera once', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, sandbox } = stage
    const take = takingWith(filming)
    await giveDetails(stage)
    await giveDocument(stage)
    await take(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    expect((await stage.readings()).tracks).toEqual(['live'])
    await take(stage, 'back')
    await arriveAt(stage, words.review.title)
    expect((await stage.readings()).tracks).toEqual(['ended'])
    await submit(stage)
    await expectApproved(stage)
    const { front, back } = sandbox.sessions()[0]!.objects
    await expectGoodPhoto(front!.bytes, 'front')
    await expectGoodPhoto(back!.bytes, 'back')
  })

  it('takes the photo page of a passport, and nothing asks for another side', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, sandbox } = stage
    await filming.show('passport')
    await giveDetails(stage)
    await giveDocument(stage, 'PASSPORT')
    await takePhoto(stage)
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)
    expect(Object.keys(sandbox.sessions()[0]!.objects)).toEqual(['front'])
    await expectGoodPhoto(sandbox.sessions()[0]!.objects.front!.bytes, 'front')
  })

  it('asks about a back that looks like the front, and believes the person', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, sandbox, widget } = stage
    await filming.show('front')
    await giveDetails(stage)
    await giveDocument(stage)
    await takePhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await button(stage, words.capture.useCamera).click()
    await arriveAt(stage, words.capture.photoTitle)
    await widget.getByRole('status').getByText(words.quality.sameText).waitFor()
    await filming.show('back')
    await button(stage, words.capture.retake).click()
    await acceptPhoto(stage)
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)
    await expectGoodPhoto(sandbox.sessions()[0]!.objects.back!.bytes, 'back')
  })

  // The last three: a phone on its side, a foldable open and closed
  it.for([[1280, 900], [1280, 640], [390, 664], [844, 390], [673, 841], [344, 882]])('has its guide and its shutter in view at %i by %i, and a press on the picture keeps the keys', async ([width, height], { set }) => {
    const stage = await set(withCamera())
    const { words, page, widget } = stage
    await filming.show('table')
    await page.setViewportSize({ width: width!, height: height! })
    await reachFront(stage)
    await openCamera(stage)
    await expectInView(stage)
    await widget.locator('[data-part="guide"]').click()
    await page.keyboard.press('Space')
    await arriveAt(stage, words.capture.photoTitle)
  })

  it.for([[1280, 900], [1280, 640], [390, 844], [360, 740], [673, 841]])('has a guide over five sixths of the lines of a feed that lies at %i by %i, and a feed that stands fills the view', async ([width, height], { set }) => {
    const cameras = [
      { id: 'lies', label: 'Webcam', picture: 'colours' as const },
      { id: 'stands', label: 'camera2 0, facing back', picture: 'colours' as const, width: 720, height: 1280 },
    ]
    const stage = await set({ permissions: ['camera'], prepare: (page) => stageCameras(page, { cameras }) })
    const { words, page, widget } = stage
    await page.setViewportSize({ width: width!, height: height! })
    await reachFront(stage)
    await openCamera(stage)
    const look = () => widget.evaluate((root) => {
      const [feed, guide, view] = ['camera-feed', 'guide', 'camera'].map((part) => root.querySelector(`[data-part=${part}]`)!)
      const { videoWidth, videoHeight } = feed as HTMLVideoElement
      const [box, over, all] = [feed!, guide!, view!].map((element) => element.getBoundingClientRect()) as [DOMRect, DOMRect, DOMRect]
      const shown = Math.max(box.width / videoWidth, box.height / videoHeight)
      const isWithin = over.left >= box.left && over.right <= box.right && over.top >= box.top && over.bottom <= box.bottom
      return { videoHeight, guidePixels: Math.round(over.width / shown), isWithin, isAll: box.height === all.height }
    })
    const heights = async () => (await look()).videoHeight
    for (const next of [1280, 720]) {
      if ((await heights()) !== next) await button(stage, words.camera.flip).click()
      await expect.poll(heights).toBe(next)
      await widget.getByText(words.camera.fit.card).waitFor()
      await expect.poll(async () => (await look()).isAll).toBe(next === 1280)
      const { guidePixels, isWithin } = await look()
      expect(isWithin).toBe(true)
      if (next === 720) expect(guidePixels).toBeGreaterThanOrEqual(590)
    }
  })

  it('goes on when the device is turned, with the same stream', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, page, widget } = stage
    await filming.show('table')
    await page.setViewportSize({ width: 390, height: 844 })
    await reachFront(stage)
    await openCamera(stage)
    for (const [width, height] of [[844, 390], [390, 844]] as const) {
      await page.setViewportSize({ width, height })
      await widget.locator('[data-part="camera"]').evaluate((camera) => camera.scrollIntoView({ block: 'start' }))
      await expectInView(stage)
      expect(await stage.readings()).toMatchObject({ cameraCalls: 1, tracks: ['live'] })
      await widget.getByText(words.camera.fit.card).waitFor()
    }
    await button(stage, words.camera.shutter).click()
    await arriveAt(stage, words.capture.photoTitle)
  })

  it('ends with Escape, with its button, and when the host takes the widget away', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, page } = stage
    await filming.show('table')
    const open = async () => {
      await openCamera(stage)
      expect((await stage.readings()).tracks).toContain('live')
    }
    await reachFront(stage)
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
})

async function reachFront(stage: Stage): Promise<void> {
  await giveDetails(stage)
  await giveDocument(stage)
}
