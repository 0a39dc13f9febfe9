import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { openSeat } from '../../src/browser/draft/draft.ts'
import type { Vault } from '../../src/browser/draft/vault.ts'
import type { Adapters } from '../../src/react/adapters.ts'
import type { IdentityVerificationProps } from '../../src/react/IdentityVerification.tsx'
import { photoFile } from './photos.ts'
import { ana, focusedTitle, goThrough, goToCapture, goToReview, pick, press, show, startedAtMs, title } from './widget.tsx'

const bytesOf = (blob: Blob) =>
  new Promise<ArrayBuffer>((resolve) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result as ArrayBuffer)
    reader.readAsArrayBuffer(blob)
  })

/** The one thing that jsdom cannot do, played: a storage. What is kept and when is for the real keeper to say. */
function createDevice() {
  let kept: { savedAtMs: number; text: string; photos: Map<string, Blob> } | null = null
  const vault: Vault = {
    async read() {
      if (!kept) return null
      const photos = await Promise.all([...kept.photos].map(async ([name, blob]) => [name, await bytesOf(blob)] as const))
      return { ...kept, photos: new Map(photos) }
    },
    async write({ text, photos, savedAtMs }) {
      const all = new Map(kept?.photos)
      for (const [name, blob] of photos) {
        if (blob) all.set(name, blob)
        else all.delete(name)
      }
      kept = { text, savedAtMs, photos: all }
    },
    async wipe() {
      kept = null
    },
  }
  const opened: string[] = []
  const openDraft: Adapters['openDraft'] = async (seat, signal) => {
    opened.push(seat.options.current.draftKey ?? '')
    // Even a fast storage answers later than at once
    await new Promise((resolve) => setTimeout(resolve, 5))
    if (!signal.aborted) await openSeat(seat, async () => vault, () => {}, signal)
  }
  return { adapters: { openDraft }, opened, kept: () => kept }
}

type Device = ReturnType<typeof createDevice>

/** Shows the widget as the page of a person who is signed in. */
const visit = ({ adapters }: Device, props: Partial<IdentityVerificationProps> = {}, more: Partial<Adapters> = {}) =>
  show({ props: { draftKey: 'user-42', ...props }, adapters: { ...adapters, ...more } })

const resumeTitle = 'Continue where you left off?'
const firstTitle = 'Your details'

describe('on return', () => {
  test('the person is asked, with the focus on the question and nothing of theirs on the screen', async () => {
    const device = createDevice()
    const first = visit(device, { defaultValues: ana })
    await goToReview(first)
    await waitFor(() => expect(device.kept()?.photos.size).toBe(2))
    first.unmount()

    const second = visit(device)
    await focusedTitle(resumeTitle)
    expect(screen.getByText('Your answers and photos from 1 minute ago are still on this device.')).toBeVisible()
    expect(second.container.textContent).not.toMatch(/Ana|Souza|1991|529|Brazil/)
    expect(screen.queryByRole('img')).toBeNull()
    expect(second.events).toEqual([{ type: 'draftFound' }])

    await press(second.user, 'Continue')
    await focusedTitle('Check your answers')
    expect(screen.getByText('Souza')).toBeVisible()
    expect(screen.getAllByRole('img')).toHaveLength(2)
    expect(second.events).toEqual([
      { type: 'draftFound' },
      { type: 'draftResumed', stage: 'editing' },
      { type: 'stepShown', step: 'review' },
    ])
    await press(second.user, 'Submit')
    await title(/You’re verified/)
    expect(second.stage.sandbox.sessions()[0]?.request).toMatchObject({ firstName: 'Ana', documentId: '52998224725' })
    await waitFor(() => expect(device.kept()).toBeNull())
  })

  test('starting afresh shows an empty first screen and leaves nothing', async () => {
    const device = createDevice()
    const first = visit(device)
    await first.user.type(await screen.findByLabelText('First name'), 'Ana')
    await waitFor(() => expect(device.kept()).not.toBeNull())
    first.unmount()

    const second = visit(device)
    await title(resumeTitle)
    expect(screen.getByText('Your answers from 1 minute ago are still on this device.')).toBeVisible()
    await press(second.user, 'Start afresh')
    await focusedTitle(firstTitle)
    expect(screen.getByLabelText('First name')).toHaveValue('')
    expect(device.kept()).toBeNull()
    expect(second.events.map(({ type }) => type)).toEqual(['draftFound', 'draftDiscarded', 'stepShown'])
  })

  test('the person is told of hours as hours', async () => {
    const device = createDevice()
    const first = visit(device, { draft: { ttlMs: 86_400_000 } })
    await first.user.type(await screen.findByLabelText('First name'), 'Ana')
    await waitFor(() => expect(device.kept()).not.toBeNull())
    first.unmount()
    const kept = device.kept()!
    kept.savedAtMs = startedAtMs - 3 * 3_600_000 - 1
    visit(device, { draft: { ttlMs: 86_400_000 } })
    expect(await screen.findByText(/from 3 hours ago/)).toBeVisible()
  })

  test.each([
    ['is shown as a lost connection', false, 1],
    ['goes on by itself where the host says that it may', true, 2],
  ])('a create that may have arrived %s', async (_name, createIsIdempotent, calls) => {
    const device = createDevice()
    const keys: string[] = []
    const first = visit(device, {
      defaultValues: ana,
      createSession: (_request, { idempotencyKey }) => {
        keys.push(idempotencyKey)
        // By then the key is on the device
        expect(device.kept()?.text).toContain(idempotencyKey)
        return new Promise(() => {})
      },
    })
    await goThrough(first)
    await waitFor(() => expect(keys).toHaveLength(1))
    const killed = device.kept()!
    first.unmount()
    // A page that is killed has no time to say that it failed
    Object.assign(device.kept()!, killed)

    const second = visit(device, { createIsIdempotent } as Partial<IdentityVerificationProps>)
    const { createSession } = second.stage.host
    second.update({ createSession: (request, options) => (keys.push(options.idempotencyKey), createSession(request, options)) })
    await title(resumeTitle)
    await press(second.user, 'Continue')
    if (!createIsIdempotent) {
      await focusedTitle('The connection was lost')
      expect(keys).toHaveLength(1)
      await press(second.user, 'Try again')
    }
    await title(/You’re verified/)
    expect(new Set(keys).size).toBe(1)
    expect(keys).toHaveLength(2)
    expect(second.errors).toHaveLength(0)
    expect(calls).toBe(createIsIdempotent ? 2 : 1)
  })

  test('a photo that nobody had time to look at is looked at', async () => {
    const device = createDevice()
    const first = visit(device, { defaultValues: ana }, { lookAtPhoto: () => new Promise(() => {}) })
    await goToCapture(first)
    await pick(first, photoFile('front.jpg', { issues: ['glare'] }))
    await waitFor(() => expect(device.kept()?.photos.size).toBe(1))
    first.unmount()
    const second = visit(device)
    await press(second.user, 'Continue')
    expect(await screen.findByRole('button', { name: 'Retake' })).toBeVisible()
    await waitFor(() => expect(second.events.some(({ type }) => type === 'photoInspected')).toBe(true))
  })
})

describe('without a draft', () => {
  test('nothing is opened for a person without a name, or where the host says so', async () => {
    const device = createDevice()
    show({ adapters: device.adapters }).unmount()
    visit(device, { draft: false }).unmount()
    visit(device, { draftKey: '' }).unmount()
    const { events } = show({ adapters: device.adapters })
    await title(firstTitle)
    await waitFor(() => expect(events).toEqual([{ type: 'stepShown', step: 'details' }]))
    expect(device.opened).toEqual([])
  })

  test('the first screen comes as it always does, without taking the focus', async () => {
    const { events } = visit(createDevice())
    expect(screen.getByRole('status')).toHaveTextContent('Loading')
    await title(firstTitle)
    expect(document.body).toHaveFocus()
    await waitFor(() => expect(events).toEqual([{ type: 'stepShown', step: 'details' }]))
  })

  test('a storage that never answers is waited for two seconds', async () => {
    const device = createDevice()
    const { events } = visit(device, {}, { openDraft: () => new Promise(() => {}) })
    await title(firstTitle)
    await waitFor(() => expect(events).toEqual([{ type: 'stepShown', step: 'details' }]))
  })

  test('a part that cannot be fetched is not missed', async () => {
    const { user } = visit(createDevice(), { defaultValues: ana }, { openDraft: () => Promise.reject(new Error('offline')) })
    await title(firstTitle)
    await press(user, 'Continue')
    await title('Your document')
  })

  test('one that comes late is not asked about, and gives way to what is typed', async () => {
    const device = createDevice()
    const first = visit(device, { defaultValues: ana })
    await goToReview(first)
    await waitFor(() => expect(device.kept()?.photos.size).toBe(2))
    first.unmount()
    const { text } = device.kept()!
    const { openDraft } = device.adapters
    const second = visit(device, {}, {
      openDraft: async (...given) => {
        await new Promise((resolve) => setTimeout(resolve, 2_300))
        return openDraft(...given)
      },
    })
    await title(firstTitle)
    await waitFor(() => expect(device.opened.length).toBeGreaterThan(1))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(device.kept()?.text).toBe(text)
    await second.user.type(screen.getByLabelText('First name'), 'Tereza')
    await waitFor(() => expect(device.kept()?.text).toContain('Tereza'))
    expect(device.kept()?.photos.size).toBe(0)
    expect(second.events.map(({ type }) => type)).toEqual(['stepShown'])
  })
})

test('another person on the same page meets nothing of the one before', async () => {
  const device = createDevice()
  const shown = visit(device)
  await shown.user.type(await screen.findByLabelText('First name'), 'Ana')
  const other = createDevice()
  shown.update({ draftKey: undefined })
  await title(firstTitle)
  expect(screen.getByLabelText('First name')).toHaveValue('')
  expect(other.kept()).toBeNull()
})
