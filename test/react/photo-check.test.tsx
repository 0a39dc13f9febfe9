import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { photoIssues } from '../../src/core/quality.ts'
import type { Adapters } from '../../src/react/adapters.ts'
import { en } from '../../src/locales/en.ts'
import { createDevice, phone } from './camera.ts'
import { photoAdapters, photoFile } from './photos.ts'
import { ana, goToCapture, pick, press, show, type Shown, title } from './widget.tsx'

async function showPhoto(shows: Parameters<typeof photoFile>[1], adapters = {}): Promise<Shown> {
  const shown = show({ props: { defaultValues: ana }, adapters })
  await goToCapture(shown)
  await pick(shown, photoFile('front.jpg', shows))
  await title('Is it easy to read?')
  return shown
}

const chips = () => within(screen.getAllByRole('list').at(-1)!).getAllByRole('listitem').map((chip) => chip.textContent)

test('a good photo is used at once, and what was looked for is listed', async () => {
  const shown = await showPhoto({})
  const use = await screen.findByRole('button', { name: 'Use this photo' })
  expect(chips()).toEqual(['Sharp', 'Well lit', 'No glare', 'All corners'])
  await shown.user.click(use)
  expect(await title('Back of your identity card')).toBeVisible()
})

test.each(photoIssues)('%s is told with what to do, and the first photo of a side cannot be used with it', async (issue) => {
  await showPhoto({ issues: [issue] })
  const { title: what, text } = en.quality.issues[issue]
  expect(await screen.findByText(what)).toBeVisible()
  expect(screen.getByText(text)).toBeVisible()
  expect(chips()).toContain(en.quality.short[issue])
  expect(screen.getByRole('button', { name: 'Retake' })).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull()
})

test('where no document is to be seen, what to do about the light or the distance is told besides', async () => {
  await showPhoto({ issues: ['no-document', 'blurry', 'dark'] })
  const { 'no-document': missing, dark } = en.quality.issues
  expect(await screen.findByText(missing.title)).toBeVisible()
  expect(screen.getByText(`${missing.text} ${dark.text}`)).toBeVisible()
  expect(chips()).toEqual([en.quality.short['no-document']])
})

/** Every way by which a photo comes in. */
const roads: [road: string, give: (shown: Shown, photo: File) => Promise<unknown>][] = [
  ['the camera', async ({ user }) => {
    await press(user, 'Use camera')
    await user.click(await screen.findByRole('button', { name: 'Take photo' }))
  }],
  ['the camera app', async ({ user, container }, photo) => user.upload(container.querySelector<HTMLInputElement>('input[capture]')!, photo)],
  ['the picker', (shown, photo) => pick(shown, photo)],
  ['a drop', async (_shown, photo) => {
    fireEvent.drop(screen.getByText(en.capture.drop), { dataTransfer: { types: ['Files'], files: [photo] } })
  }],
  ['the clipboard', async (_shown, photo) => {
    fireEvent.paste(screen.getByText(en.capture.drop), { clipboardData: { types: ['Files'], files: [photo] } })
  }],
]

test.each(roads)('a photo from %s is looked at like any other, and its fault is told with what to do', async (_road, give) => {
  const photo = photoFile('any.jpg', { issues: ['glare', 'dark'] })
  const { loadCaptureTools } = createDevice(phone, photo)
  const shown = show({ props: { defaultValues: ana }, adapters: { loadCaptureTools } })
  await goToCapture(shown)
  await give(shown, photo)
  await title('Is it easy to read?')
  expect(await screen.findByText(en.quality.issues.glare.title)).toBeVisible()
  expect(screen.getByText(en.quality.issues.glare.text)).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull()
  const told = shown.events.flatMap((event) => (event.type === 'photoInspected' ? [event.issues] : []))
  expect(told).toEqual([['glare', 'dark']])
})

test('after the second try a person may use a photo that is not good, and the host hears of both', async () => {
  const shown = await showPhoto({ issues: ['blurry'] })
  await screen.findByText('This photo looks blurry')
  await press(shown.user, 'Retake')
  await pick(shown, photoFile('again.jpg', { issues: ['glare', 'dark'] }))
  await screen.findByText('There is glare on the document')
  await press(shown.user, 'Use anyway')
  expect(await title('Back of your identity card')).toBeVisible()
  const told = shown.events.flatMap((event) => (event.type === 'photoInspected' ? [event.issues] : []))
  expect(told).toEqual([['blurry'], ['glare', 'dark']])
})

test('a back that shows the front again is asked about, and a person may know better', async () => {
  const shown = await showPhoto({ side: 'a' })
  await press(shown.user, 'Use this photo')
  await title('Back of your identity card')
  await pick(shown, photoFile('back.jpg', { side: 'a' }))
  expect(await screen.findByText('Both photos look the same')).toBeVisible()
  await press(shown.user, 'Retake')
  await pick(shown, photoFile('back.jpg', { side: 'b' }))
  expect(await screen.findByRole('button', { name: 'Use this photo' })).toBeVisible()
  await press(shown.user, 'Retake')
  await pick(shown, photoFile('back.jpg', { side: 'a' }))
  await press(shown.user, 'It is the other side')
  expect(await title('Check your answers')).toBeVisible()
})

test('a back is no repeat any more once the front is another photo', async () => {
  const shown = await showPhoto({ side: 'a' })
  await press(shown.user, 'Use this photo')
  await title('Back of your identity card')
  await pick(shown, photoFile('back.jpg', { side: 'a' }))
  await screen.findByText('Both photos look the same')
  await press(shown.user, 'Back')
  await title('Is it easy to read?')
  await press(shown.user, 'Retake')
  await pick(shown, photoFile('front.jpg', { side: 'b' }))
  await press(shown.user, 'Use this photo')
  expect(await screen.findByText('All corners')).toBeVisible()
  expect(screen.getByText(/^Back, /)).toBeVisible()
  expect(screen.queryByText('Both photos look the same')).toBeNull()
})

test('a photo that cannot be looked at is the person’s to judge', async () => {
  const shown = await showPhoto({}, { lookAtPhoto: () => Promise.reject(new Error('no eyes')) })
  await press(shown.user, 'Use this photo')
  expect(await title('Back of your identity card')).toBeVisible()
  expect(shown.events.map(({ type }) => type)).not.toContain('photoInspected')
})

test('while a photo is looked at it cannot be used yet, but retaken', async () => {
  let finish = () => {}
  const lookAtPhoto = () => new Promise((_resolve, reject) => (finish = () => reject(new Error('no eyes'))))
  const shown = await showPhoto({}, { lookAtPhoto })
  const busy = screen.getByRole('button', { name: 'Checking the photo' })
  await shown.user.click(busy)
  expect(screen.getByRole('heading', { name: 'Is it easy to read?' })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Retake' })).toBeEnabled()
  finish()
  expect(await screen.findByRole('button', { name: 'Use this photo' })).toBeVisible()
})

test('what a look finds lets no button take the place of another, and a bad photo is not used by a press that came too soon', async () => {
  let find = () => {}
  const lookAtPhoto: Adapters['lookAtPhoto'] = async (photo) => {
    await new Promise<void>((resolve) => (find = resolve))
    return photoAdapters.lookAtPhoto(photo, { shape: 'card', signal: new AbortController().signal })
  }
  const shown = await showPhoto({ issues: ['blurry'] }, { lookAtPhoto })
  find()
  await screen.findByText('This photo looks blurry')
  await press(shown.user, 'Retake')
  await pick(shown, photoFile('again.jpg', { issues: ['glare'] }))
  await title('Is it easy to read?')
  const busy = screen.getByRole('button', { name: 'Checking the photo' })
  const retake = screen.getByRole('button', { name: 'Retake' })
  retake.focus()
  find()
  await screen.findByText('There is glare on the document')
  expect(retake).toHaveFocus()
  expect(retake).toHaveAccessibleName('Retake')
  await shown.user.click(busy)
  expect(busy).toHaveAccessibleName('Checking the photo')
  await waitFor(() => expect(busy).toHaveAccessibleName('Use anyway'))
  expect(screen.getByRole('heading', { name: 'Is it easy to read?' })).toBeVisible()
  expect(busy.compareDocumentPosition(retake) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
})

test('follows the mouse when it is larger, and is not dragged away as a file', async () => {
  const shown = await showPhoto({})
  expect(screen.getByRole('img', { name: /^Your photo/ })).toHaveAttribute('draggable', 'false')
  await press(shown.user, 'Zoom in')
  const frame = screen.getByRole('region', { name: /^Your photo/ })
  frame.scrollBy = vi.fn()
  const move = (pointerType: string, buttons: number) => {
    const given = { pointerType: { value: pointerType }, movementX: { value: 30 }, movementY: { value: -20 } }
    fireEvent(frame, Object.defineProperties(new MouseEvent('pointermove', { bubbles: true, buttons }), given))
  }
  move('mouse', 0)
  move('touch', 1)
  expect(frame.scrollBy).not.toHaveBeenCalled()
  move('mouse', 1)
  expect(frame.scrollBy).toHaveBeenCalledExactlyOnceWith(-30, 20)
})

test('is made larger and smaller, within limits, and turned for good', async () => {
  const shown = await showPhoto({ width: 1600, height: 1000 })
  const larger = screen.getByRole('button', { name: 'Zoom in' })
  const smaller = screen.getByRole('button', { name: 'Zoom out' })
  expect(smaller).toHaveAttribute('aria-disabled', 'true')
  for (let times = 0; times < 5; times++) await shown.user.click(larger)
  expect(larger).toHaveAttribute('aria-disabled', 'true')
  expect(screen.getByRole('region', { name: /^Your photo/ })).toHaveAttribute('data-zoom', '4')
  for (let times = 0; times < 3; times++) await shown.user.click(smaller)
  expect(screen.queryByRole('region')).toBeNull()
  await press(shown.user, 'Turn to the right')
  expect(await screen.findByText(/1000 × 1600/)).toBeVisible()
  await waitFor(() => expect(screen.getByText('Photo turned')).toBeInTheDocument())
  expect(shown.events.filter(({ type }) => type === 'photoTaken')).toHaveLength(1)
  expect(shown.events.filter(({ type }) => type === 'photoInspected')).toHaveLength(1)
})
