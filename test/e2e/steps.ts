import type { Locator } from 'playwright'
import { expect } from 'vitest'
import { fill } from '../../src/locales/messages.ts'
import type { FilmingBrowser } from './film.ts'
import { fileOf, photoOf, type PickedFile } from './photos.ts'
import type { Stage } from './stage.ts'

/** What a made-up person answers. */
export const marina = {
  firstName: 'Marina',
  lastName: 'Alves da Conceição',
  day: '14',
  month: '3',
  year: '1991',
  cpf: '52998224725',
}

type Category = keyof Stage['words']['document']['categories']

/** A button of the widget. */
export function button({ widget }: Stage, name: string): Locator {
  return widget.getByRole('button', { name, exact: true })
}

/** Waits for a screen; its title must have taken the focus. */
export async function arriveAt({ widget }: Stage, title: string): Promise<void> {
  await widget.getByRole('heading', { name: title, exact: true }).and(widget.locator(':focus')).waitFor()
}

/** Fills in the first screen and goes on. */
export async function giveDetails(stage: Stage): Promise<void> {
  const { widget, words } = stage
  const field = (name: string) => widget.getByLabel(name, { exact: true })
  await field(words.details.firstName).fill(marina.firstName)
  await field(words.details.lastName).fill(marina.lastName)
  await field(words.details.day).fill(marina.day)
  await field(words.details.month).fill(marina.month)
  await field(words.details.year).fill(marina.year)
  await button(stage, words.continue).click()
  await arriveAt(stage, words.document.title)
}

/** Chooses a document of Brazil, fills in its number and goes on to its front. */
export async function giveDocument(stage: Stage, category: Category = 'IDENTITY_CARD'): Promise<void> {
  const { widget, words } = stage
  await chooseDocument(stage, category)
  const number = widget.getByLabel(words.document.cpf)
  await number.pressSequentially(marina.cpf)
  expect(await number.inputValue()).toBe('529.982.247-25')
  await button(stage, words.continue).click()
  await arriveAt(stage, words.capture.titles[category].front)
}

/** Chooses country and kind of the document. */
export async function chooseDocument({ widget, words, page }: Stage, category: Category): Promise<void> {
  await widget.getByRole('combobox', { name: words.document.country }).fill('bra')
  await page.keyboard.press('Enter')
  await widget.getByRole('radio', { name: words.document.categories[category] }).check()
}

/** Opens the file chooser by a button and picks a file. */
export async function pick(stage: Stage, file: PickedFile): Promise<void> {
  const [chooser] = await Promise.all([
    stage.page.waitForEvent('filechooser'),
    button(stage, stage.words.capture.upload).click(),
  ])
  await chooser.setFiles(file)
}

/** Waits for the look at a photo that was given, and takes it. */
export async function acceptPhoto(stage: Stage): Promise<void> {
  const { capture } = stage.words
  await arriveAt(stage, capture.photoTitle)
  // Until the look at it is done the button says so
  await button(stage, capture.usePhoto).click()
}

/** Gives a photo by file and takes it. */
export async function givePhoto(
  stage: Stage,
  side: 'front' | 'back',
  size?: { width: number; height: number },
): Promise<void> {
  await pick(stage, fileOf(await photoOf(side, size)))
  await acceptPhoto(stage)
}

/** Opens the camera and waits for its picture. */
export async function openCamera(stage: Stage, shape: 'card' | 'passport' = 'card'): Promise<void> {
  const { capture, camera } = stage.words
  await button(stage, capture.useCamera).click()
  await stage.widget.getByText(camera.fit[shape]).waitFor()
}

/** Opens the camera, lets it take the photo by itself, and takes that. */
export async function takePhoto(stage: Stage): Promise<void> {
  await button(stage, stage.words.capture.useCamera).click()
  await acceptPhoto(stage)
}

/** Takes photos of what is laid before a camera, the right side up. */
export function takingWith({ show }: FilmingBrowser) {
  return async (stage: Stage, side: 'front' | 'back') => {
    await show(side)
    await takePhoto(stage)
  }
}

/** From the first screen to the review, with an identity card of Brazil. */
export async function reachReview(stage: Stage, give: (stage: Stage, side: 'front' | 'back') => Promise<void> = givePhoto): Promise<void> {
  const { capture, review } = stage.words
  await giveDetails(stage)
  await giveDocument(stage)
  await give(stage, 'front')
  await arriveAt(stage, capture.titles.IDENTITY_CARD.back)
  await give(stage, 'back')
  await arriveAt(stage, review.title)
}

/** Submits from the review. */
export async function submit(stage: Stage): Promise<void> {
  await button(stage, stage.words.review.submit).click()
}

/** From the first screen through Submit. */
export async function submitAll(stage: Stage): Promise<void> {
  await reachReview(stage)
  await submit(stage)
}

/** Waits for the approval; the host has the vendor's own id of the person, and the widget holds nothing any more. */
export async function expectApproved(stage: Stage): Promise<void> {
  const { words, sandbox, hostStatus, widget } = stage
  await arriveAt(stage, words.result.approved)
  await widget.getByText(fill(words.result.approvedLead, { name: marina.firstName })).waitFor()
  const approved = sandbox.sessions().at(-1)
  expect(approved?.session.status).toBe('COMPLETED')
  expect(await hostStatus.getAttribute('data-status')).toBe('approved')
  expect(await hostStatus.locator('code').innerText()).toBe(approved?.session.individualId)
  await stage.expectNothingLeft()
}
