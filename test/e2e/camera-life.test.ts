import { beforeAll, describe, expect } from 'vitest'
import { browserWith } from './browser.ts'
import { browserWithCamera, type FilmingBrowser } from './film.ts'
import { it, type Stage, type StageOptions } from './stage.ts'
import { stageCameras, type StagedCameras } from './staged-cameras.ts'
import { arriveAt, button, giveDetails, giveDocument, givePhoto, openCamera } from './steps.ts'

let filming: FilmingBrowser

beforeAll(async () => {
  filming = await browserWithCamera()
})

/** A real camera, before which something may stand. */
const withCamera = (staged: StagedCameras = {}): StageOptions => ({
  browser: filming.browser,
  permissions: ['camera'],
  prepare: (page) => stageCameras(page, staged),
})

async function reachFront(stage: Stage): Promise<void> {
  await filming.show('table')
  await giveDetails(stage)
  await giveDocument(stage)
}

const states = async (stage: Stage) => (await stage.readings()).tracks
const asking = (stage: Stage) => stage.widget.getByText(stage.words.camera.allow).waitFor()
const pressCamera = (stage: Stage) => button(stage, stage.words.capture.useCamera).click()
const pressAndBeAsked = (stage: Stage) => pressCamera(stage).then(() => asking(stage))

/** Runs in the page: whatever is made of a picture takes a second and a half. */
function slowPictures(): void {
  // Without these a bitmap is made of each picture
  Object.defineProperty(window, 'VideoFrame', { value: undefined })
  const { createImageBitmap: make } = window
  window.createImageBitmap = (async (...given: Parameters<typeof make>) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    return make(...given)
  }) as typeof make
}

type Reach = (stage: Stage) => Promise<void>

/** Where a person can be when the host takes the widget away: how the stage is set, and how to get there. */
const moments: [moment: string, options: () => StageOptions, reach: Reach, tracks: string[]][] = [
  ['asks', () => withCamera({ delayMs: Infinity }), pressAndBeAsked, []],
  ['asks, and the stream arrives later', () => withCamera({ delayMs: 1_500 }), pressAndBeAsked, ['ended']],
  [
    'starts',
    () => withCamera({ cameras: [{ id: 'slow', label: 'Camera', picture: 'none' }] }),
    async (stage) => {
      await pressCamera(stage)
      await expect.poll(() => states(stage)).toEqual(['live'])
    },
    ['ended'],
  ],
  ['is live', () => withCamera(), (stage) => openCamera(stage), ['ended']],
  [
    'takes a photo',
    () => ({ ...withCamera(), prepare: (page) => page.addInitScript(slowPictures) }),
    async (stage) => {
      await openCamera(stage)
      await button(stage, stage.words.camera.shutter).click()
      await stage.widget.getByText(stage.words.camera.taking).waitFor()
    },
    ['ended'],
  ],
  [
    'has a photo looked at',
    () => withCamera(),
    async (stage) => {
      await openCamera(stage)
      await button(stage, stage.words.camera.shutter).click()
      await arriveAt(stage, stage.words.capture.photoTitle)
    },
    ['ended'],
  ],
]

describe('a widget that is taken away', () => {
  for (const [moment, options, reach, tracks] of moments) {
    it(`while its camera ${moment} leaves no light on, no object URL and no word`, async ({ set }) => {
      const stage = await set(options())
      await reachFront(stage)
      await reach(stage)
      await stage.replaceWidget()
      await expect.poll(() => states(stage), { timeout: 5_000 }).toEqual(tracks)
      await stage.expectNothingLeft()
    })
  }
})

describe('the camera', () => {
  it('can be left while its question stands open, and a stream that comes later is ended at once', async ({ set }) => {
    const stage = await set(withCamera({ delayMs: 2_000 }))
    const { words } = stage
    await reachFront(stage)
    await pressCamera(stage)
    await asking(stage)
    await button(stage, words.camera.closeCamera).click()
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await expect.poll(() => states(stage), { timeout: 5_000 }).toEqual(['ended'])
    await stage.expectNothingLeft()
    // And it opens again
    await stage.page.evaluate(() => {
      window.staged.delayMs = 0
    })
    await openCamera(stage)
    expect(await states(stage)).toEqual(['ended', 'live'])
  })

  it('is restarted once when its stream is lost, and says so the second time, with every other way', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, page, widget } = stage
    stage.expectConsole(/^idstep: camera-failed: /)
    await reachFront(stage)
    await openCamera(stage)
    await page.evaluate(() => window.unplug())
    await expect.poll(() => states(stage)).toEqual(['ended', 'live'])
    await widget.getByText(words.camera.fit.card).waitFor()
    await page.evaluate(() => window.unplug())
    await arriveAt(stage, words.errors['camera-failed'].title)
    await widget.getByText(words.capture.otherWays, { exact: true }).waitFor()
    await button(stage, words.capture.upload).waitFor()
    await stage.expectNothingLeft()
    expect((await stage.readings()).cameraCalls).toBe(2)
  })

  it('that was pulled out and is gone leads to every other way at once', async ({ set }) => {
    const stage = await set(withCamera())
    const { words, page } = stage
    stage.expectConsole(/^idstep: camera-missing: /)
    await reachFront(stage)
    await openCamera(stage)
    await page.evaluate(() => {
      window.staged.refusal = { name: 'NotFoundError', message: 'Requested device not found' }
      window.unplug()
    })
    await arriveAt(stage, words.errors['camera-missing'].title)
    await button(stage, words.capture.upload).waitFor()
    await stage.expectNothingLeft()
  })
})

describe('two cameras', () => {
  it('are switched by a press or chosen by name, and the choice holds for the other side', async ({ set }) => {
    // Two of Chromium's own: real devices, though they film no document
    const browser = await browserWith(['--use-fake-device-for-media-stream=device-count=2,fps=30'])
    const stage = await set({ browser, permissions: ['camera'] })
    const { words, widget } = stage
    const chosen = () => widget.getByRole('dialog').getByRole('button', { pressed: true }).innerText()
    const look = async () => {
      await button(stage, words.camera.options).click()
      const name = await chosen()
      await button(stage, words.close).click()
      return name
    }
    await giveDetails(stage)
    await giveDocument(stage)
    await openCamera(stage)
    const first = await look()
    await button(stage, words.camera.flip).click()
    await expect.poll(() => states(stage)).toEqual(['ended', 'live'])
    await widget.getByText(words.camera.fit.card).waitFor()
    const second = await look()
    expect(second).not.toBe(first)
    await button(stage, words.camera.options).click()
    await widget.getByRole('dialog').getByRole('button', { name: first }).click()
    await expect.poll(() => states(stage)).toEqual(['ended', 'ended', 'live'])
    await widget.getByText(words.camera.fit.card).waitFor()
    expect(await look()).toBe(first)
    await button(stage, words.camera.flip).click()
    await expect.poll(() => states(stage)).toEqual(['ended', 'ended', 'ended', 'live'])
    await widget.getByText(words.camera.fit.card).waitFor()

    await button(stage, words.camera.closeCamera).click()
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await givePhoto(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await openCamera(stage)
    expect(await look()).toBe(second)
    expect((await states(stage)).filter((state) => state === 'live')).toHaveLength(1)
  })
})
