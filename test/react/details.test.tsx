import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { focusedTitle, press, show, type Shown, title } from './widget.tsx'

const field = (name: string) => screen.getByRole('textbox', { name })

async function typeBirthDate({ user }: Shown, day: string, month: string, year: string) {
  for (const [name, text] of [['Day', day], ['Month', month], ['Year', year]] as const) {
    await user.clear(field(name))
    if (text) await user.type(field(name), text)
  }
}

test('says in words what is missing, with links that lead to the fields', async () => {
  const { user } = show()
  await press(user, 'Continue')
  const summary = await screen.findByRole('alert')
  expect(summary).toHaveFocus()
  expect(summary).toHaveTextContent('Check 3 answers')
  const links = screen.getAllByRole('link').map((link) => link.textContent)
  expect(links).toEqual(['Enter your first name', 'Enter your last name', 'Enter your birth date'])
  for (const [link, name] of [['Enter your last name', 'Last name'], ['Enter your birth date', 'Day']] as const) {
    await user.click(screen.getByRole('link', { name: link }))
    expect(field(name)).toHaveFocus()
  }
  expect(field('First name')).toBeInvalid()
  expect(field('First name')).toHaveAccessibleDescription(/Enter your first name/)
})

test('marks nothing wrong before Continue', async () => {
  const { user } = show()
  await user.click(field('First name'))
  await user.tab()
  await typeBirthDate({ user } as Shown, '31', '2', '1991')
  await user.tab()
  // The rules are fetched and asked in later turns
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)))
  expect(screen.queryByRole('alert')).toBeNull()
  for (const box of screen.getAllByRole('textbox')) expect(box).toBeValid()
})

test('clears an error as it is corrected, and keeps it while it is still wrong', async () => {
  const shown = show()
  const { user } = shown
  await user.type(field('First name'), 'Ana')
  await user.type(field('Last name'), 'Souza')
  await typeBirthDate(shown, '31', '2', '1991')
  await press(user, 'Continue')
  expect(await screen.findByRole('link')).toHaveTextContent('There is no such date. Check day and month.')

  await user.type(field('Day'), '{Backspace}')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  await user.clear(field('Day'))
  await user.type(field('Day'), '28')
  expect(field('Day')).toBeValid()

  await user.clear(field('First name'))
  await press(user, 'Continue')
  await screen.findByRole('link', { name: 'Enter your first name' })
  await user.type(field('First name'), ' ')
  expect(screen.getByRole('link', { name: 'Enter your first name' })).toBeVisible()
  await user.type(field('First name'), 'A')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

test('takes an error off the whole date when another of its fields was the wrong one', async () => {
  const shown = show()
  const { user } = shown
  await user.type(field('First name'), 'Ana')
  await user.type(field('Last name'), 'Souza')
  await typeBirthDate(shown, '31', '4', '1991')
  await press(user, 'Continue')
  await screen.findByRole('alert')
  await user.clear(field('Month'))
  await user.type(field('Month'), '5')
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
  expect(field('Day')).toBeValid()
})

test.each([
  ['', '3', '1991', 'Birth date must include a day', 'Day'],
  ['14', '', '1991', 'Birth date must include a month', 'Month'],
  ['14', '3', '', 'Birth date must include a year', 'Year'],
  ['14', '3', '91', 'The year must have four digits', 'Year'],
  ['29', '2', '1991', 'There is no such date. Check day and month.', 'Day'],
  ['5', '3', '2026', 'Birth date must be in the past', 'Year'],
  ['14', '3', '1891', 'Check the year. It is more than 130 years ago.', 'Year'],
  ['14', '3', '2020', 'You must be at least 18 years old', 'Year'],
])('refuses the birth date “%s %s %s”', async (day, month, year, words, wrong) => {
  const shown = show({ props: { minimumAge: 18, defaultValues: { firstName: 'Ana', lastName: 'Souza' } } })
  await typeBirthDate(shown, day, month, year)
  await press(shown.user, 'Continue')
  expect(await screen.findByRole('link')).toHaveTextContent(words)
  expect(field(wrong)).toBeInvalid()
  expect(screen.getByRole('group', { name: 'Birth date' })).toHaveAccessibleDescription(new RegExp(words.slice(0, 15)))
})

test('takes the birthday on which the youngest age is reached', async () => {
  const shown = show({ props: { minimumAge: 18, defaultValues: { firstName: 'Ana', lastName: 'Souza' } } })
  await typeBirthDate(shown, '4', '3', '2008')
  await press(shown.user, 'Continue')
  await focusedTitle('Your document')
})

test('refuses a name that is too long, and takes one of any script', async () => {
  const { user } = show({ props: { defaultValues: { lastName: '陳', birthDate: { day: '1', month: '1', year: '1990' } } } })
  await user.click(field('First name'))
  await user.paste('a'.repeat(101))
  await press(user, 'Continue')
  expect(await screen.findByRole('link')).toHaveTextContent('This is too long. Use at most 100 characters.')
  await user.clear(field('First name'))
  await user.type(field('First name'), '大文')
  await press(user, 'Continue')
  await title('Your document')
})

test('goes on by Enter, and moves the focus to the title of the next screen', async () => {
  const shown = show({ props: { defaultValues: { firstName: 'Ana', lastName: 'Souza' } } })
  expect(document.body).toHaveFocus()
  await typeBirthDate(shown, '14', '3', '1991')
  await shown.user.type(field('Year'), '{Enter}')
  await focusedTitle('Your document')
})

test('does not submit the host’s form by Enter or by any button', async () => {
  let submitted = 0
  const shown = show({
    around: (widget) => (
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submitted += 1
        }}
      >
        {widget}
        <button>The host’s own</button>
      </form>
    ),
  })
  await shown.user.type(field('First name'), 'Ana{Enter}')
  await screen.findByRole('alert')
  await press(shown.user, 'Continue')
  expect(submitted).toBe(0)
  await press(shown.user, 'The host’s own')
  expect(submitted).toBe(1)
})
