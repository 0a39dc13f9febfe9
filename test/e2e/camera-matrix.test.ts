import { beforeAll, describe, expect } from 'vitest'
import type { CameraErrorCode } from '../../src/core/errors.ts'
import { doorWithoutCamera, framing, insecureDoor } from './door.ts'
import { browserWithCamera, type FilmingBrowser } from './film.ts'
import { it, type StageOptions } from './stage.ts'
import { answerPrompt, stageCameras, type StagedCameras } from './staged-cameras.ts'
import {
  acceptPhoto, arriveAt, button, expectApproved, giveDetails, giveDocument, givePhoto, openCamera, submit, takePhoto,
} from './steps.ts'

let filming: FilmingBrowser

beforeAll(async () => {
  filming = await browserWithCamera()
})

const staged = (cameras: StagedCameras): StageOptions => ({
  permissions: ['camera'],
  prepare: (page) => stageCameras(page, cameras),
})
const showing = (picture: 'black' | 'none') => staged({ cameras: [{ id: 'dead', label: 'Camera', picture }] })
const refusing = (name: string, message: string) => staged({ refusal: { name, message } })
const withCamera = (options: StageOptions = {}): StageOptions => ({
  browser: filming.browser,
  permissions: ['camera'],
  ...options,
})
/** As Chromium answers where nobody has allowed it. */
const answering = (setting: 'denied' | 'prompt') =>
  withCamera({ permissions: [], prepare: (page) => answerPrompt(page, setting) })

/** Every way in which a camera is not there: how it comes about, and which screen tells. */
const matrix: [what: string, code: CameraErrorCode, options: () => StageOptions][] = [
  ['a person who does not allow it', 'camera-denied', () => withCamera({ permissions: [] })],
  ['a remembered denial', 'camera-denied', () => answering('denied')],
  ['a question that was closed', 'camera-dismissed', () => answering('prompt')],
  ['a system that denies it', 'camera-system', () => refusing('NotAllowedError', 'Permission denied by system')],
  ['no camera', 'camera-missing', () => ({ permissions: ['camera'] })],
  ['a camera in use', 'camera-busy', () => refusing('NotReadableError', 'Could not start video source')],
  ['a header that forbids it', 'camera-policy', () => withCamera({ address: doorWithoutCamera })],
  ['a frame that does not pass it on', 'camera-iframe', () => withCamera({ address: framing(''), isFramed: true })],
  ['a page that is not secure', 'camera-insecure', () => withCamera({ address: insecureDoor })],
  [
    'an app without a way to the camera',
    'camera-unsupported',
    () => ({ prepare: (page) => page.addInitScript(withoutApi) }),
  ],
  ['a camera that sends black', 'camera-black', () => showing('black')],
  ['a camera that sends nothing', 'camera-black', () => showing('none')],
]

/** Runs in the page. */
function withoutApi(): void {
  Object.defineProperty(navigator, 'mediaDevices', { value: undefined })
}

/** On such a page it never works, and is not offered again. */
const never: readonly CameraErrorCode[] = ['camera-insecure', 'camera-policy', 'camera-iframe', 'camera-unsupported']

describe('a camera that cannot be had', () => {
  for (const [what, code, options] of matrix) {
    it(`because of ${what} leads to ${code}, with words, a hint for the developer and every other way`, async ({ set }) => {
      const stage = await set(options())
      const { words, widget } = stage
      const isOurs = new RegExp(`^idstep: ${code}: `)
      stage.expectConsole(isOurs, /^\[Violation\] Permissions policy violation/, /permissions policy/i, /^idstep: draft-insecure: /)
      await giveDetails(stage)
      await giveDocument(stage)
      await button(stage, words.capture.useCamera).click()
      await arriveAt(stage, words.errors[code].title)
      await widget.getByText(words.errors[code].text, { exact: true }).waitFor()
      await stage.expectNothingLeft()
      await expect.poll(() => stage.complaints.filter((line) => isOurs.test(line))).toHaveLength(1)
      const again = await button(stage, words.tryAgain).or(button(stage, words.capture.useCamera)).allInnerTexts()
      expect(again).toEqual(never.includes(code) ? [] : [words.tryAgain])
      await givePhoto(stage, 'front')
      await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    })
  }

  it('is restarted once when it sends black, before anything is said', async ({ set }) => {
    const stage = await set(showing('black'))
    stage.expectConsole(/^idstep: camera-black: /)
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, stage.words.capture.useCamera).click()
    await arriveAt(stage, stage.words.errors['camera-black'].title)
    expect((await stage.readings()).cameraCalls).toBe(2)
  })

  it('goes on after the person has allowed it', async ({ set }) => {
    const stage = await set(withCamera({ permissions: [] }))
    const { words, page } = stage
    stage.expectConsole(/^idstep: camera-denied: /)
    await filming.show('front')
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, words.capture.useCamera).click()
    await arriveAt(stage, words.errors['camera-denied'].title)
    await page.context().grantPermissions(['camera'])
    await button(stage, words.tryAgain).click()
    await acceptPhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
  })

  it('is not offered first any more after it has failed twice, and the line ends by file', async ({ set }) => {
    const stage = await set(refusing('NotReadableError', 'Could not start video source'))
    const { words, widget } = stage
    const first = widget.locator('[data-part=actions] [data-variant=primary]')
    stage.expectConsole(/^idstep: camera-busy: /)
    await giveDetails(stage)
    await giveDocument(stage)
    await button(stage, words.capture.useCamera).click()
    await arriveAt(stage, words.errors['camera-busy'].title)
    expect(await first.innerText()).toBe(words.tryAgain)
    await first.click()
    await expect.poll(() => first.innerText()).toBe(words.capture.upload)
    await givePhoto(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    expect(await first.innerText()).toBe(words.capture.upload)
    await givePhoto(stage, 'back')
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)
  })
})

describe('a camera that can be had', () => {
  it('in a frame of another origin that passes it on takes the photo', async ({ set }) => {
    const stage = await set(withCamera({ address: framing('camera'), isFramed: true }))
    await filming.show('front')
    await giveDetails(stage)
    await giveDocument(stage)
    await takePhoto(stage)
    await arriveAt(stage, stage.words.capture.titles.IDENTITY_CARD.back)
  })

  it('is left for another that sees colours when it is an infrared one, by itself', async ({ set }) => {
    const cameras: StagedCameras['cameras'] = [
      { id: 'infrared', label: 'camera2 0, facing back', picture: 'infrared' },
      { id: 'colours', label: 'camera2 2, facing back', picture: 'colours' },
    ]
    const stage = await set(staged({ cameras }))
    const { words, widget } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await openCamera(stage)
    await expect.poll(async () => (await stage.readings()).tracks, { timeout: 8_000 }).toEqual(['ended', 'live'])
    await button(stage, words.camera.options).click()
    const current = widget.getByRole('dialog').getByRole('button', { pressed: true })
    await current.getByText(`${words.camera.facing.environment} 2`).waitFor()
  })

  it('is shown as a mirror only where it looks at the person', async ({ set }) => {
    const cameras: StagedCameras['cameras'] = [
      { id: 'back', label: 'camera2 0, facing back', picture: 'colours' },
      { id: 'front', label: 'camera2 1, facing front', picture: 'colours' },
    ]
    const stage = await set(staged({ cameras }))
    const { words, widget } = stage
    const isMirrored = () => widget.locator('[data-part=camera-feed]').evaluate((feed) => {
      const { scale, transform } = getComputedStyle(feed)
      return new DOMMatrix(transform).a * Number(scale.split(' ')[0]!.replace('none', '1')) < 0
    })
    await giveDetails(stage)
    await giveDocument(stage)
    await openCamera(stage)
    expect(await isMirrored()).toBe(false)
    await button(stage, words.camera.flip).click()
    await expect.poll(isMirrored).toBe(true)
    await button(stage, words.camera.flip).click()
    await expect.poll(isMirrored).toBe(false)
  })
})
