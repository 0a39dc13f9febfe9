import { describe, expect } from 'vitest'
import { maxFileBytes, minShortSidePixels } from '../../src/core/documents.ts'
import type { VerificationErrorCode } from '../../src/core/errors.ts'
import { fill, formatBytes } from '../../src/locales/messages.ts'
import { heicHeader, truncated } from '../fixtures/jpeg.ts'
import { fileOf, photoOf } from './photos.ts'
import { it } from './stage.ts'
import { acceptPhoto, arriveAt, expectApproved, giveDetails, giveDocument, givePhoto, pick, submit } from './steps.ts'

const bad: [what: string, code: VerificationErrorCode, bytes: () => Promise<Uint8Array>][] = [
  ['a text called .jpg', 'file-not-image', async () => Buffer.from('Dear bank, this is my identity card.\n'.repeat(40))],
  ['an empty file', 'file-empty', async () => Buffer.alloc(0)],
  ['a file of one byte too many', 'file-too-large', async () => Buffer.alloc(maxFileBytes + 1)],
  ['a photo of 500 px', 'file-too-small', () => photoOf('front', { width: 800, height: 500 })],
  ['a photo that is cut short', 'file-broken', async () => truncated(await photoOf('front'))],
  ['an iPhone’s HEIC', 'file-heic', async () => heicHeader()],
]

describe('a file that cannot be used', () => {
  it('is refused in the words for its fault, and a good one then works with nothing lost', async ({ set }) => {
    const stage = await set()
    const { widget, words } = stage
    const alert = widget.getByRole('alert')
    // The optional decoder of HEIC works in a worker of its own making, which the demo's policy does not allow
    stage.expectConsole(/^Creating a worker from 'blob:/, /^Worker error/, /^worker-src blob/)
    await giveDetails(stage)
    await giveDocument(stage)
    const title = words.capture.titles.IDENTITY_CARD.front
    for (const [what, code, bytes] of bad) {
      await pick(stage, fileOf(await bytes()))
      const { title: said, text } = words.errors[code]
      await alert.getByText(said, { exact: true }).waitFor()
      const whole = fill(text, { max: formatBytes(maxFileBytes, words.locale), pixels: minShortSidePixels })
      expect(await alert.innerText(), what).toContain(whole)
      await widget.getByRole('heading', { name: title, exact: true }).waitFor()
    }
    await givePhoto(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    expect(await alert.count()).toBe(0)
    await pick(stage, fileOf(truncated(await photoOf('back'))))
    await alert.getByText(words.errors['file-broken'].title).waitFor()
    await givePhoto(stage, 'back')
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)
  })

  it('does not take the place of the photo that is there', async ({ set }) => {
    const stage = await set()
    const { widget, words } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await pick(stage, fileOf(await photoOf('front')))
    await arriveAt(stage, words.capture.photoTitle)
    const name = await widget.locator('[data-part=photo-name]').innerText()
    await widget.getByRole('button', { name: words.capture.retake }).click()
    await pick(stage, fileOf(Buffer.from('no photo'.repeat(20))))
    await widget.getByRole('alert').getByText(words.errors['file-not-image'].title).waitFor()
    await widget.getByRole('button', { name: words.back }).click()
    await arriveAt(stage, words.capture.photoTitle)
    expect(await widget.locator('[data-part=photo-name]').innerText()).toBe(name)
    await acceptPhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
  })
})
