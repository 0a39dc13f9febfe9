import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { VerificationError } from '../../src/core/errors.ts'
import { liveHints } from '../../src/core/quality.ts'
import { en } from '../../src/locales/en.ts'
import { ptBR } from '../../src/locales/pt-BR.ts'
import type { IdentityVerificationProps } from '../../src/react/IdentityVerification.tsx'
import { createDevice, phone, type CameraDevice } from './camera.ts'
import { photoFile } from './photos.ts'
import { ana, focusedTitle, goToCapture, press, show, type Shown, title } from './widget.tsx'

async function openCamera(device: CameraDevice, props: Partial<IdentityVerificationProps> = {}): Promise<Shown> {
  const { loadCaptureTools } = device
  const shown = show({ props: { defaultValues: ana, ...props }, adapters: { loadCaptureTools } })
  await goToCapture(shown)
  await press(shown.user, 'Use camera')
  await screen.findByRole('button', { name: 'Take photo' })
  return shown
}

const shutter = () => screen.getByRole('button', { name: 'Take photo' })
const openOptions = async ({ user }: Shown) => {
  await press(user, 'Camera options')
  return within(await screen.findByRole('dialog', { name: 'Camera options' }))
}

test('says why before the browser asks, and what to answer while it does', async () => {
  const device = createDevice({ status: 'asking' })
  const shown = show({ props: { defaultValues: ana }, adapters: { loadCaptureTools: device.loadCaptureTools } })
  await goToCapture(shown)
  expect(screen.getByText(en.capture.primer)).toBeVisible()
  expect(device.asked).toEqual([])
  await press(shown.user, 'Use camera')
  expect(await screen.findByText(en.camera.allow)).toBeVisible()
  expect(shutter()).toHaveAttribute('aria-disabled', 'true')
  await shown.user.click(shutter())
  expect(device.asked).toEqual(['create', 'open'])
})

test.each([['asking'], ['starting']] as const)('takes nothing while the camera is %s, whatever is pressed', async (status) => {
  const device = createDevice({ ...phone, status })
  const shown = await openCamera(device)
  expect(shutter()).toHaveAttribute('aria-disabled', 'true')
  await focusedTitle('Front of your identity card')
  await shown.user.keyboard(' {Enter}')
  await shown.user.click(shutter())
  expect(device.asked).toEqual(['create', 'open'])
  act(() => device.becomes({ status: 'live' }))
  await shown.user.click(shutter())
  await title('Is it easy to read?')
})

test('tells of the other ways where the browser never asks', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  onTestFinished(() => void vi.useRealTimers())
  const device = createDevice({ status: 'asking' })
  await openCamera(device)
  expect(screen.queryByText(en.camera.unanswered)).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect(screen.getAllByText(en.camera.unanswered)).toHaveLength(2)
  act(() => device.becomes(phone))
  expect(screen.queryByText(en.camera.unanswered)).toBeNull()
})

test.each(liveHints)('says %s in words, also to a screen reader', async (hint) => {
  const device = createDevice()
  await openCamera(device)
  act(() => device.says({ hint }))
  const spoken = screen.getAllByRole('status').map(({ textContent }) => textContent)
  expect(spoken).toContain(en.camera.hints[hint])
})

test('what is said is said in a region that was there before', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  const region = shown.container.querySelector('[data-part="hint-pill"] [role="status"]')
  expect(region).toBeVisible()
  expect(region).toBeEmptyDOMElement()
  act(() => device.says({ hint: 'closer' }))
  expect(region).toHaveTextContent(en.camera.hints.closer)
})

test('another lens is tried, and the distance told, where a document never gets sharp', async () => {
  const device = createDevice()
  await openCamera(device)
  act(() => device.says({ hint: 'blurry' }))
  for (const { camera } of [en, ptBR]) expect(camera.hints.blurry).toContain('20 cm')
  expect(screen.getByText(en.camera.hints.blurry)).toBeVisible()
  expect(device.asked).not.toContain('next')
  act(() => device.staysBlurred())
  expect(device.asked.at(-1)).toBe('next')
})

test('takes the photo by itself when it is told to, once', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  act(() => device.says({ hint: 'steady', steadiness: 1, shouldTake: true }))
  await focusedTitle('Is it easy to read?')
  expect(device.asked).toEqual(['create', 'open', 'take', 'rest'])
  expect(device.isWatched()).toBe(false)
  expect(shown.events).toContainEqual(expect.objectContaining({ type: 'photoTaken', source: 'camera' }))
})

const pill = ({ container }: Shown) => container.querySelector('[data-part="hint-pill"]')
const guide = ({ container }: Shown) => container.querySelector('[data-part="guide"]')

test.each([
  [null, 'still', 'adjust'],
  ['no-document', 'still', 'adjust'],
  ['blurry', 'still', 'adjust'],
  ['steady', 'steady', 'steady'],
] as const)('while a photo is taken after “%s”, pill and guide say the same, and praise nothing that was not seen', async (hint, said, mood) => {
  const device = createDevice(phone, () => new Promise(() => {}))
  const shown = await openCamera(device)
  act(() => device.says({ hint }))
  await shown.user.click(shutter())
  expect(device.asked.at(-1)).toBe('take')
  expect(pill(shown)).toHaveTextContent(en.camera.hints[said])
  expect(pill(shown)).toHaveAttribute('data-state', mood)
  expect(guide(shown)).toHaveAttribute('data-state', mood)
})

test('stays live after a picture that was black, says that it is too dark, and takes the next one', async () => {
  const pictures = [() => Promise.reject(new VerificationError('camera-black')), async () => photoFile('light.jpg')]
  const device = createDevice(phone, () => pictures.shift()!())
  const shown = await openCamera(device)
  await shown.user.click(shutter())
  await waitFor(() => expect(pill(shown)).toHaveTextContent(en.camera.hints.dark))
  expect(pill(shown)).toHaveAttribute('data-state', 'adjust')
  expect(device.isWatched()).toBe(true)
  act(() => device.says({ hint: 'closer' }))
  expect(pill(shown)).toHaveTextContent(en.camera.hints.closer)
  await shown.user.click(shutter())
  await title('Is it easy to read?')
  expect(device.asked).toEqual(['create', 'open', 'take', 'take', 'rest'])
  expect(shown.events.map(({ type }) => type)).not.toContain('cameraFailed')
})

test('gives a feed that lies a box of its own, and a feed that stands the whole view', async () => {
  const shown = await openCamera(createDevice())
  const feed = shown.container.querySelector('video')!
  const becomes = (videoWidth: number, videoHeight: number) => {
    Object.defineProperties(feed, { videoWidth: { value: videoWidth, configurable: true }, videoHeight: { value: videoHeight, configurable: true } })
    fireEvent(feed, new Event('resize'))
  }
  expect(feed).not.toHaveAttribute('data-shape')
  becomes(1280, 720)
  expect(feed).toHaveAttribute('data-shape', 'wide')
  becomes(720, 1280)
  expect(feed).not.toHaveAttribute('data-shape')
})

test('leaves it to the shutter where the host, or the person, wants that', async () => {
  const byHost = createDevice()
  const shown = await openCamera(byHost, { autoCapture: false })
  expect(screen.getByText(en.camera.manual)).toBeVisible()
  act(() => byHost.says({ hint: 'steady', steadiness: 1, shouldTake: true }))
  expect(byHost.asked).not.toContain('take')
  shown.unmount()

  const byPerson = createDevice()
  const again = await openCamera(byPerson)
  const options = await openOptions(again)
  await again.user.click(options.getByRole('switch', { name: en.camera.takesByItself }))
  await again.user.click(options.getByRole('button', { name: 'Close' }))
  act(() => byPerson.says({ hint: 'steady', steadiness: 1, shouldTake: true }))
  expect(byPerson.asked).not.toContain('take')
  await again.user.click(shutter())
  await title('Is it easy to read?')
})

test.each(['{Enter}', ' '])('takes the photo with the key “%s”, wherever the focus is but on another control', async (key) => {
  const device = createDevice()
  const shown = await openCamera(device)
  await focusedTitle('Front of your identity card')
  await shown.user.keyboard(key)
  await title('Is it easy to read?')
  expect(device.asked.filter((asked) => asked === 'take')).toHaveLength(1)
})

test('takes the photo with a key also after a press on the picture', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  await shown.user.click(shown.container.querySelector('[data-part="guide"]')!)
  await shown.user.keyboard(' ')
  await title('Is it easy to read?')
  expect(device.asked).toContain('take')
})

test('a press beside the options closes them, and takes nothing', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  const options = await openOptions(shown)
  await shown.user.click(options.getByText(en.capture.otherWays))
  expect(screen.getByRole('dialog')).toBeVisible()
  await shown.user.click(shown.container.querySelector('[data-part="guide"]')!)
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(device.asked).not.toContain('take')
})

test('offers the other cameras, the light and every other way while the camera is on', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  await press(shown.user, 'Switch camera')
  await press(shown.user, 'Light')
  expect(screen.getByRole('button', { name: 'Light' })).toHaveAttribute('aria-pressed', 'true')
  const options = await openOptions(shown)
  expect(device.isWatched()).toBe(false)
  expect(options.getByRole('button', { name: 'Back camera' })).toHaveAttribute('aria-pressed', 'true')
  expect(options.getByRole('button', { name: 'Upload a photo' })).toBeVisible()
  expect(options.getByRole('button', { name: 'Open the camera app' })).toBeVisible()
  await shown.user.click(options.getByRole('button', { name: 'Front camera' }))
  expect(device.asked).toEqual(['create', 'open', 'flip', 'choose front'])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('has no light, no switch and no choice where there is one plain camera', async () => {
  const webcam = { id: 'web', label: 'Webcam', facing: null }
  const shown = await openCamera(createDevice({ ...phone, cameras: [webcam], current: webcam, torch: 'none' }))
  expect(screen.queryByRole('button', { name: 'Light' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Switch camera' })).toBeNull()
  const options = await openOptions(shown)
  expect(options.queryByRole('button', { name: /camera$/ })).toBeNull()
})

test('Escape closes the options first, then the camera, and the focus is where it was', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  await openOptions(shown)
  await shown.user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('button', { name: 'Camera options' })).toHaveFocus()
  await shown.user.keyboard('{Escape}')
  await focusedTitle('Front of your identity card')
  expect(screen.getByRole('button', { name: 'Use camera' })).toBeVisible()
  // Its light must not stay on
  expect(device.asked.at(-1)).toBe('close')
})

test('the options close when the focus leaves them, and their own button closes them too', async () => {
  const shown = await openCamera(createDevice())
  await openOptions(shown)
  act(() => shutter().focus())
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(shutter()).toHaveFocus()
  await openOptions(shown)
  await press(shown.user, 'Camera options')
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('the stream goes on from front to back, and ends when the sides are done', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  await shown.user.click(shutter())
  await press(shown.user, 'Use this photo')
  await title('Back of your identity card')
  await press(shown.user, 'Use camera')
  await shown.user.click(await screen.findByRole('button', { name: 'Take photo' }))
  expect(device.asked.filter((asked) => asked === 'create')).toHaveLength(1)
  expect(device.asked).not.toContain('close')
  await press(shown.user, 'Use this photo')
  await title('Check your answers')
  expect(device.asked.at(-1)).toBe('close')
})

test('begins with the camera that the host names, and tells the host of every other', async () => {
  const device = createDevice()
  const changes: string[] = []
  await openCamera(device, { defaultCamera: 'counter', onCameraChange: (id) => changes.push(id) })
  expect(device.options()?.deviceId).toBe('counter')
  device.options()?.onChange?.({ id: 'front', label: '', facing: 'user' })
  expect(changes).toEqual(['front'])
})

test('tells of a camera to the callback that the host gave last', async () => {
  const device = createDevice()
  const told: string[] = []
  const shown = await openCamera(device, { onCameraChange: () => told.push('first') })
  shown.update({ onCameraChange: () => told.push('last') })
  device.options()?.onChange?.({ id: 'front', label: '', facing: 'user' })
  expect(told).toEqual(['last'])
})

test('ends the stream when the widget is taken away', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  shown.unmount()
  expect(device.asked.at(-1)).toBe('close')
})

test('a file that is dropped on the live camera is used, and not opened by the browser', async () => {
  const device = createDevice()
  await openCamera(device)
  const dataTransfer = { types: ['Files'], files: [photoFile('dropped.jpg', { width: 2222, height: 999 })] }
  expect(fireEvent.drop(shutter(), { dataTransfer })).toBe(false)
  expect(await screen.findByText(/2222 × 999/)).toBeVisible()
  expect(device.asked.at(-1)).toBe('close')
})

test('a camera that stops while it is on leads to the words of its error', async () => {
  const device = createDevice()
  const shown = await openCamera(device)
  act(() => device.becomes({ status: 'failed', failure: 'camera-busy' }))
  await focusedTitle(en.errors['camera-busy'].title)
  await waitFor(() => expect(shown.events).toContainEqual({ type: 'cameraFailed', code: 'camera-busy' }))
})
