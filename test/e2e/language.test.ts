import { describe, expect } from 'vitest'
import { ptBR } from '../../src/locales/pt-BR.ts'
import { it } from './stage.ts'
import { expectApproved, submitAll } from './steps.ts'

describe('in Brazilian Portuguese', () => {
  it('the whole line speaks it', async ({ set }) => {
    const stage = await set({ locale: 'pt-BR', words: ptBR })
    expect(await stage.widget.getAttribute('lang')).toBe('pt-BR')
    await submitAll(stage)
    await expectApproved(stage)
  })

  it('can be chosen in the middle, with every answer still there', async ({ set }) => {
    const stage = await set()
    const { widget, page, words } = stage
    await widget.getByLabel(words.details.firstName).fill('Marina')
    await page.getByLabel('Language').selectOption('pt-BR')
    await widget.getByRole('heading', { name: ptBR.details.title }).waitFor()
    expect(await widget.getByLabel(ptBR.details.firstName, { exact: true }).inputValue()).toBe('Marina')
    await page.getByLabel('Idioma').selectOption('en')
  })
})
