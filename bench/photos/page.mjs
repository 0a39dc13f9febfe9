// Runs in the page of run.mjs: the same photo through each of the contestants.
import imageCompression from 'browser-image-compression'
import Compressor from 'compressorjs'
import pica from 'pica'
import { createEncoder } from '../../src/browser/photo/encoder.ts'
import { prepareImageWith } from '../../src/browser/photo/image.ts'
import { block, watchLongTasks } from '../long-tasks.mjs'

const longSide = 2560
const quality = 0.9
const signal = new AbortController().signal
// As in the widget, which makes the worker while the person looks for the document
const kept = createEncoder({ idleMs: 600_000 })

const compress = (useWebWorker) => (file) =>
  imageCompression(file, {
    maxWidthOrHeight: longSide,
    initialQuality: quality,
    useWebWorker,
    // By default its worker fetches itself from a public address
    libURL: new URL('/browser-image-compression.js', location.href).href,
  })

/** Each takes a file and gives a JPEG. */
const contestants = {
  'idstep, new worker': async (file) => {
    const encoder = createEncoder({ idleMs: 0 })
    return (await prepareImageWith(encoder)(file, { signal, source: 'file' })).blob
  },
  'idstep, worker ready': async (file) => (await prepareImageWith(kept)(file, { signal, source: 'file' })).blob,
  'browser-image-compression, worker': compress(true),
  'browser-image-compression, main': compress(false),
  compressorjs: (file) =>
    new Promise((success, error) => {
      new Compressor(file, { maxWidth: longSide, maxHeight: longSide, quality, mimeType: 'image/jpeg', success, error })
    }),
  pica: async (file) => {
    const bitmap = await createImageBitmap(file)
    const canvas = document.createElement('canvas')
    canvas.width = longSide
    canvas.height = Math.round((bitmap.height * longSide) / bitmap.width)
    await resizer.resize(bitmap, canvas)
    bitmap.close()
    return resizer.toBlob(canvas, 'image/jpeg', quality)
  },
}
const resizer = pica()

export const names = Object.keys(contestants)

watchLongTasks()

const rest = (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs))

async function watched(act) {
  await rest(150)
  window.startWatch()
  const result = await act()
  // The end of a task is told a little later
  await rest(60)
  return { ...result, ...window.endWatch() }
}

/** One run of one contestant. */
export async function measure(name) {
  const [file] = document.querySelector('input').files
  let blob
  const result = await watched(async () => {
    const startedAt = performance.now()
    blob = await contestants[name](file)
    return { tookMs: performance.now() - startedAt }
  })
  const bitmap = await createImageBitmap(blob)
  const { width, height } = bitmap
  bitmap.close()
  return { ...result, bytes: blob.size, type: blob.type, width, height }
}

/** A task of 120 ms, which has to be seen. */
export const measureControl = () => watched(block)

/** A photo as a phone makes it, with print, and with noise that makes the file as large as a real one. */
export async function drawPhoto(width, height) {
  const noise = new ImageData(512, 512)
  for (let at = 0; at < noise.data.length; at++) noise.data[at] = at % 4 === 3 ? 34 : Math.random() * 255
  const tile = new OffscreenCanvas(512, 512)
  tile.getContext('2d').putImageData(noise, 0, 0)
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  const table = context.createLinearGradient(0, 0, width, height)
  table.addColorStop(0, '#8a7f70')
  table.addColorStop(1, '#3d3a36')
  context.fillStyle = table
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#f4efe6'
  context.fillRect(width * 0.15, height * 0.2, width * 0.7, height * 0.6)
  context.fillStyle = '#222'
  for (let line = 0; line < 24; line++) {
    context.font = `${line % 4 === 0 ? 90 : 44}px sans-serif`
    context.fillText('SPECIMEN 0123456789 <<< NAME OF NOBODY', width * 0.2, height * (0.25 + line * 0.022), width * 0.6)
  }
  context.fillStyle = context.createPattern(tile, 'repeat')
  context.fillRect(0, 0, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })
  const reader = new FileReader()
  await new Promise((resolve) => {
    reader.onload = resolve
    reader.readAsDataURL(blob)
  })
  return reader.result.split(',')[1]
}
