import { act, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { VerificationError } from '../../src/core/errors.ts'
import type { Connection, Upload } from '../../src/core/ports.ts'
import { uploadTo } from '../../stories/upload.ts'
import { ScreenStage } from '../../stories/screen.tsx'
import { states } from '../core/flow/states.ts'
import { ana, goThrough, show, title } from './widget.tsx'

const offline = 'You are offline. We go on as soon as you are back.'

/** Whether the browser would ask before the page goes away. */
const asks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

afterEach(() => void vi.useRealTimers())

test('says that the device is offline, keeps what has arrived, and goes on by itself', async () => {
  let isOnline = true
  let goOn = () => {}
  const connection: Connection = {
    isOnline: () => isOnline,
    whenOnline: () => new Promise((resolve) => (goOn = resolve)),
  }
  const tried: Blob[] = []
  const send: Upload = (target, file, options) => {
    tried.push(file)
    if (tried.length === 2) isOnline = false
    return isOnline || tried.length === 1 ? real(target, file, options) : Promise.reject(new VerificationError('network'))
  }
  const shown = show({ props: { defaultValues: ana }, adapters: { connection, upload: (...given) => send(...given) } })
  const real = uploadTo(shown.stage.sandbox, shown.clock, 0)
  await goThrough(shown)
  const words = await screen.findByText(offline)
  expect(words.closest('[role="status"]')).not.toBeNull()
  expect(await screen.findByText('Sent')).toBeVisible()
  isOnline = true
  act(() => goOn())
  await title('You’re verified')
  expect(tried.filter((file) => file === tried[0])).toHaveLength(1)
  expect(shown.errors).toEqual([])
  expect(shown.stage.sandbox.calls).toMatchObject({ create: 1, upload: 2 })
})

test.each([
  ['creating', { ...states.creating, isOffline: true }],
  ['checking', { ...states.checking, isOffline: true }],
])('says so while %s, too', (_, state) => {
  render(<ScreenStage state={state} values={ana} />)
  expect(screen.getByText(offline).closest('[role="status"]')).not.toBeNull()
})

test('counts down when under three minutes remain, and speaks of it once a minute', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] })
  const state = { ...states.uploadingHalf, expiresAtMs: Date.now() + 200_000 }
  const { unmount } = render(<ScreenStage state={state} values={ana} />)
  const spoken: string[] = []
  const shown: (string | undefined)[] = []
  for (let second = 0; second <= 202; second++) {
    const status = screen.getAllByRole('status').map((element) => element.textContent)
    const said = status.find((text) => text?.includes('left to send')) ?? ''
    if (said !== (spoken.at(-1) ?? '')) spoken.push(said)
    shown.push(screen.queryByText(/^Time left to send/)?.textContent?.slice(-5))
    act(() => void vi.advanceTimersByTime(1_000))
  }
  expect(spoken).toEqual(['3 minutes left to send', '2 minutes left to send', '1 minute left to send', ''])
  expect([shown[0], shown[19], shown[20], shown[21], shown[140], shown[200], shown[202]]).toEqual([
    undefined, undefined, '03:00', '02:59', '01:00', '00:00', '00:00',
  ])
  unmount()
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  ['the session is created', true, states.creating],
  ['photos are sent', true, states.uploadingHalf],
  ['the sending has failed', false, states.uploadingFailed],
  ['everything has arrived', false, states.starting],
  ['the vendor is at work', false, states.checking],
])('while %s, the browser asks before the page goes away: %s', async (_, isAsked, state) => {
  expect(asks()).toBe(false)
  const { unmount } = render(<ScreenStage state={state} values={ana} />)
  await waitFor(() => expect(asks()).toBe(isAsked))
  unmount()
  expect(asks()).toBe(false)
})

test('a create of which nobody knows what became is begun anew, under a new key', async () => {
  const keys: string[] = []
  const shown = show({ props: { defaultValues: ana } })
  const { createSession } = shown.stage.host
  shown.update({
    createSession: async (request, options) => {
      keys.push(options.idempotencyKey)
      if (keys.length === 1) throw new VerificationError('create-unknown')
      return createSession(request, options)
    },
  })
  await goThrough(shown)
  await title('We do not know whether your check has begun')
  await shown.user.click(screen.getByRole('button', { name: 'Start again' }))
  await title('You’re verified')
  expect(new Set(keys).size).toBe(2)
})
