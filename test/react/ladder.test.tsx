import { act, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { errorCodes, VerificationError, type CameraErrorCode } from '../../src/core/errors.ts'
import { en } from '../../src/locales/en.ts'
import { ptBR } from '../../src/locales/pt-BR.ts'
import { createDevice } from './camera.ts'
import { fileOf, photoFile, prepareImage } from './photos.ts'
import { ana, goToCapture, pick, press, show, type Shown, title } from './widget.tsx'

const codes = Object.keys(errorCodes).filter((code): code is CameraErrorCode => code.startsWith('camera-'))

async function fail(code: CameraErrorCode, adapters = {}): Promise<Shown> {
  const { loadCaptureTools } = createDevice({ status: 'failed', failure: code })
  const shown = show({ props: { defaultValues: ana }, adapters: { loadCaptureTools, ...adapters } })
  await goToCapture(shown)
  await press(shown.user, 'Use camera')
  await title(en.errors[code].title)
  return shown
}

/** What the camera app gives back. */
const photograph = ({ user, container }: Shown, file: File) => user.upload(container.querySelector<HTMLInputElement>('input[capture]')!, file)
const primary = ({ container }: Shown) => container.querySelector('[data-variant="primary"]')?.textContent

/** Whatever the person does, the camera will not work on this page. */
const never: readonly CameraErrorCode[] = ['camera-insecure', 'camera-policy', 'camera-iframe', 'camera-unsupported']

test.each(codes)('%s is told in words, with every other way, and the camera only where it may work later', async (code) => {
  const shown = await fail(code)
  expect(screen.getByText(en.errors[code].text)).toBeVisible()
  expect(screen.getByText(en.capture.otherWays)).toBeVisible()
  for (const name of ['Open the camera app', 'Upload a photo']) expect(screen.getByRole('button', { name })).toBeVisible()
  expect(screen.queryAllByRole('button', { name: /^(Use camera|Try again)$/ }).map(({ textContent }) => textContent))
    .toEqual(never.includes(code) ? [] : ['Try again'])
  expect(screen.getByRole('button', { name: 'Back' })).toBeVisible()
  expect(shown.events).toContainEqual({ type: 'cameraFailed', code })
})

test('a camera whose screen did not load is told in words, with every other way', async () => {
  const loadCaptureTools = () => Promise.reject(new VerificationError('not-loaded'))
  const shown = show({ props: { defaultValues: ana }, adapters: { loadCaptureTools } })
  await goToCapture(shown)
  await press(shown.user, 'Use camera')
  await title(en.errors['not-loaded'].title)
  for (const name of ['Try again', 'Open the camera app', 'Upload a photo', 'Back']) {
    expect(screen.getByRole('button', { name })).toBeVisible()
  }
  // It is no camera's fault
  expect(shown.events.map(({ type }) => type)).not.toContain('cameraFailed')
})

test('a person who did not allow the camera gets out again, and goes on by a file', async () => {
  const shown = await fail('camera-denied')
  await press(shown.user, 'Back')
  await title('Front of your identity card')
  await pick(shown, photoFile())
  await title('Is it easy to read?')
})

test('after two failures of the camera the camera app is offered first, here and for the other side', async () => {
  const shown = await fail('camera-busy')
  expect(primary(shown)).toBe('Try again')
  await press(shown.user, 'Try again')
  await waitFor(() => expect(primary(shown)).toBe('Open the camera app'))
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
  await press(shown.user, 'Back')
  await title('Front of your identity card')
  expect(primary(shown)).toBe('Open the camera app')
  expect(screen.getByRole('button', { name: 'Use camera' })).toBeVisible()
})

test.each([en, ptBR])('the words in $locale fit the button also where it is called “Use camera”', ({ errors, tryAgain }) => {
  const [verb = '', ...again] = tryAgain.toLowerCase().split(' ')
  const saysTryAgain = new RegExp(`${verb.slice(0, 3)}\\w* ${again.join(' ')}`, 'i')
  expect(errors.timeout.text).toMatch(saysTryAgain)
  expect(codes.filter((code) => saysTryAgain.test(errors[code].text))).toEqual([])
})

test('a camera that comes on and gives no photo counts as failed, too', async () => {
  const device = createDevice()
  const shown = show({ props: { defaultValues: ana }, adapters: { loadCaptureTools: device.loadCaptureTools } })
  await goToCapture(shown)
  for (const retry of ['Use camera', 'Try again']) {
    await press(shown.user, retry)
    await screen.findByRole('button', { name: 'Take photo' })
    act(() => device.becomes({ status: 'failed', failure: 'camera-failed' }))
    await title(en.errors['camera-failed'].title)
  }
  expect(primary(shown)).toBe('Open the camera app')
})

test('a device without a camera app goes on with a file, and does not offer what it has not', async () => {
  const shown = await fail('camera-missing', { hasCameraApp: () => false })
  expect(primary(shown)).toBe('Upload a photo')
  expect(screen.queryByRole('button', { name: 'Open the camera app' })).toBeNull()
  // No title over ways that are not there
  expect(screen.queryByText(en.capture.otherWays)).toBeNull()
})

test('after two photos of the camera app that cannot be used a file is offered first', async () => {
  const shown = await fail('camera-policy')
  await photograph(shown, fileOf('no picture'))
  expect(await screen.findByRole('alert')).toHaveTextContent('This file is not a photo we can use')
  expect(primary(shown)).toBe('Open the camera app')
  await photograph(shown, fileOf('none either'))
  await waitFor(() => expect(primary(shown)).toBe('Upload a photo'))
})

test('a photo that is replaced while it is prepared is no success of the camera app', async () => {
  const slow: { finish(): void; isAborted(): boolean }[] = []
  const shown = await fail('camera-policy', {
    // The encoder can be past the point where it looks whether anyone still waits
    prepareImage: async (...[file, given]: Parameters<typeof prepareImage>) => {
      const isAborted = () => given.signal.aborted
      await new Promise<void>((finish) => slow.push({ finish, isAborted }))
      return prepareImage(file, { ...given, signal: new AbortController().signal })
    },
  })
  await photograph(shown, fileOf('no picture'))
  slow[0]!.finish()
  await screen.findByRole('alert')
  await photograph(shown, photoFile())
  await photograph(shown, fileOf('none either'))
  expect(slow.slice(1).map(({ isAborted }) => isAborted())).toEqual([true, false])
  // The reading of a file takes turns of its own
  slow[1]!.finish()
  await act(() => new Promise((resolve) => setTimeout(resolve, 100)))
  slow[2]!.finish()
  await waitFor(() => expect(primary(shown)).toBe('Upload a photo'))
})

test('tells how to allow the camera in this browser, and in the others at a press', async () => {
  const shown = await fail('camera-denied')
  const names = Object.values(en.allowCamera.browsers).map(({ name }) => `Allow it in ${name}`)
  const told = () => names.filter((name) => screen.queryByText(name))
  expect(told()).toHaveLength(1)
  expect(within(screen.getByRole('list', { name: '' })).getAllByRole('listitem')).toHaveLength(3)
  await press(shown.user, 'Other browsers')
  expect(told()).toHaveLength(names.length)
})

test('the focus stays on the button that shows the other browsers, and hides them again', async () => {
  const { user } = await fail('camera-denied')
  const button = screen.getByRole('button', { name: 'Other browsers', expanded: false })
  button.focus()
  await user.keyboard('{Enter}')
  expect(button).toHaveFocus()
  expect(button).toHaveAttribute('aria-expanded', 'true')
  await user.keyboard('{Enter}')
  expect(screen.getAllByText(/^Allow it in /)).toHaveLength(1)
})

test('the last step names a button that is there, also where another way stands first', async () => {
  const shown = await fail('camera-denied')
  const named = (button: string) => screen.getByText(`Come back here and choose “${button}”.`)
  expect(named('Try again')).toBeVisible()
  await press(shown.user, 'Try again')
  await waitFor(() => expect(primary(shown)).toBe('Open the camera app'))
  expect(named('Try again')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('an app without a camera API gives the address, to be opened in a browser', async () => {
  const shown = await fail('camera-unsupported')
  await press(shown.user, 'Copy the link of this page')
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe(location.href)
})

test('shows the address where it may not be copied', async () => {
  const shown = await fail('camera-unsupported')
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'))
  await press(shown.user, 'Copy the link of this page')
  expect(await screen.findByText(location.href)).toBeVisible()
})
