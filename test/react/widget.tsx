import { StrictMode, type ReactNode } from 'react'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { expect } from 'vitest'
import type { VerificationError } from '../../src/core/errors.ts'
import type { VerificationEvent } from '../../src/core/events.ts'
import type { Outcome } from '../../src/core/flow/flow.ts'
import type { DefaultValues } from '../../src/core/form/values.ts'
import type { Adapters } from '../../src/react/adapters.ts'
import { IdentityVerification, type IdentityVerificationProps } from '../../src/react/IdentityVerification.tsx'
import type { Scenario } from '../../src/sandbox/index.ts'
import { createStage, StageProvider, type Stage } from '../../stories/stage.tsx'
import { createTestClock, type TestClock } from './clock.ts'
import { photoAdapters, photoFile } from './photos.ts'

/** The day on which the tests play. */
export const startedAtMs = Date.UTC(2026, 2, 4, 12)

/** A person whom nobody is, and a card that needs two sides. */
export const ana: DefaultValues = {
  firstName: 'Ana',
  lastName: 'Souza',
  birthDate: { day: '14', month: '3', year: '1991' },
  documentCountry: 'BRAZIL',
  documentCategory: 'IDENTITY_CARD',
  documentId: '529.982.247-25',
}

interface Setting {
  scenario?: Scenario
  adapters?: Partial<Adapters>
  props?: Partial<IdentityVerificationProps>
  /** What stands around the widget. */
  around?: (widget: ReactNode) => ReactNode
}

/** A widget on its stage, and everything its host was told. */
export interface Shown {
  user: UserEvent
  stage: Stage
  clock: TestClock
  events: VerificationEvent[]
  errors: VerificationError[]
  outcomes: Outcome[]
  container: HTMLElement
  /** Shows the widget with other props. */
  update(props: Partial<IdentityVerificationProps>): void
  unmount(): void
}

/** Shows the widget in a host app that lives in this process: real handler, real sandbox. */
export function show({ scenario, adapters, props, around = (widget) => widget }: Setting = {}): Shown {
  const clock = createTestClock(startedAtMs)
  const stage = createStage({ scenario, adapters: { clock, ...photoAdapters, ...adapters } })
  const events: VerificationEvent[] = []
  const errors: VerificationError[] = []
  const outcomes: Outcome[] = []
  const told = {
    onEvent: (event: VerificationEvent) => void events.push(event),
    onError: (error: VerificationError) => void errors.push(error),
    onComplete: (outcome: Outcome) => void outcomes.push(outcome),
  }
  const tree = (given: Partial<IdentityVerificationProps>) => (
    <StrictMode>
      <StageProvider stage={stage}>{around(<IdentityVerification {...stage.host} {...told} {...given} />)}</StageProvider>
    </StrictMode>
  )
  const { rerender, unmount, container } = render(tree(props ?? {}))
  const user = userEvent.setup()
  return { user, stage, clock, events, errors, outcomes, container, unmount, update: (more) => rerender(tree({ ...props, ...more })) }
}

/** Waits for a screen by its title. */
export const title = (name: string | RegExp) => screen.findByRole('heading', { name })

/** Waits for a screen whose title has the focus. */
export async function focusedTitle(name: string | RegExp): Promise<void> {
  await waitFor(() => expect(screen.getByRole('heading', { name })).toHaveFocus())
}

/** Presses a button, once it is there. */
export async function press(user: UserEvent, name: string | RegExp): Promise<void> {
  await user.click(await screen.findByRole('button', { name }))
}

/** Gives a photo to the picker of the screen, as the system's own dialog would. */
export async function pick({ user, container }: Shown, file: File): Promise<void> {
  const input = await waitFor(() => {
    const found = container.querySelector<HTMLInputElement>('input[type="file"]')
    if (!found) throw new Error('there is no picker')
    return found
  })
  await user.upload(input, file)
}

/** From the first screen, all filled in, to the first photo. */
export async function goToCapture({ user }: Shown): Promise<void> {
  await press(user, 'Continue')
  await title('Your document')
  await press(user, 'Continue')
  await screen.findByRole('button', { name: 'Upload a photo' })
}

/** From the first screen, all filled in, to the review. */
export async function goToReview(shown: Shown, sides: readonly string[] = ['Front', 'Back']): Promise<void> {
  await goToCapture(shown)
  for (const side of sides) {
    await title(new RegExp(`^${side} `))
    await pick(shown, photoFile(`${side}.jpg`))
    await press(shown.user, 'Use this photo')
  }
  await title('Check your answers')
}

/** From the first screen, all filled in, through the review. */
export async function goThrough(shown: Shown): Promise<void> {
  await goToReview(shown)
  await press(shown.user, 'Submit')
}
