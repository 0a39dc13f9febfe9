import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { photoFile } from './photos.ts'
import { ana, goToReview, pick, press, show, title } from './widget.tsx'

const summary = () =>
  screen.getAllByRole('term').map((term) => `${term.textContent}: ${term.nextElementSibling?.textContent}`)

test('shows everything that will be sent', async () => {
  const props = { defaultValues: { ...ana, nationality: 'BRAZILIAN', email: 'ana@example.com' } as const, contact: { email: 'required' } as const }
  const shown = show({ props })
  await press(shown.user, 'Continue')
  await title('Your document')
  await press(shown.user, 'Continue')
  await title('Contact and address')
  await press(shown.user, 'Continue')
  for (const side of ['Front', 'Back']) {
    await title(new RegExp(`^${side} `))
    await pick(shown, photoFile())
    await press(shown.user, 'Use this photo')
  }
  await title('Check your answers')
  expect(summary()).toEqual([
    'First name: Ana',
    'Last name: Souza',
    'Birth date: March 14, 1991',
    'Country: Brazil',
    'Type: Identity card',
    'CPF number: 529.982.247-25',
    'Nationality: Brazil',
    'E-mail address: ana@example.com',
  ])
  expect((await screen.findAllByRole('img')).map((image) => image.getAttribute('alt'))).toEqual(['Front', 'Back'])
  expect(screen.getAllByRole('listitem').slice(-4).map((row) => row.textContent)).toEqual([
    'Your answers8 fields',
    'Front photo, JPEG0 kB',
    'Back photo, JPEG0 kB',
    'Total0 kB',
  ])
})

test('returns to the review after an answer was changed', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goToReview(shown)
  await press(shown.user, 'Edit: Your details')
  await title('Your details')
  const name = screen.getByRole('textbox', { name: 'First name' })
  await shown.user.clear(name)
  await shown.user.type(name, 'Anna Maria')
  await press(shown.user, 'Continue')
  await title('Check your answers')
  expect(summary()[0]).toBe('First name: Anna Maria')
})

test('stays on a screen that is made wrong, and does not submit around it', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goToReview(shown)
  await press(shown.user, 'Edit: Your document')
  await title('Your document')
  await shown.user.clear(screen.getByRole('textbox', { name: 'CPF number' }))
  await press(shown.user, 'Continue')
  expect(await screen.findByRole('alert')).toHaveTextContent('Enter the number')
  expect(shown.stage.sandbox.calls.create).toBe(0)
})

test('returns to the review after a photo was taken again', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goToReview(shown)
  await press(shown.user, 'Retake: Back')
  await title('Is it easy to read?')
  await press(shown.user, 'Retake')
  await title('Back of your identity card')
  await pick(shown, photoFile('new.jpg', { width: 2222, height: 1000 }))
  await screen.findByText(/2222 × 1000/)
  await press(shown.user, 'Use this photo')
  await title('Check your answers')
})

test('has a heading for each part, below the screen’s own', async () => {
  const shown = show({ props: { defaultValues: ana, headingLevel: 3 } })
  await goToReview(shown)
  expect(screen.getByRole('heading', { level: 3 })).toHaveTextContent('Check your answers')
  expect(screen.getAllByRole('heading', { level: 4 }).map((heading) => heading.textContent)).toEqual([
    'Photos',
    'Your details',
    'Your document',
    'What will be sent',
  ])
})
