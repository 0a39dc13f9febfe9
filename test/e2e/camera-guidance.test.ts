import { beforeAll, describe, expect } from 'vitest'
import { minShortSidePixels } from '../../src/core/documents.ts'
import { browserWithCamera, filmed, type FilmingBrowser } from './film.ts'
import { it, type Stage } from './stage.ts'
import { acceptPhoto, arriveAt, button, giveDetails, giveDocument, openCamera, takingWith } from './steps.ts'

let filming: FilmingBrowser

beforeAll(async () => {
  filming = await browserWithCamera()
})

const withCamera = () => ({ browser: filming.browser, permissions: ['camera'] })

async function reachCamera(stage: Stage): Promise<void> {
  await giveDetails(stage)
  await giveDocument(stage)
  await openCamera(stage)
}

/** Switches the automatic photo off in the camera's options. */
async function switchOff(stage: Stage): Promise<void> {
  const { camera, close } = stage.words
  await button(stage, camera.options).click()
  await stage.widget.getByRole('switch', { name: camera.takesByItself }).click()
  await button(stage, close).click()
  await stage.widget.getByText(camera.manual).waitFor()
}

describe('the live camera', () => {
  it('takes nothing of an empty table, says what it looks for, and takes the card that is laid there with nobody touching', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, widget, page } = stage
    await filming.show('table')
    await reachCamera(stage)
    await widget.getByText(words.camera.automatic).waitFor()
    await page.waitForTimeout(6_000)
    await widget.getByRole('status').getByText(words.camera.hints['no-document']).waitFor()
    await widget.getByText(words.camera.fit.card).waitFor()
    expect((await stage.readings()).said).not.toContain(words.camera.taken)
    await filming.show('front')
    await arriveAt(stage, words.capture.photoTitle)
    const { said } = await stage.readings()
    const { hints, taken } = words.camera
    expect(said).toEqual(expect.arrayContaining([hints['no-document'], hints.steady, taken]))
    await acceptPhoto(stage)
  })

  it('tells a card that lies too far away, and waits', async ({ set }) => {
    const far = await browserWithCamera({ ...filmed, share: 0.15 })
    const stage = await set({ browser: far.browser, permissions: ['camera'] })
    const { words, widget, page } = stage
    await far.show('front')
    await reachCamera(stage)
    await widget.getByRole('status').getByText(words.camera.hints.closer).waitFor()
    await page.waitForTimeout(2_000)
    await widget.getByText(words.camera.fit.card).waitFor()
  })

  it('takes nothing by itself when that is switched off; Space and Enter do, and it stays off for the other side', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, widget, page } = stage
    await filming.show('table')
    await reachCamera(stage)
    await switchOff(stage)
    await filming.show('front')
    await widget.getByRole('status').getByText(words.camera.hints.steady).waitFor()
    await page.waitForTimeout(3_000)
    await widget.getByText(words.camera.fit.card).waitFor()
    await widget.getByRole('heading', { name: words.capture.titles.IDENTITY_CARD.front }).focus()
    await page.keyboard.press('Space')
    await acceptPhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await filming.show('back')
    await openCamera(stage)
    await widget.getByText(words.camera.manual).waitFor()
    await widget.getByRole('status').getByText(words.camera.hints.steady).waitFor()
    await button(stage, words.camera.shutter).focus()
    await page.keyboard.press('Enter')
    await acceptPhoto(stage)
    await arriveAt(stage, words.review.title)
  })

  it('has a shutter that always works; what cannot be read may be used from the second photo on', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, widget } = stage
    await filming.show('table')
    await reachCamera(stage)
    await button(stage, words.camera.shutter).click()
    await widget.getByRole('status').getByText(words.quality.issues['no-document'].title).waitFor()
    expect(await button(stage, words.capture.usePhoto).or(button(stage, words.quality.useAnyway)).count()).toBe(0)
    await button(stage, words.capture.retake).click()
    await widget.getByText(words.camera.fit.card).waitFor()
    await button(stage, words.camera.shutter).click()
    await button(stage, words.quality.useAnyway).click()
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await takingWith(filming)(stage, 'back')
    await arriveAt(stage, words.review.title)
  })

  it('opens for the other side without asking the browser again', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, page } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await takingWith(filming)(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await filming.show('table')
    const tookMs = await page.evaluate(async (name) => {
      const startedAt = performance.now()
      for (const press of document.querySelectorAll('button')) if (press.textContent === name) press.click()
      for (;;) {
        const video = document.querySelector<HTMLVideoElement>('[data-part=camera-feed]')
        if (video && video.videoWidth > 0 && video.readyState >= 2) return Math.round(performance.now() - startedAt)
        await new Promise(requestAnimationFrame)
      }
    }, words.capture.useCamera)
    console.info(`first frame of the other side after ${tookMs} ms`)
    await stage.widget.getByText(words.camera.fit.card).waitFor()
    expect(await stage.readings()).toMatchObject({ cameraCalls: 1, tracks: ['live'] })
  })

  it('gives a photo that is large enough also with a camera of 1280 × 720', async ({ set }) => {
    const small = await browserWithCamera({ ...filmed, width: 1280, height: 720 })
    const stage = await set({ browser: small.browser, permissions: ['camera'] })
    const { words, widget } = stage
    await small.show('front')
    await reachCamera(stage)
    await arriveAt(stage, words.capture.photoTitle)
    const height = (await widget.locator('[data-part=photo-name]').innerText()).split(/\s/).at(-1)
    expect(Number(height)).toBeGreaterThanOrEqual(minShortSidePixels)
  })
})
