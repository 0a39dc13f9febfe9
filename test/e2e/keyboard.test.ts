import { describe, expect } from 'vitest'
import { fileOf, photoOf } from './photos.ts'
import { it, type Stage } from './stage.ts'
import { arriveAt, button, expectApproved, marina } from './steps.ts'

/** Presses Tab until the focus is on what is asked for, as a person does who sees where it is. */
async function tabTo({ page }: Stage, role: 'textbox' | 'combobox' | 'radio' | 'button', name: string): Promise<void> {
  const target = page.locator('[data-idstep]').getByRole(role, { name, exact: true })
  for (let presses = 0; presses < 25; presses++) {
    await page.keyboard.press('Tab')
    if (await target.and(page.locator(':focus')).count()) return
  }
  throw new Error(`Tab does not lead to the ${role} “${name}”`)
}

async function pickByKeyboard(stage: Stage, side: 'front' | 'back', key: string): Promise<void> {
  const { page, words } = stage
  // Told before the way there, not just before the key: the browser must know by then that its dialog is waited for
  const chooser = page.waitForEvent('filechooser')
  await tabTo(stage, 'button', words.capture.upload)
  await page.keyboard.press(key)
  await (await chooser).setFiles(fileOf(await photoOf(side)))
  await arriveAt(stage, words.capture.photoTitle)
  await button(stage, words.capture.usePhoto).waitFor()
  await tabTo(stage, 'button', words.capture.usePhoto)
  await page.keyboard.press('Enter')
}

describe('with nothing but a keyboard', () => {
  it('a person gets from the first field to the verdict, and each new screen has the focus on its title', async ({ set }) => {
    const stage = await set()
    const { page, words, widget } = stage
    const { keyboard } = page
    await widget.getByLabel(words.details.firstName).focus()
    await keyboard.type(marina.firstName)
    await tabTo(stage, 'textbox', words.details.lastName)
    await keyboard.type(marina.lastName)
    await tabTo(stage, 'textbox', words.details.day)
    await keyboard.type(marina.day)
    await tabTo(stage, 'textbox', words.details.month)
    await keyboard.type(marina.month)
    await tabTo(stage, 'textbox', words.details.year)
    // Enter in a field goes on; what is still missing takes the focus, and says so
    await keyboard.press('Enter')
    await widget.getByRole('alert').and(page.locator(':focus')).waitFor()
    await tabTo(stage, 'textbox', words.details.year)
    await keyboard.type(marina.year)
    await keyboard.press('Enter')

    await arriveAt(stage, words.document.title)
    await tabTo(stage, 'combobox', words.document.country)
    await keyboard.type('braz')
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowUp')
    await keyboard.press('Enter')
    expect(await widget.getByRole('combobox', { name: words.document.country }).inputValue()).toBe('Brazil')
    await keyboard.press('Tab')
    await keyboard.press('Space')
    await keyboard.press('ArrowDown')
    await keyboard.press('ArrowDown')
    expect(await widget.locator('[type=radio]:checked').getAttribute('value')).toBe('IDENTITY_CARD')
    await tabTo(stage, 'textbox', words.document.cpf)
    await keyboard.type(marina.cpf)
    await tabTo(stage, 'button', words.continue)
    await keyboard.press('Space')

    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.front)
    await pickByKeyboard(stage, 'front', 'Enter')
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await pickByKeyboard(stage, 'back', 'Space')
    await arriveAt(stage, words.review.title)
    await tabTo(stage, 'button', words.review.submit)
    await keyboard.press('Enter')
    await expectApproved(stage)
    await tabTo(stage, 'button', words.result.continue)
    await keyboard.press('Enter')
    expect(await widget.count()).toBe(0)
    // The host's page goes on where the widget was
    await page.locator('.account:focus').waitFor()
  })
})
