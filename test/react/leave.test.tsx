import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { PrepareImage, Upload } from '../../src/core/ports.ts'
import type { IdentityVerificationProps } from '../../src/react/IdentityVerification.tsx'
import { photoFile } from './photos.ts'
import { countObjectUrls } from './setup.ts'
import { ana, focusedTitle, goThrough, goToCapture, goToReview, pick, press, show, type Shown, title } from './widget.tsx'

const turns = () => new Promise((resolve) => setTimeout(resolve, 50))

/** A call that never ends, and remembers the signals it was given. */
function hanging() {
  const signals: AbortSignal[] = []
  const call = (...given: unknown[]) => {
    const options = given.at(-1) as { signal: AbortSignal }
    signals.push(options.signal)
    return new Promise<never>(() => {})
  }
  return { signals, call }
}

/** Unmounts, and expects that everything ended and that the host hears nothing of it or after it. */
async function expectSilentEnd(shown: Shown, signals: readonly AbortSignal[]) {
  await waitFor(() => expect(signals.length).toBeGreaterThan(0))
  const before = [shown.events.length, shown.errors.length, shown.outcomes.length]
  shown.unmount()
  expect(signals.every(({ aborted }) => aborted)).toBe(true)
  const { calls } = shown.stage.sandbox
  shown.clock.advance(3_600_000)
  await turns()
  expect([shown.events.length, shown.errors.length, shown.outcomes.length]).toEqual(before)
  expect(shown.stage.sandbox.calls).toEqual(calls)
  expect(shown.clock.pendingCount).toBe(0)
  expect(countObjectUrls()).toBe(0)
}

test('leaves nothing behind when it goes away with a photo on the screen', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goToReview(shown)
  await screen.findByRole('img', { name: 'Back' })
  expect(countObjectUrls()).toBe(2)
  shown.unmount()
  expect(countObjectUrls()).toBe(0)
})

test('ends the preparation of a photo when it goes away', async () => {
  const { signals, call } = hanging()
  const shown = show({ props: { defaultValues: ana }, adapters: { prepareImage: call as PrepareImage } })
  await goToCapture(shown)
  await pick(shown, photoFile())
  await expectSilentEnd(shown, signals)
})

test.each(['createSession', 'processSession', 'getSession'] as const)('ends %s when it goes away', async (name) => {
  const { signals, call } = hanging()
  const shown = show({ props: { defaultValues: ana, [name]: call } as Partial<IdentityVerificationProps> })
  await goThrough(shown)
  await expectSilentEnd(shown, signals)
})

test('ends the sending of every photo when it goes away', async () => {
  const { signals, call } = hanging()
  const shown = show({ props: { defaultValues: ana }, adapters: { upload: call as Upload } })
  await goThrough(shown)
  await waitFor(() => expect(signals).toHaveLength(2))
  await expectSilentEnd(shown, signals)
})

test('says nothing when an answer comes after it went away', async () => {
  const answers: (() => void)[] = []
  const shown = show({ props: { defaultValues: ana } })
  const { createSession } = shown.stage.host
  shown.update({
    createSession: async (...given) => {
      await new Promise<void>((resolve) => answers.push(resolve))
      return createSession(given[0], { ...given[1], signal: new AbortController().signal })
    },
  })
  await goThrough(shown)
  await waitFor(() => expect(answers).toHaveLength(1))
  const before = shown.events.length
  shown.unmount()
  answers[0]?.()
  await turns()
  await waitFor(() => expect(shown.stage.sandbox.calls.create).toBe(1))
  await turns()
  expect(shown.stage.sandbox.calls.upload).toBe(0)
  expect(shown.events).toHaveLength(before)
})

test.each([
  ['creating', 'createSession'],
  ['starting', 'processSession'],
] as const)('can be left while %s, and tells the host once', async (_stage, name) => {
  let left = 0
  const { signals, call } = hanging()
  const props = { defaultValues: ana, onCancel: () => (left += 1), [name]: call } as Partial<IdentityVerificationProps>
  const shown = show({ props })
  await goThrough(shown)
  await waitFor(() => expect(signals).toHaveLength(1))
  await press(shown.user, 'Cancel')
  await focusedTitle('You have left the verification')
  expect(left).toBe(1)
  expect(signals[0]?.aborted).toBe(true)
  expect(shown.events.at(-1)).toEqual({ type: 'cancelled' })
  await turns()
  expect(shown.errors).toEqual([])
  expect(shown.outcomes).toEqual([])
})

test('can be left from the first screen only where the host listens', async () => {
  const without = show()
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  without.unmount()
  let left = 0
  const { user } = show({ props: { onCancel: () => (left += 1) } })
  await press(user, 'Cancel')
  await title('You have left the verification')
  expect(left).toBe(1)
})

test('can be closed while the check runs, and tells the host that it goes on', async () => {
  const { signals, call } = hanging()
  const shown = show({ props: { defaultValues: ana, getSession: call } })
  await goThrough(shown)
  await title('Checking your document')
  await waitFor(() => expect(signals).toHaveLength(1))
  await press(shown.user, 'Close')
  await title('The check goes on')
  expect(shown.outcomes).toEqual([{ status: 'pending', sessionId: expect.any(String) as string }])
  expect(signals[0]?.aborted).toBe(true)
  expect(shown.errors).toEqual([])
})

test('calls the host’s newest callbacks, and starts nothing anew when they change', async () => {
  const heard: string[] = []
  const shown = show({ scenario: 'never-finishes', props: { defaultValues: ana, onComplete: () => heard.push('old') } })
  await goThrough(shown)
  await title('This is taking longer than usual')
  shown.update({ onComplete: () => heard.push('new') })
  await press(shown.user, 'Close')
  await title('The check goes on')
  expect(heard).toEqual(['new'])
  expect(shown.stage.sandbox.calls.create).toBe(1)
})
