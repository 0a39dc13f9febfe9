import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { IdentityVerificationProps } from '../../src/react/IdentityVerification.tsx'
import { ana, press, show, title, type Shown } from './widget.tsx'

const details = { firstName: 'Ana', lastName: 'Souza', birthDate: { day: '14', month: '3', year: '1991' } }

async function showDocument(props: Partial<IdentityVerificationProps> = {}): Promise<Shown> {
  const shown = show({ props: { defaultValues: details, ...props } })
  await press(shown.user, 'Continue')
  await title('Your document')
  return shown
}

const country = () => screen.getByRole('combobox', { name: 'Issuing country' })
const options = () => screen.queryAllByRole('option').map((option) => option.textContent)
const active = () => document.getElementById(country().getAttribute('aria-activedescendant') ?? '')

test.each([
  ['in the shown language', 'Alemanha', 'Alemanha'],
  ['by its English name', 'germany', 'Alemanha'],
  ['without accents', 'suica', 'Suíça'],
  ['by its code', 'de', 'Alemanha'],
])('finds a country %s', async (_how, typed, found) => {
  const { ptBR } = await import('../../src/locales/pt-BR.ts')
  const { user } = show({ props: { defaultValues: details, messages: ptBR } })
  await press(user, ptBR.continue)
  const input = await screen.findByRole('combobox', { name: ptBR.document.country })
  await user.type(input, typed)
  expect(screen.getAllByRole('option')[0]).toHaveTextContent(found)
  await user.keyboard('{Enter}')
  expect(input).toHaveValue(found)
})

test('lists every country in the order of the language', async () => {
  const { user } = await showDocument()
  expect(options()).toEqual([])
  await user.click(country())
  expect(options()).toHaveLength(248)
  expect(options()[0]).toBe('AFAfghanistan')
})

test('is moved through by the keyboard alone', async () => {
  const { user } = await showDocument()
  await user.click(country())
  await user.keyboard('{Escape}')
  expect(country()).toHaveAttribute('aria-expanded', 'false')
  await user.keyboard('{ArrowDown}')
  expect(country()).toHaveAttribute('aria-expanded', 'true')
  await user.keyboard('{ArrowDown}')
  expect(active()).toHaveTextContent('Afghanistan')
  await user.keyboard('{End}')
  expect(active()).toHaveTextContent('Zimbabwe')
  await user.keyboard('{ArrowDown}')
  expect(active()).toHaveTextContent('Afghanistan')
  await user.keyboard('{ArrowUp}')
  expect(active()).toHaveTextContent('Zimbabwe')
  await user.keyboard('{Home}{ArrowDown}{Enter}')
  expect(country()).toHaveAttribute('aria-expanded', 'false')
  expect(country()).toHaveFocus()
  const chosen = (country() as HTMLInputElement).value
  await user.keyboard('{ArrowDown}')
  expect(active()).toHaveTextContent(chosen)
  expect(active()).toHaveAttribute('aria-selected', 'true')
})

test('says how many were found, and what to do when none was', async () => {
  const { user } = await showDocument()
  await user.type(country(), 'united')
  expect(options().length).toBeGreaterThan(2)
  expect(screen.getByText(`${options().length} matches`)).toHaveAttribute('role', 'status')
  await user.clear(country())
  await user.type(country(), 'Atlantis')
  expect(options()).toEqual([])
  expect(country()).toHaveAttribute('aria-expanded', 'false')
  expect(country()).not.toHaveAttribute('aria-activedescendant')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(screen.getByText('No match for “Atlantis”. Check the spelling, or try the name in English.')).toBeVisible()
})

test('gives back what was chosen on Escape', async () => {
  const { user } = await showDocument()
  await user.type(country(), 'Portugal{Enter}')
  await user.clear(country())
  await user.type(country(), 'xyz')
  await user.keyboard('{Escape}{Escape}')
  expect(country()).toHaveValue('Portugal')
})

test('keeps a text that names no country, says so, and goes on only once one is chosen', async () => {
  const { user } = await showDocument({ defaultValues: ana })
  await user.clear(country())
  await user.type(country(), 'Brasill')
  await user.tab()
  expect(country()).toHaveValue('Brasill')
  expect(country()).toHaveAccessibleDescription(/Choose the issuing country from the list/)
  await press(user, 'Continue')
  const summary = within(await screen.findByRole('alert'))
  expect(summary.getByRole('link', { name: 'Choose the issuing country from the list' })).toBeVisible()
  expect(country()).toHaveValue('Brasill')
  await user.clear(country())
  await user.type(country(), 'Brazil{Enter}')
  await waitFor(() => expect(country()).toBeValid())
  await press(user, 'Continue')
  await title('Front of your identity card')
})

test('does not drop a misspelt nationality, although it may be left empty', async () => {
  const { user } = await showDocument({ defaultValues: ana })
  const nationality = () => screen.getByRole('combobox', { name: 'Nationality (optional)' })
  await user.type(nationality(), 'Brazilain')
  await user.tab()
  expect(nationality()).toHaveAccessibleDescription(/Choose a nationality from the list, or leave it empty/)
  await press(user, 'Continue')
  await screen.findByRole('alert')
  expect(nationality()).toHaveValue('Brazilain')
  await press(user, 'Back')
  await title('Your details')
  await press(user, 'Continue')
  await title('Your document')
  expect(nationality()).toHaveValue('Brazilain')
  await user.clear(nationality())
  await user.tab()
  await waitFor(() => expect(nationality()).toBeValid())
  await press(user, 'Continue')
  await title('Front of your identity card')
})

test('takes what names one country beyond doubt when the field is left', async () => {
  const { user } = await showDocument()
  await user.type(country(), 'portug')
  await user.tab()
  expect(country()).toHaveValue('Portugal')
})

test('forgets a country that is emptied, and asks for one', async () => {
  const { user } = await showDocument()
  await user.type(country(), 'Portugal{Enter}')
  await user.clear(country())
  await user.tab()
  expect(country()).toHaveValue('')
  await press(user, 'Continue')
  await screen.findByRole('alert')
  expect(country()).toBeInvalid()
  expect(country()).toHaveAccessibleDescription(/Choose the issuing country from the list/)
})

test('opens and closes by its button, and takes an option by the mouse', async () => {
  const { user } = await showDocument()
  const [toggle] = screen.getAllByRole('button', { name: 'Show the list' })
  await user.click(toggle!)
  expect(country()).toHaveFocus()
  await user.click(screen.getByRole('option', { name: /Japan/ }))
  expect(country()).toHaveValue('Japan')
  expect(options()).toEqual([])
})

test('leads from the summary to every wrong field of the document', async () => {
  const { user } = await showDocument()
  await press(user, 'Continue')
  const summary = within(await screen.findByRole('alert'))
  await user.click(summary.getByRole('link', { name: 'Choose a document type' }))
  expect(screen.getByRole('radio', { name: /Passport/ })).toHaveFocus()
  await user.click(summary.getByRole('link', { name: 'Enter the number' }))
  expect(screen.getByRole('textbox', { name: 'Document number' })).toHaveFocus()
  await user.click(summary.getByRole('link', { name: 'Choose the issuing country from the list' }))
  expect(country()).toHaveFocus()
})

test('asks for everything that is missing after a walk through all fields by Tab', async () => {
  const { user } = await showDocument()
  country().focus()
  for (let presses = 0; presses < 4; presses++) await user.tab()
  await press(user, 'Continue')
  await screen.findByRole('alert')
  expect(screen.getAllByRole('link').map((link) => link.textContent)).toEqual([
    'Choose the issuing country from the list',
    'Choose a document type',
    'Enter the number',
  ])
})

test('offers only the allowed documents', async () => {
  const { user } = await showDocument({
    documents: { countries: ['BRAZIL', 'ARGENTINA'], categories: ['PASSPORT', 'IDENTITY_CARD'] },
  })
  await user.click(country())
  expect(options()).toEqual(['ARArgentina', 'BRBrazil'])
  expect(screen.getAllByRole('radio').map((radio) => radio.getAttribute('value'))).toEqual(['PASSPORT', 'IDENTITY_CARD'])
})

test('does not ask what only one answer is possible for', async () => {
  const { user } = await showDocument({ documents: { countries: ['BRAZIL'], categories: ['PASSPORT'] } })
  expect(screen.queryByRole('combobox', { name: 'Issuing country' })).toBeNull()
  expect(screen.queryByRole('radio')).toBeNull()
  await user.type(screen.getByRole('textbox', { name: 'CPF number' }), '52998224725')
  await press(user, 'Continue')
  await title('Photo page of your passport')
  expect(screen.getByText('Step 3 of 4')).toBeVisible()
})

test('shows a CPF as it is written, and refuses wrong check digits', async () => {
  const { user } = await showDocument({ defaultValues: { ...ana, documentId: '' } })
  const cpf = screen.getByRole('textbox', { name: 'CPF number' })
  await user.type(cpf, '52998224726999')
  expect(cpf).toHaveValue('529.982.247-26')
  await press(user, 'Continue')
  await screen.findByRole('alert')
  expect(cpf).toHaveAccessibleDescription(/This is not a valid CPF/)
  await user.type(cpf, '{Backspace}5')
  await waitFor(() => expect(cpf).toBeValid())
  expect(cpf).toHaveValue('529.982.247-25')
})

test('keeps the caret where a CPF is edited in the middle', async () => {
  const { user } = await showDocument({ defaultValues: { ...ana, documentId: '' } })
  const cpf = screen.getByRole<HTMLInputElement>('textbox', { name: 'CPF number' })
  await user.type(cpf, '5298224725')
  expect(cpf).toHaveValue('529.822.472-5')
  await user.type(cpf, '9', { initialSelectionStart: 2, initialSelectionEnd: 2 })
  expect(cpf).toHaveValue('529.982.247-25')
  expect(cpf.selectionStart).toBe(3)
  await user.keyboard('{Backspace}')
  expect(cpf).toHaveValue('529.822.472-5')
  expect(cpf.selectionStart).toBe(2)
})

test('drops a dot together with the caret behind the right digit', async () => {
  await showDocument({ defaultValues: { ...ana, documentId: '' } })
  const cpf = screen.getByRole<HTMLInputElement>('textbox', { name: 'CPF number' })
  cpf.focus()
  fireEvent.change(cpf, { target: { value: '529 982' } })
  expect(cpf).toHaveValue('529.982')
  expect(cpf.selectionStart).toBe(7)
})

test('takes a number as a CPF when the country becomes Brazil, and as it is elsewhere', async () => {
  const { user } = await showDocument()
  await user.type(country(), 'Portugal{Enter}')
  await user.type(screen.getByRole('textbox', { name: 'Document number' }), '52998224725')
  await user.clear(country())
  await user.type(country(), 'Brazil{Enter}')
  expect(screen.getByRole('textbox', { name: 'CPF number' })).toHaveValue('529.982.247-25')
  await user.clear(screen.getByRole('textbox', { name: 'CPF number' }))
  await user.clear(country())
  await user.type(country(), 'Portugal{Enter}')
  const number = screen.getByRole('textbox', { name: 'Document number' })
  await user.type(number, 'CB123456')
  await user.click(screen.getByRole('radio', { name: /Passport/ }))
  await press(user, 'Continue')
  await screen.findByRole('alert')
  expect(number).toHaveAccessibleDescription(/Only digits are accepted: the verification service takes no letters/)
  expect(number).toHaveValue('CB123456')
})

test('takes the mask of a CPF away when the country is no longer Brazil', async () => {
  const { user } = await showDocument({ defaultValues: ana })
  await user.clear(country())
  await user.type(country(), 'Portugal{Enter}')
  const number = screen.getByRole('textbox', { name: 'Document number' })
  expect(number).toHaveValue('52998224725')
  expect(number).toHaveAccessibleDescription(/The verification service takes no letters/)
  await press(user, 'Continue')
  await title('Front of your identity card')
})

test('keeps a finished number sendable when the country changes back and forth', async () => {
  const { user } = await showDocument({ defaultValues: ana })
  expect(screen.getByRole('textbox', { name: 'CPF number' })).toHaveValue('529.982.247-25')
  await user.clear(country())
  await user.type(country(), 'Portugal{Enter}')
  await user.clear(country())
  await user.type(country(), 'Brazil{Enter}')
  await press(user, 'Continue')
  await title('Front of your identity card')
})

test('goes back without losing anything', async () => {
  const { user } = await showDocument({ defaultValues: ana })
  await user.click(screen.getByRole('radio', { name: /Passport/ }))
  await press(user, 'Back')
  await title('Your details')
  expect(screen.getByRole('textbox', { name: 'First name' })).toHaveValue('Ana')
  await press(user, 'Continue')
  await title('Your document')
  expect(screen.getByRole('radio', { name: /Passport/ })).toBeChecked()
  expect(country()).toHaveValue('Brazil')
})
