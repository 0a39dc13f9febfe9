import { describe, expect } from 'vitest'
import { fileOf, photoOf } from './photos.ts'
import { it, type Stage } from './stage.ts'
import { arriveAt, button, giveDetails, giveDocument, pick } from './steps.ts'

/** An upright photo, as phones take them, with the card across it and above the middle. */
const upright = { width: 1200, height: 1600, share: 0.7, rise: 0.15 }

async function showPhoto(stage: Stage, width: number): Promise<void> {
  await stage.page.setViewportSize({ width, height: 844 })
  await giveDetails(stage)
  await giveDocument(stage)
  await pick(stage, fileOf(await photoOf('front', upright)))
  await arriveAt(stage, stage.words.capture.photoTitle)
  await button(stage, stage.words.capture.usePhoto).waitFor()
}

/** Where the card is in the frame that shows the photo: all in shares of that frame. */
const placeOfCard = ({ widget }: Stage) =>
  widget.locator('[data-part=photo-image]').evaluate((frame, { width, height, share, rise }) => {
    const zoom = Number(frame.getAttribute('data-zoom'))
    const shown = Math.min((frame.clientWidth * zoom) / width, (frame.clientHeight * zoom) / height)
    const image = frame.querySelector('img')!
    const x = image.offsetWidth / 2 - frame.scrollLeft
    const y = image.offsetHeight / 2 - rise * height * shown - frame.scrollTop
    return { zoom, wide: (share * width * shown) / frame.clientWidth, x: x / frame.clientWidth, y: y / frame.clientHeight }
  }, upright)

describe('the photo that a person is to judge', () => {
  it.for([390, 1280])('begins with the card as large as fits, in the middle, at %i px; the whole photo is at a press', async (width, { set }) => {
    const stage = await set()
    await showPhoto(stage, width)
    await expect.poll(async () => (await placeOfCard(stage)).zoom).toBeGreaterThanOrEqual(2)
    const { wide, x, y } = await placeOfCard(stage)
    expect(wide).toBeGreaterThan(0.6)
    expect(wide).toBeLessThanOrEqual(1)
    expect(Math.abs(x - 0.5)).toBeLessThan(0.04)
    expect(Math.abs(y - 0.5)).toBeLessThan(0.04)
    // And there it stays when the device is turned
    await stage.page.setViewportSize({ width: 844, height: 600 })
    await expect.poll(async () => Math.abs((await placeOfCard(stage)).x - 0.5)).toBeLessThan(0.04)
    expect(Math.abs((await placeOfCard(stage)).y - 0.5)).toBeLessThan(0.04)
    const smaller = button(stage, stage.words.quality.zoomOut)
    for (let presses = 0; presses < 3 && !(await smaller.getAttribute('aria-disabled')); presses++) await smaller.click()
    expect((await placeOfCard(stage)).zoom).toBe(1)
  })

  it('has room for the rings of focus around its buttons', async ({ set }) => {
    const stage = await set()
    const { page, words } = stage
    await showPhoto(stage, 390)
    const turn = button(stage, words.quality.turn)
    await turn.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    const around = await turn.evaluate((focused) => {
      const clips = []
      for (let box = focused.parentElement; box && !box.matches('[data-part=card]'); box = box.parentElement) {
        clips.push(getComputedStyle(box).overflowY)
      }
      const { outlineStyle, outlineWidth } = getComputedStyle(focused)
      return { clips: [...new Set(clips)], outlineStyle, outlineWidth }
    })
    expect(around).toEqual({ clips: ['visible'], outlineStyle: 'solid', outlineWidth: '2px' })
  })
})
