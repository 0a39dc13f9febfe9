import { StrictMode } from 'react'
import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { Outcome } from '../../src/core/flow/flow.ts'
import { useVerification, type Verification } from '../../src/react/useVerification.ts'
import type { VerificationOptions } from '../../src/react/options.ts'
import { createStage, StageProvider } from '../../stories/stage.tsx'
import { createTestClock } from './clock.ts'
import { fileOf, photoAdapters, photoFile } from './photos.ts'
import { startedAtMs } from './widget.tsx'

/** A host's own screen: fields, one button, a line that says where it is. */
function OwnScreen({ options, expose }: { options: VerificationOptions; expose(verification: Verification): void }) {
  const verification = useVerification(options)
  const { form, state, submit, slots } = verification
  expose(verification)
  return (
    <>
      <input aria-label="First" {...form.register('firstName')} />
      <input aria-label="Number" {...form.register('documentId')} />
      <button onClick={() => void submit()}>Send</button>
      <p role="status">{`${state.stage} ${'step' in state ? state.step : ''} ${slots.join()}`}</p>
      <p role="alert">{Object.keys(form.formState.errors).join()}</p>
    </>
  )
}

function showOwn() {
  const clock = createTestClock(startedAtMs)
  const stage = createStage({ adapters: { clock, ...photoAdapters } })
  const outcomes: Outcome[] = []
  let verification: Verification | undefined
  const options: VerificationOptions = {
    ...stage.host,
    documents: { countries: ['BRAZIL'], categories: ['PASSPORT'] },
    defaultValues: { lastName: 'Souza', birthDate: { day: '14', month: '3', year: '1991' } },
    onComplete: (outcome) => outcomes.push(outcome),
  }
  render(
    <StrictMode>
      <StageProvider stage={stage}>
        <OwnScreen options={options} expose={(now) => void (verification = now)} />
      </StageProvider>
    </StrictMode>,
  )
  return { stage, outcomes, user: userEvent.setup(), now: () => verification! }
}

test('runs the whole line under a host’s own screen', async () => {
  const { stage, outcomes, user, now } = showOwn()
  await user.type(screen.getByRole('textbox', { name: 'First' }), 'Ana')
  await user.type(screen.getByRole('textbox', { name: 'Number' }), '52998224725')
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('editing capture:front front')).toBeVisible()
  await act(() => now().addPhoto('front', photoFile(), 'file'))
  expect(now().photoOf('front')).toMatchObject({ width: 1600, height: 1000 })
  await user.click(screen.getByRole('button', { name: 'Send' }))
  await screen.findByText(/^finished/)
  expect(outcomes).toEqual([{ status: 'approved', sessionId: expect.any(String), individualId: expect.any(String) }])
  expect(stage.sandbox.sessions()[0]?.request).toMatchObject({ firstName: 'Ana', documentCategory: 'PASSPORT' })
})

test('goes to the first step that is not complete, with its errors on the form', async () => {
  const { user } = showOwn()
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('firstName')).toHaveAttribute('role', 'alert')
  await user.type(screen.getByRole('textbox', { name: 'First' }), 'Ana')
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByText('editing document front')).toBeVisible()
  expect(await screen.findByText('documentId')).toHaveAttribute('role', 'alert')
})

test('rejects a photo that cannot be used with a code, and keeps the one there is', async () => {
  const { now } = showOwn()
  await screen.findByText('editing details front')
  await act(() => now().addPhoto('front', photoFile(), 'camera'))
  await expect(now().addPhoto('front', fileOf('no photo'), 'file')).rejects.toMatchObject({ code: 'file-not-image' })
  expect(now().photoOf('front')).toMatchObject({ source: 'camera' })
})
