import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { ptBR } from '../../src/locales/pt-BR.ts'
import { photoFile } from './photos.ts'
import { ana, pick, press, show, title } from './widget.tsx'

test('puts the host’s own words over the English ones, key by key', async () => {
  const messages = { details: { title: 'About you' }, fields: { required: { firstName: 'We need your first name' } } }
  const { user, container } = show({ props: { messages } })
  expect(screen.getByRole('heading', { name: 'About you' })).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Last name' })).toBeVisible()
  await press(user, 'Continue')
  await screen.findByRole('alert')
  expect(screen.getByRole('link', { name: 'We need your first name' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Enter your last name' })).toBeVisible()
  expect(container.querySelector('[data-idstep]')).toHaveAttribute('lang', 'en')
})

test('speaks Brazilian Portuguese from the first screen to the verdict', async () => {
  const shown = show({ props: { messages: ptBR, defaultValues: { ...ana, documentCategory: 'PASSPORT' } } })
  expect(shown.container.querySelector('[data-idstep]')).toHaveAttribute('lang', 'pt-BR')
  await title(ptBR.details.title)
  await press(shown.user, ptBR.continue)
  await title(ptBR.document.title)
  expect(screen.getByRole('combobox', { name: ptBR.document.country })).toHaveValue('Brasil')
  await press(shown.user, ptBR.continue)
  await title(ptBR.capture.titles.PASSPORT.front)
  await pick(shown, photoFile())
  await press(shown.user, ptBR.capture.usePhoto)
  await title(ptBR.review.title)
  expect(screen.getByText('14 de março de 1991')).toBeVisible()
  await press(shown.user, ptBR.review.submit)
  await title(ptBR.result.approved)
})

test('shows what the host already knows, and lets it be changed', async () => {
  const shown = show({ props: { defaultValues: { firstName: 'Ana', birthDate: { year: '1991' } } } })
  expect(screen.getByRole('textbox', { name: 'First name' })).toHaveValue('Ana')
  expect(screen.getByRole('textbox', { name: 'Year' })).toHaveValue('1991')
  expect(screen.getByRole('textbox', { name: 'Last name' })).toHaveValue('')
  await shown.user.type(screen.getByRole('textbox', { name: 'First name' }), ' Maria')
  shown.update({ defaultValues: { firstName: 'Somebody else' } })
  expect(screen.getByRole('textbox', { name: 'First name' })).toHaveValue('Ana Maria')
})
