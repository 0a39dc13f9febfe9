import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { IdentityVerificationProps } from '../../src/react/IdentityVerification.tsx'
import { ana, press, pick, show, title, type Shown } from './widget.tsx'
import { photoFile } from './photos.ts'

async function passDocument(contact: IdentityVerificationProps['contact']): Promise<Shown> {
  const shown = show({ props: { defaultValues: { ...ana, documentCategory: 'PASSPORT' }, contact } })
  await press(shown.user, 'Continue')
  await title('Your document')
  await press(shown.user, 'Continue')
  return shown
}

test('asks for no contact when all of it is hidden', async () => {
  await passDocument({ email: 'hidden' })
  await title('Photo page of your passport')
  expect(screen.getByText('Step 3 of 4')).toBeVisible()
})

test('lets what is optional be left empty, and sends none of it', async () => {
  const shown = await passDocument({ email: 'optional', city: 'optional' })
  await title('Contact and address')
  expect(screen.getAllByRole('textbox').map((field) => field.getAttribute('autocomplete'))).toEqual(['email', 'address-level2'])
  expect(screen.getByRole('textbox', { name: 'City (optional)' })).toBeVisible()
  await press(shown.user, 'Continue')
  await title('Photo page of your passport')
  await pick(shown, photoFile())
  await press(shown.user, 'Use this photo')
  await title('Check your answers')
  await press(shown.user, 'Submit')
  await title('You’re verified')
  const request = shown.stage.sandbox.sessions()[0]?.request
  expect(request).not.toHaveProperty('email')
  expect(request).not.toHaveProperty('city')
})

test('asks for what is required, and sends it', async () => {
  const shown = await passDocument({ email: 'required', postalCode: 'required', city: 'optional' })
  await title('Contact and address')
  await press(shown.user, 'Continue')
  await screen.findByRole('alert')
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Enter your e-mail address',
    'Enter your postal code',
  ])
  await shown.user.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'ana@example')
  expect(await screen.findByRole('link', { name: 'Enter an e-mail address like name@example.com' })).toBeVisible()
  await shown.user.type(screen.getByRole('textbox', { name: 'E-mail address' }), '.com')
  await shown.user.type(screen.getByRole('textbox', { name: 'Postal code' }), '22240-003{Enter}')
  await title('Photo page of your passport')
  await pick(shown, photoFile())
  await press(shown.user, 'Use this photo')
  await screen.findByText('ana@example.com')
  await press(shown.user, 'Submit')
  await title('You’re verified')
  expect(shown.stage.sandbox.sessions()[0]?.request).toMatchObject({ email: 'ana@example.com', postalCode: '22240-003' })
})
