import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { VerificationError } from '../../src/core/errors.ts'
import { lookOf } from '../core/samples.ts'
import { photoFile } from './photos.ts'
import { ana, goThrough, goToReview, press, show, title } from './widget.tsx'

test('goes from a name to a verdict and tells the host once, in order', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goThrough(shown)
  await title('You’re verified')
  const [received] = shown.stage.sandbox.sessions()
  const sessionId = received?.session.id
  expect(shown.outcomes).toEqual([{ status: 'approved', sessionId, individualId: received?.session.individualId }])
  expect(received?.session.individualId).toEqual(expect.any(String))
  const sizeBytes = photoFile().size
  const photoTaken = { type: 'photoTaken', source: 'file', widthPixels: 1600, heightPixels: 1000, sizeBytes }
  const { issues, scores } = lookOf().inspection
  const photoInspected = { type: 'photoInspected', source: 'file', issues, scores, isRepeat: false }
  const uploads = shown.events.filter(({ type }) => type === 'uploadFinished')
  expect(uploads).toEqual(
    expect.arrayContaining(['front', 'back'].map((slot) => ({ type: 'uploadFinished', slot, sizeBytes }))),
  )
  expect(shown.events.filter(({ type }) => type !== 'uploadFinished')).toEqual([
    { type: 'stepShown', step: 'details' },
    { type: 'stepShown', step: 'document' },
    { type: 'stepShown', step: 'capture:front' },
    photoTaken,
    photoInspected,
    { type: 'stepShown', step: 'capture:back' },
    photoTaken,
    photoInspected,
    { type: 'stepShown', step: 'review' },
    { type: 'submitted' },
    { type: 'sessionCreated', sessionId },
    { type: 'processingStarted', sessionId },
    { type: 'finished', status: 'approved', sessionId },
  ])
  expect(shown.events.map(({ type }) => type).slice(10, -2)).toEqual(['sessionCreated', 'uploadFinished', 'uploadFinished'])
  expect(shown.errors).toEqual([])
  expect(shown.stage.sandbox.calls).toMatchObject({ create: 1, upload: 2, process: 1 })
})

test('sends the vendor what was typed, in its own form', async () => {
  const shown = show({ props: { defaultValues: { ...ana, nationality: 'BRAZILIAN' } } })
  await goThrough(shown)
  await title('You’re verified')
  expect(shown.stage.sandbox.sessions()[0]?.request).toEqual({
    firstName: 'Ana',
    lastName: 'Souza',
    birthDate: '14/03/1991',
    documentCategory: 'IDENTITY_CARD',
    documentCountry: 'BRAZIL',
    documentId: '52998224725',
    nationality: 'BRAZILIAN',
    livenessRequired: false,
  })
})

test('tells no event what was typed', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goThrough(shown)
  await title('You’re verified')
  const told = JSON.stringify(shown.events)
  expect(told).not.toBe('[]')
  for (const typed of ['Ana', 'Souza', '1991', '529', '52998224725', 'BRAZIL', 'IDENTITY_CARD', 'jpg']) {
    expect(told).not.toContain(typed)
  }
})

test('greets an approved person and closes by the host’s button', async () => {
  let closed = 0
  const shown = show({ props: { defaultValues: ana, onClose: () => (closed += 1) } })
  await goThrough(shown)
  expect(await screen.findByText('Thank you, Ana. There is nothing else to do.')).toBeVisible()
  await press(shown.user, 'Continue')
  expect(closed).toBe(1)
})

test('lets a declined person try again with everything kept', async () => {
  const shown = show({ scenario: 'declined', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('We could not verify you this time')
  expect(shown.outcomes.map(({ status }) => status)).toEqual(['declined'])
  shown.stage.sandbox.setScenario('approved')
  await press(shown.user, 'Try again')
  await title('Is it easy to read?')
  await press(shown.user, 'Use this photo')
  await title('Check your answers')
  await press(shown.user, 'Submit')
  await title('You’re verified')
  expect(shown.outcomes.map(({ status }) => status)).toEqual(['declined', 'approved'])
  expect(shown.stage.sandbox.calls.create).toBe(2)
})

test('starts again from an expired session with the same answers and photos', async () => {
  const shown = show({ scenario: 'session-expired', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('Time ran out')
  shown.stage.sandbox.setScenario('approved')
  await press(shown.user, 'Start again')
  await title('You’re verified')
  expect(shown.outcomes.map(({ status }) => status)).toEqual(['expired', 'approved'])
})

test('makes a new session by itself when the targets of the first are dead', async () => {
  const shown = show({ scenario: 'expired-target', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('You’re verified')
  expect(shown.errors).toEqual([])
  expect(shown.stage.sandbox.calls.create).toBe(2)
})

test('gets over a network that cuts every first try', async () => {
  const shown = show({ scenario: 'flaky-network', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('You’re verified')
  expect(shown.errors).toEqual([])
  expect(shown.stage.sandbox.calls.create).toBe(1)
})

test('tells that it takes long, looks again, and leaves it running when asked', async () => {
  const shown = show({ scenario: 'never-finishes', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('This is taking longer than usual')
  expect(shown.outcomes).toEqual([])
  await press(shown.user, 'Check again')
  await title('This is taking longer than usual')
  expect(shown.events.filter(({ type }) => type === 'waitIsLong')).toHaveLength(2)
  await press(shown.user, 'Close')
  await title('The check goes on')
  expect(shown.outcomes).toEqual([{ status: 'pending', sessionId: expect.any(String) }])
})

test('brings a refused field back to its own field with what was typed', async () => {
  const shown = show({ scenario: 'refused-field', props: { defaultValues: ana } })
  await goThrough(shown)
  await title('Your details')
  const day = await screen.findByRole('textbox', { name: 'Day' })
  expect(day).toBeInvalid()
  expect(day).toHaveValue('14')
  expect(day).toHaveAccessibleDescription(/This was not accepted\. Compare it with your document\./)
  expect(screen.getByRole('alert')).toHaveFocus()
  expect(shown.events).toContainEqual({ type: 'fieldsRefused', fields: ['birthDate'] })
  expect(shown.errors).toEqual([])

  shown.stage.sandbox.setScenario('approved')
  await shown.user.clear(day)
  await shown.user.type(day, '15')
  await press(shown.user, 'Continue')
  await title('Check your answers')
  await press(shown.user, 'Submit')
  await title('You’re verified')
  expect(shown.stage.sandbox.sessions()[0]?.request.birthDate).toBe('15/03/1991')
})

test('asks for refused fields on two screens, one after the other, before anything is sent again', async () => {
  const shown = show({ props: { defaultValues: ana } })
  const { createSession } = shown.stage.host
  const fields = { documentId: 'refused', firstName: 'refused' }
  shown.update({ createSession: () => Promise.reject(new VerificationError('invalid-fields', { fields })) })
  await goThrough(shown)
  await title('Your details')
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'First name' })).toBeInvalid())
  shown.update({ createSession })
  await shown.user.type(screen.getByRole('textbox', { name: 'First name' }), 'a')
  await press(shown.user, 'Continue')
  await title('Your document')
  expect(screen.getByRole('textbox', { name: 'CPF number' })).toBeInvalid()
  await shown.user.clear(screen.getByRole('textbox', { name: 'CPF number' }))
  await shown.user.type(screen.getByRole('textbox', { name: 'CPF number' }), '11144477735')
  await press(shown.user, 'Continue')
  await title('Check your answers')
  await press(shown.user, 'Submit')
  await title('You’re verified')
  expect(shown.stage.sandbox.calls.create).toBe(1)
  expect(shown.stage.sandbox.sessions()[0]?.request).toMatchObject({ firstName: 'Anaa', documentId: '11144477735' })
})

test('keeps the key of a create without an answer while the request is the same', async () => {
  const shown = show({ props: { defaultValues: ana } })
  const { createSession } = shown.stage.host
  const keys: string[] = []
  shown.update({
    createIsIdempotent: false,
    createSession: async (request, options) => {
      keys.push(options.idempotencyKey)
      const answer = await createSession(request, options)
      if (keys.length === 1) throw new VerificationError('network')
      return answer
    },
  })
  await goThrough(shown)
  await title('The connection was lost')
  await press(shown.user, 'Change answers')
  await title('Check your answers')
  await press(shown.user, 'Edit: Your details')
  await title('Your details')
  await press(shown.user, 'Continue')
  await title('Check your answers')
  await press(shown.user, 'Submit')
  await title('You’re verified')
  expect(keys).toEqual([keys[0], keys[0]])
  expect(shown.stage.sandbox.calls.create).toBe(1)
})

test('takes the only allowed country although the host learns of it late', async () => {
  const shown = show({ props: { defaultValues: { ...ana, documentCountry: '' } } })
  await title('Your details')
  shown.update({ documents: { countries: ['BRAZIL'] } })
  await goThrough(shown)
  await title('You’re verified')
  expect(shown.stage.sandbox.sessions()[0]?.request.documentCountry).toBe('BRAZIL')
})

test('submits once when Submit is pressed twice', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goToReview(shown)
  await shown.user.dblClick(screen.getByRole('button', { name: 'Submit' }))
  await title('You’re verified')
  expect(shown.stage.sandbox.calls.create).toBe(1)
  expect(shown.outcomes).toHaveLength(1)
})
