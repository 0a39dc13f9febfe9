import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { VerificationError } from '../../src/core/errors.ts'
import { en } from '../../src/locales/en.ts'
import { createDevice, type CameraDevice } from './camera.ts'
import { fileOf, photoFile, prepareImage } from './photos.ts'
import { countObjectUrls, takeComplaints } from './setup.ts'
import { ana, focusedTitle, goToCapture, goToReview, pick, press, show, type Shown, title } from './widget.tsx'

const jpeg = '\u00ff\u00d8\u00ff'
const photo = () => screen.findByRole('img', { name: 'Your photo: Front of your identity card' })

async function showCapture(adapters = {}): Promise<Shown> {
  const shown = show({ props: { defaultValues: ana }, adapters })
  await goToCapture(shown)
  return shown
}

/** jsdom has neither a camera nor a secure page, and a developer is told so. */
async function tryTheCamera({ user }: Shown): Promise<HTMLElement> {
  await press(user, 'Use camera')
  const heading = await title('The camera cannot be used on this page')
  // The words for the developer are fetched
  await waitFor(() => expect(takeComplaints()).toEqual([[expect.stringContaining('serve this page over https')]]))
  return heading
}

test('shows a picked photo whole, with its size, before it is used', async () => {
  const shown = await showCapture()
  await focusedTitle('Front of your identity card')
  await pick(shown, photoFile('mine.jpg', { width: 2560, height: 1440 }))
  await focusedTitle('Is it easy to read?')
  expect(await photo()).toBeVisible()
  expect(screen.getByText('Front, 0 kB, 2560 × 1440')).toBeVisible()
  expect(countObjectUrls()).toBe(1)
  await press(shown.user, 'Use this photo')
  await title('Back of your identity card')
  expect(countObjectUrls()).toBe(0)
})

test.each([
  ['is empty', fileOf(''), 'This file is empty'],
  ['is larger than 25 MiB', fileOf(jpeg, 26_214_400), 'This file is too large'],
  ['only claims to be an image', fileOf('%PDF-1.7 and so on'), 'This file is not a photo we can use'],
  ['was cut short', fileOf(jpeg), 'This photo is damaged or incomplete'],
  ['is too small to be read', photoFile('small.jpg', { width: 800, height: 599 }), 'Move closer or use a better camera'],
])('says so when a file %s, and takes the next one', async (_what, file, words) => {
  const shown = await showCapture()
  await pick(shown, file)
  expect(await screen.findByRole('alert')).toHaveTextContent(words)
  expect(screen.getByRole('heading', { name: 'Front of your identity card' })).toBeVisible()
  await pick(shown, photoFile())
  expect(await photo()).toBeVisible()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('says how to get a JPEG when the browser cannot open HEIC', async () => {
  const shown = await showCapture({ prepareImage: () => Promise.reject(new VerificationError('file-heic')) })
  await pick(shown, photoFile())
  expect(await screen.findByRole('alert')).toHaveTextContent('Most Compatible')
})

test('says that a part did not load when the preparation could not be fetched', async () => {
  const shown = await showCapture({ prepareImage: () => Promise.reject(new VerificationError('not-loaded')) })
  await pick(shown, photoFile())
  expect(await screen.findByRole('alert')).toHaveTextContent('A part of this page did not load')
})

test('says that it prepares the photo, and takes the newest of two', async () => {
  const signals: AbortSignal[] = []
  const finish: (() => void)[] = []
  const shown = await showCapture({
    prepareImage: async (...given: Parameters<typeof prepareImage>) => {
      signals.push(given[1].signal)
      await new Promise<void>((resolve) => finish.push(resolve))
      return prepareImage(...given)
    },
  })
  await pick(shown, photoFile('first.jpg', { width: 1111, height: 1000 }))
  expect(await screen.findByRole('status')).toHaveTextContent('Preparing your photo')
  await pick(shown, photoFile('second.jpg', { width: 2222, height: 1000 }))
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  for (const end of finish) end()
  expect(await screen.findByText(/2222 × 1000/)).toBeVisible()
})

test('keeps the old photo until there is a new one', async () => {
  const shown = await showCapture()
  await pick(shown, photoFile('old.jpg', { width: 1111, height: 1000 }))
  await screen.findByText(/1111 × 1000/)
  await press(shown.user, 'Retake')
  await title('Front of your identity card')
  await pick(shown, fileOf('no picture'))
  expect(await screen.findByRole('alert')).toHaveTextContent('This file is not a photo we can use')
  await press(shown.user, 'Back')
  expect(await screen.findByText(/1111 × 1000/)).toBeVisible()

  await press(shown.user, 'Retake')
  await title('Front of your identity card')
  await pick(shown, photoFile('new.jpg', { width: 2222, height: 1000 }))
  expect(await screen.findByText(/2222 × 1000/)).toBeVisible()
})

test('takes a photo that is dropped or pasted', async () => {
  const shown = await showCapture()
  const area = screen.getByText('Or drop a photo here, or paste one.')
  const given = (file: File) => ({ types: ['Files'], files: [file] })
  fireEvent.dragOver(area, { dataTransfer: given(photoFile()) })
  expect(screen.getByText('Let go to use this photo')).toBeVisible()
  fireEvent.drop(screen.getByText('Let go to use this photo'), { dataTransfer: given(photoFile('a.jpg', { width: 1111, height: 999 })) })
  await screen.findByText(/1111 × 999/)
  await press(shown.user, 'Retake')
  fireEvent.paste(await screen.findByText('Or drop a photo here, or paste one.'), {
    clipboardData: given(photoFile('b.jpg', { width: 2222, height: 999 })),
  })
  expect(await screen.findByText(/2222 × 999/)).toBeVisible()
})

test('replaces the photo on the screen by one that is dropped, and does not let the browser open it', async () => {
  const shown = await showCapture()
  await pick(shown, photoFile('old.jpg', { width: 1111, height: 999 }))
  const over = await screen.findByText(/1111 × 999/)
  const dataTransfer = { types: ['Files'], files: [photoFile('new.jpg', { width: 2222, height: 999 })] }
  expect(fireEvent.dragOver(over, { dataTransfer })).toBe(false)
  expect(fireEvent.drop(over, { dataTransfer })).toBe(false)
  expect(await screen.findByText(/2222 × 999/)).toBeVisible()
})

test('says so when what is dropped on a photo is none, and gives the photo back', async () => {
  const shown = await showCapture()
  await pick(shown, photoFile('old.jpg', { width: 1111, height: 999 }))
  const dataTransfer = { types: ['Files'], files: [fileOf('no picture')] }
  fireEvent.drop(await screen.findByText(/1111 × 999/), { dataTransfer })
  expect(await screen.findByRole('alert')).toHaveTextContent('This file is not a photo we can use')
  await press(shown.user, 'Back')
  expect(await screen.findByText(/1111 × 999/)).toBeVisible()
})

test('takes a photo that is dropped where the camera did not work', async () => {
  const shown = await showCapture()
  const over = await tryTheCamera(shown)
  const dataTransfer = { types: ['Files'], files: [photoFile()] }
  expect(fireEvent.drop(over, { dataTransfer })).toBe(false)
  expect(await photo()).toBeVisible()
})

test('leaves dragged text to the page', async () => {
  await showCapture()
  const area = screen.getByText('Or drop a photo here, or paste one.')
  expect(fireEvent.dragOver(area, { dataTransfer: { types: ['text/plain'], files: [] } })).toBe(true)
  expect(screen.queryByText('Let go to use this photo')).toBeNull()
})

test('offers the picker where the camera cannot be used', async () => {
  const shown = await showCapture()
  await tryTheCamera(shown)
  expect(screen.getByRole('button', { name: 'Open the camera app' })).toBeVisible()
  await pick(shown, photoFile())
  expect(await photo()).toBeVisible()
})

/** What a press opens, as the page asks the browser for it. */
async function opensBy({ user }: Shown, name: string): Promise<{ capture: string | null; accepts: string[] }> {
  const opened: HTMLInputElement[] = []
  const click = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    opened.push(this)
  })
  await press(user, name)
  click.mockRestore()
  expect(opened.map(({ type }) => type)).toEqual(['file'])
  return { capture: opened[0]!.getAttribute('capture'), accepts: opened[0]!.accept.split(',') }
}

test.each<[where: string, reach: (shown: Shown) => Promise<unknown>, device?: CameraDevice]>([
  ['on the first screen of a side', async () => {}],
  ['where the camera cannot be used', tryTheCamera],
  [
    'where the camera was denied',
    ({ user }) => press(user, 'Use camera').then(() => title(en.errors['camera-denied'].title)),
    createDevice({ status: 'failed', failure: 'camera-denied' }),
  ],
  [
    'in the options of the live camera',
    ({ user }) => press(user, 'Use camera').then(() => press(user, 'Camera options')),
    createDevice(),
  ],
])('the camera app and the picker are two controls, and the app opens the camera at the back: %s', async (_where, reach, device) => {
  const shown = await showCapture(device && { loadCaptureTools: device.loadCaptureTools })
  await reach(shown)
  const app = await opensBy(shown, 'Open the camera app')
  const file = await opensBy(shown, 'Upload a photo')
  expect([app.capture, file.capture]).toEqual(['environment', null])
  // Phones look at these: anything but pictures would take the camera away, and HEIC is not to be greyed out
  expect(app.accepts.filter((type) => !type.startsWith('image/'))).toEqual([])
  expect(file.accepts).toEqual(expect.arrayContaining([...app.accepts, 'image/heic', '.heic']))
})

test('goes back from the camera’s problem to the choice', async () => {
  const shown = await showCapture()
  await tryTheCamera(shown)
  await press(shown.user, 'Back')
  expect(await title('Front of your identity card')).toBeVisible()
  expect(shown.events).toContainEqual({ type: 'cameraFailed', code: 'camera-insecure' })
})

test('keeps the photos of each kind of document apart', async () => {
  const shown = show({ props: { defaultValues: ana } })
  await goToReview(shown)
  await press(shown.user, 'Edit: Your document')
  await title('Your document')
  await shown.user.click(screen.getByRole('radio', { name: /Passport/ }))
  await press(shown.user, 'Continue')
  await title('Photo page of your passport')
  await pick(shown, photoFile('passport.jpg', { width: 3000, height: 2000 }))
  await press(shown.user, 'Use this photo')
  await title('Check your answers')
  expect(await screen.findAllByRole('img')).toHaveLength(1)
  await press(shown.user, 'Edit: Your document')
  await title('Your document')
  await shown.user.click(screen.getByRole('radio', { name: /Identity card/ }))
  await press(shown.user, 'Continue')
  await title('Check your answers')
  await waitFor(() => expect(screen.getAllByRole('img')).toHaveLength(2))
})
