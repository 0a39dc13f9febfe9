import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { VerificationError } from '../../src/core/errors.ts'
import type { Upload } from '../../src/core/ports.ts'
import { uploadTo } from '../../stories/upload.ts'
import { ana, goThrough, press, show, title, type Shown } from './widget.tsx'

const codes = ({ errors }: Shown) => errors.map(({ code }) => code)

/** A callback that does something else the first time. */
function onceInstead<Given extends unknown[], Answer>(first: () => Promise<Answer>, then: (...given: Given) => Promise<Answer>) {
  let calls = 0
  return (...given: Given) => ((calls += 1) === 1 ? first() : then(...given))
}

test('shows a callback that throws as a problem that can be tried again, with everything kept', async () => {
  const thrown = new Error('the host broke')
  const shown = show({ props: { defaultValues: ana } })
  shown.update({ createIsIdempotent: false, createSession: onceInstead(() => Promise.reject(thrown), shown.stage.host.createSession) })
  await goThrough(shown)
  await title('Something went wrong on our side')
  expect(codes(shown)).toEqual(['host-callback'])
  expect(shown.errors[0]?.cause).toBe(thrown)
  await press(shown.user, 'Try again')
  await title('You’re verified')
  expect(shown.stage.sandbox.sessions()).toHaveLength(1)
  expect(shown.stage.sandbox.sessions()[0]?.request).toMatchObject({ firstName: 'Ana' })
})

test('leads from a problem back to the answers', async () => {
  const shown = show({ props: { defaultValues: ana } })
  shown.update({ createIsIdempotent: false, createSession: onceInstead(() => Promise.reject(new Error('no')), shown.stage.host.createSession) })
  await goThrough(shown)
  await press(shown.user, 'Change answers')
  await title('Check your answers')
  expect(screen.getByText('529.982.247-25')).toBeVisible()
  expect(await screen.findAllByRole('img')).toHaveLength(2)
  await press(shown.user, 'Submit')
  await title('You’re verified')
})

test.each([
  ['nothing', undefined],
  ['something else', { id: 'x' }],
  ['a session without a status', { session: { id: 'x' }, frontDocumentUpload: null }],
])('names the field, never its value, when createSession resolves to %s', async (_what, answer) => {
  const shown = show({ props: { defaultValues: ana, createSession: async () => answer as never } })
  await goThrough(shown)
  await title('Something went wrong on our side')
  expect(codes(shown)).toEqual(['host-answer'])
  expect(shown.errors[0]?.message).toMatch(/^idstep: createSession resolved to something of another shape: .+ is missing or wrong/)
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

test('refuses to send a document to an address that is not safe', async () => {
  const target = { url: 'http://s3.example.com/bucket', fields: {} }
  const shown = show({
    props: {
      defaultValues: ana,
      createSession: async () => ({
        session: { id: 'x', status: 'PENDING' },
        frontDocumentUpload: target,
        backDocumentUpload: target,
      }),
    },
  })
  await goThrough(shown)
  await title('Your photos were not sent')
  expect(codes(shown)).toEqual(['insecure-upload-url'])
  expect(shown.stage.sandbox.calls.upload).toBe(0)
})

test('gives up on a callback that never settles, ends it, and can try again', async () => {
  const signals: AbortSignal[] = []
  const shown = show({ props: { defaultValues: ana } })
  const { createSession } = shown.stage.host
  let calls = 0
  shown.update({
    createIsIdempotent: false,
    createSession: (request, options) => {
      if ((calls += 1) > 1) return createSession(request, options)
      signals.push(options.signal)
      return new Promise(() => {})
    },
  })
  await goThrough(shown)
  await title('Preparing the check')
  await waitFor(() => expect(signals).toHaveLength(1))
  shown.clock.advance(59_000)
  expect(signals[0]?.aborted).toBe(false)
  shown.clock.advance(1_000)
  await title('No answer came in time')
  expect(signals[0]?.aborted).toBe(true)
  expect(codes(shown)).toEqual(['timeout'])
  await press(shown.user, 'Try again')
  await title('You’re verified')
})

test('sends the same key again when the same create is tried again', async () => {
  const keys: string[] = []
  const shown = show({ props: { defaultValues: ana } })
  const { createSession } = shown.stage.host
  shown.update({
    createIsIdempotent: false,
    createSession: async (request, options) => {
      keys.push(options.idempotencyKey)
      const created = await createSession(request, options)
      if (keys.length === 1) throw new Error('the answer was lost')
      return created
    },
  })
  await goThrough(shown)
  await press(shown.user, 'Try again')
  await title('You’re verified')
  expect(keys[1]).toBe(keys[0])
  expect(shown.stage.sandbox.calls.create).toBe(1)
})

test('says that it is not about the document when the vendor is down, and goes on once it is back', async () => {
  const shown = show({ scenario: 'vendor-down', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('Something went wrong on our side')
  expect(codes(shown)).toEqual(['server'])
  shown.stage.sandbox.setScenario('approved')
  await press(shown.user, 'Try again')
  await title('You’re verified')
})

test('sends only the photo that did not arrive when the sending is tried again', async () => {
  const shown = show({ props: { defaultValues: ana }, adapters: { upload: (...given) => send(...given) } })
  const real = uploadTo(shown.stage.sandbox, shown.clock, 0)
  const tried: Blob[] = []
  const send: Upload = (target, file, options) => {
    tried.push(file)
    return tried.length === 2 ? Promise.reject(new VerificationError('upload-refused')) : real(target, file, options)
  }
  await goThrough(shown)
  expect(await screen.findByRole('alert')).toHaveTextContent('Your photos could not be stored')
  await screen.findByText('Sent')
  expect(screen.getByText('Not sent')).toBeVisible()
  await press(shown.user, 'Try again')
  await title('You’re verified')
  expect(tried).toHaveLength(3)
  expect(tried[2]).toBe(tried[1])
  expect(shown.stage.sandbox.calls).toMatchObject({ create: 1, upload: 2 })
})

test('says that somebody signed out, and goes on once they are back', async () => {
  const shown = show({ props: { defaultValues: ana } })
  shown.update({ createSession: () => Promise.reject(new VerificationError('unauthorized')) })
  await goThrough(shown)
  await title('You are no longer signed in')
  expect(screen.getByText('Sign in again, then try again.')).toBeVisible()
  shown.update({ createSession: shown.stage.host.createSession })
  await press(shown.user, 'Try again')
  await title('You’re verified')
})

test.each(['processSession', 'getSession'] as const)(
  'tries on in the same session whatever %s fails with, and offers no answers to change',
  async (name) => {
    const shown = show({ props: { defaultValues: ana } })
    shown.update({ [name]: () => Promise.reject(new VerificationError('invalid-request')) })
    await goThrough(shown)
    await title('Something went wrong on our side')
    expect(screen.queryByRole('button', { name: 'Change answers' })).toBeNull()
    shown.update({ [name]: shown.stage.host[name] })
    await press(shown.user, 'Try again')
    await title('You’re verified')
    expect(shown.stage.sandbox.calls.create).toBe(1)
  },
)

test('starts again in a new session, with everything kept, when the vendor no longer knows the old one', async () => {
  const shown = show({ props: { defaultValues: ana } })
  shown.update({ getSession: () => Promise.reject(new VerificationError('session-not-found')) })
  await goThrough(shown)
  await title('This check no longer exists')
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  shown.update({ getSession: shown.stage.host.getSession })
  await press(shown.user, 'Start again')
  await title('You’re verified')
  expect(shown.stage.sandbox.calls.create).toBe(2)
  expect(shown.stage.sandbox.sessions()[1]?.request).toMatchObject({ firstName: 'Ana' })
})

test('can be left from a problem', async () => {
  let left = 0
  const shown = show({ props: { defaultValues: ana, onCancel: () => (left += 1) } })
  shown.update({ createSession: () => Promise.reject(new Error('no')) })
  await goThrough(shown)
  await title('Something went wrong on our side')
  await press(shown.user, 'Cancel')
  await title('You have left the verification')
  expect(left).toBe(1)
})

test('shows a look that fails over the check, and looks on when asked', async () => {
  const shown = show({ props: { defaultValues: ana } })
  shown.update({ getSession: () => Promise.reject(new Error('no')) })
  await goThrough(shown)
  await title('Something went wrong on our side')
  expect(shown.events).toContainEqual({ type: 'failed', stage: 'checking', code: 'host-callback' })
  shown.update({ getSession: shown.stage.host.getSession })
  await press(shown.user, 'Try again')
  await title('You’re verified')
  expect(shown.stage.sandbox.calls).toMatchObject({ create: 1, process: 1 })
})
