import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { IdentityVerification } from '../../src/react/IdentityVerification.tsx'
import { createStage, StageProvider } from '../../stories/stage.tsx'
import { show } from './widget.tsx'

const never = () => new Promise<never>(() => {})

test('keeps two widgets on one page apart', async () => {
  const stage = createStage()
  render(
    <StrictMode>
      <StageProvider stage={stage}>
        {['one', 'two'].map((name) => (
          <section key={name} aria-label={name}>
            <IdentityVerification {...stage.host} />
          </section>
        ))}
      </StageProvider>
    </StrictMode>,
  )
  const user = userEvent.setup()
  const [one, two] = ['one', 'two'].map((name) => within(screen.getByRole('region', { name })))
  await user.type(one!.getByRole('textbox', { name: 'First name' }), 'Ana')
  expect(two!.getByRole('textbox', { name: 'First name' })).toHaveValue('')
  await user.click(two!.getByRole('button', { name: 'Continue' }))
  await two!.findByRole('alert')
  expect(one!.queryByRole('alert')).toBeNull()
  await user.click(two!.getByRole('link', { name: 'Enter your last name' }))
  expect(two!.getByRole('textbox', { name: 'Last name' })).toHaveFocus()
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(10)
  expect(new Set(ids).size).toBe(ids.length)
})

test('is written by a server without a browser', () => {
  const names = ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage'] as const
  const own = names.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  const touched: string[] = []
  for (const name of names) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        touched.push(name)
        return undefined
      },
    })
  }
  let html: string
  try {
    html = renderToString(
      <StrictMode>
        <IdentityVerification createSession={never} getSession={never} />
      </StrictMode>,
    )
  } finally {
    for (const [name, descriptor] of own) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      else Reflect.deleteProperty(globalThis, name)
    }
  }
  expect(html).toContain('Your details')
  expect(html).toContain('Step 1 of 5')
  // React itself asks whether there is a DOM
  expect(touched.filter((name) => name !== 'window' && name !== 'document')).toEqual([])
})

test('takes over what a server has written without a word', async () => {
  const widget = (
    <StrictMode>
      <IdentityVerification createSession={never} getSession={never} />
    </StrictMode>
  )
  const container = document.createElement('div')
  document.body.append(container)
  container.innerHTML = renderToString(widget)
  const input = container.querySelector('input')
  render(widget, { container, hydrate: true })
  expect(container.querySelector('input')).toBe(input)
  await userEvent.setup().type(screen.getByRole('textbox', { name: 'First name' }), 'Ana')
  expect(input).toHaveValue('Ana')
})

test('puts the host’s choices where the stylesheet and the headings read them', () => {
  const { container } = show({ props: { surface: 'plain', theme: 'dark', headingLevel: 1, privacyUrl: 'https://bank.example/privacy' } })
  const root = container.querySelector('[data-idstep]')
  expect(root).toHaveAttribute('data-surface', 'plain')
  expect(root).toHaveAttribute('data-theme', 'dark')
  expect(screen.getByRole('heading', { level: 1, name: 'Your details' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Privacy' })).toHaveAttribute('href', 'https://bank.example/privacy')
})
