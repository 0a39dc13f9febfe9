import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { first } from '../../src/locales/english/first.ts'
import { later } from '../../src/locales/english/later.ts'
import { ptBR } from '../../src/locales/pt-BR.ts'
import { press, show, title } from './widget.tsx'

type Tree = { [key: string]: string | Tree }
const textsOf = (tree: Tree): string[] => Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)))

test('no English word is in both halves, so that none can differ', () => {
  const common = Object.keys(first).filter((key) => key in later)
  expect(common).toEqual(['result', 'errors'])
  for (const key of ['result', 'errors'] as const) {
    expect(Object.keys(first[key]).filter((name) => name in later[key])).toEqual([])
  }
})

test('the first screen and its errors have all their words before the others are fetched', async () => {
  const shown = show({ props: { onCancel: () => {} } })
  await press(shown.user, 'Continue')
  await screen.findByRole('alert')
  expect(shown.container.textContent).not.toMatch(/undefined|\{\w+\}/)
  await press(shown.user, 'Cancel')
  expect(await title('You have left the verification')).toBeVisible()
  expect(shown.container.textContent).not.toMatch(/undefined|\{\w+\}/)
})

test('a language of the host’s goes through every screen', async () => {
  const defaultValues = { firstName: 'Ana', lastName: 'Souza', birthDate: { day: '14', month: '3', year: '1991' } }
  const shown = show({ props: { messages: ptBR, defaultValues } })
  await press(shown.user, 'Continuar')
  expect(await title(ptBR.document.title)).toBeVisible()
  const english = textsOf(later.document as Tree).filter((text) => !textsOf(ptBR as Tree).includes(text))
  for (const text of english) expect(screen.queryByText(text)).toBeNull()
})
