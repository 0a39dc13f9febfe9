import { describe, expect } from 'vitest'
import { fill } from '../../src/locales/messages.ts'
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

const back = (stage: Stage) => button(stage, stage.words.back).click()
const goOn = (stage: Stage) => button(stage, stage.words.continue).click()
const editLink = (stage: Stage, what: string) => {
  const { edit, review } = stage.words
  return button(stage, fill(review.editOf, { action: edit, what }))
}

describe('going back', () => {
  it('to the first screen and forward again loses neither an answer nor a photo', async ({ set }) => {
    const stage = await set()
    const { words, widget } = stage
    const titles = words.capture.titles.IDENTITY_CARD
    await reachReview(stage)
    const sent = await widget.locator('[data-part=manifest]').innerText()
    await back(stage)
    await arriveAt(stage, words.capture.photoTitle)
    await widget.getByRole('img', { name: fill(words.capture.photoAlt, { title: titles.back }) }).waitFor()
    await back(stage)
    await widget.getByRole('img', { name: fill(words.capture.photoAlt, { title: titles.front }) }).waitFor()
    await back(stage)
    await arriveAt(stage, words.document.title)
    expect(await widget.getByLabel(words.document.cpf).inputValue()).toBe('529.982.247-25')
    expect(await widget.getByRole('combobox', { name: words.document.country }).inputValue()).toBe('Brazil')
    await back(stage)
    await arriveAt(stage, words.details.title)
    expect(await widget.getByLabel(words.details.lastName).inputValue()).toBe(marina.lastName)
    expect(await widget.getByLabel(words.details.year).inputValue()).toBe(marina.year)

    await goOn(stage)
    await arriveAt(stage, words.document.title)
    await goOn(stage)
    await acceptPhoto(stage)
    await acceptPhoto(stage)
    await arriveAt(stage, words.review.title)
    expect(await widget.locator('[data-part=manifest]').innerText()).toBe(sent)
    await submit(stage)
    await expectApproved(stage)
  })

  it('from the review to change one answer leads back to the review', async ({ set }) => {
    const stage = await set()
    const { words, widget, sandbox } = stage
    await reachReview(stage)
    await editLink(stage, words.details.title).click()
    await arriveAt(stage, words.details.title)
    await widget.getByLabel(words.details.firstName).fill('Mariana')
    await goOn(stage)
    await arriveAt(stage, words.review.title)
    await widget.getByText('Mariana').waitFor()
    await submit(stage)
    await arriveAt(stage, words.result.approved)
    expect(sandbox.sessions()[0]!.request.firstName).toBe('Mariana')
    await stage.expectNothingLeft()
  })

  it('from the card to the passport and to the card again keeps the photos of the card', async ({ set }) => {
    const stage = await set()
    const { words, widget, sandbox } = stage
    await giveDetails(stage)
    await giveDocument(stage)
    await givePhoto(stage, 'front')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await givePhoto(stage, 'back')
    await arriveAt(stage, words.review.title)

    await editLink(stage, words.document.title).click()
    await arriveAt(stage, words.document.title)
    await chooseDocument(stage, 'PASSPORT')
    await goOn(stage)
    await arriveAt(stage, words.capture.titles.PASSPORT.front)
    expect(await widget.getByRole('img').count()).toBe(0)
    await back(stage)
    await arriveAt(stage, words.document.title)
    await chooseDocument(stage, 'IDENTITY_CARD')
    await goOn(stage)
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)
    expect(Object.values(sandbox.sessions()[0]!.objects).map((photo) => photo !== null)).toEqual([true, true])
  })
})
