import type { Page } from 'playwright'
import { browserWith } from './browser.ts'

/** The four corners of a test photo, clockwise from the upper left, as it was drawn. */
export const corners = ['red', 'green', 'blue', 'yellow'] as const

/** A file for a picker. */
export interface PickedFile {
  name: string
  mimeType: string
  buffer: Buffer
}

/** What a stored picture shows. */
export interface Look {
  width: number
  height: number
  /** Nearest colour of each corner, clockwise from the upper left. */
  corners: string[]
  /** Of the card in the middle: white for a front, navy for a back. */
  middle: string
}

/** A file as a person picks it. */
export function fileOf(bytes: Uint8Array, name = 'IMG_0001.jpg', mimeType = 'image/jpeg'): PickedFile {
  return { name, mimeType, buffer: Buffer.from(bytes) }
}

const made = new Map<string, Promise<Buffer>>()

/**
 * A photo of a made-up card on a table, with noise as a camera gives it, as JPEG.
 * @param size in pixels; a phone's 12 megapixels are 4032 × 3024
 */
export function photoOf(side: 'front' | 'back', { width, height } = { width: 1600, height: 1200 }): Promise<Buffer> {
  const key = `${side} ${width} ${height}`
  const photo = made.get(key) ?? onPage((page) => draw(page, side, width, height))
  made.set(key, photo)
  return photo
}

async function onPage<Result>(act: (page: Page) => Promise<Result>): Promise<Result> {
  const page = await (await browserWith()).newPage()
  try {
    return await act(page)
  } finally {
    await page.close()
  }
}

async function draw(page: Page, side: 'front' | 'back', width: number, height: number): Promise<Buffer> {
  const text = await page.evaluate(
    async ({ side, width, height, corners }) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const context = canvas.getContext('2d')!
      const tile = Object.assign(document.createElement('canvas'), { width: 256, height: 256 })
      const noise = new ImageData(256, 256)
      for (let at = 0; at < noise.data.length; at += 4) noise.data.fill(Math.random() * 255, at, at + 3)
      for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 40
      tile.getContext('2d')!.putImageData(noise, 0, 0)
      context.fillStyle = '#6b6f76'
      context.fillRect(0, 0, width, height)
      const corner = Math.round(Math.min(width, height) / 6)
      const places = [[0, 0], [width - corner, 0], [width - corner, height - corner], [0, height - corner]] as const
      places.forEach(([x, y], index) => {
        context.fillStyle = corners[index]!
        context.fillRect(x, y, corner, corner)
      })
      context.fillStyle = side === 'front' ? 'white' : 'navy'
      context.fillRect(width * 0.2, height * 0.25, width * 0.6, height * 0.5)
      context.fillStyle = side === 'front' ? 'black' : 'white'
      context.font = `${Math.round(height / 18)}px sans-serif`
      context.fillText(`SPECIMEN ${side}`, width * 0.24, height * 0.36)
      context.fillStyle = context.createPattern(tile, 'repeat')!
      context.fillRect(0, 0, width, height)
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
      const reader = new FileReader()
      await new Promise((resolve) => {
        reader.onload = resolve
        reader.readAsDataURL(blob!)
      })
      return String(reader.result).split(',')[1]!
    },
    { side, width, height, corners },
  )
  return Buffer.from(text, 'base64')
}

/** Decodes a picture as browsers do and says what is on it. */
export function lookAt(jpeg: Uint8Array): Promise<Look> {
  return onPage((page) =>
    page.evaluate(async (text) => {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
      const { width, height } = bitmap
      const context = new OffscreenCanvas(width, height).getContext('2d')!
      context.drawImage(bitmap, 0, 0)
      const named = { red: [255, 0, 0], green: [0, 128, 0], blue: [0, 0, 255], yellow: [255, 255, 0], white: [255, 255, 255], navy: [0, 0, 128] }
      const colourAt = (x: number, y: number) => {
        const size = 24
        const { data } = context.getImageData(Math.round(x) - size / 2, Math.round(y) - size / 2, size, size)
        const mean = [0, 1, 2].map((part) => data.filter((_, at) => at % 4 === part).reduce((sum, it) => sum + it, 0) / size ** 2)
        const distance = (to: number[]) => mean.reduce((sum, it, part) => sum + (it - to[part]!) ** 2, 0)
        return Object.entries(named).sort(([, a], [, b]) => distance(a) - distance(b))[0]![0]
      }
      const inset = Math.min(width, height) / 12
      return {
        width,
        height,
        corners: [
          colourAt(inset, inset),
          colourAt(width - inset, inset),
          colourAt(width - inset, height - inset),
          colourAt(inset, height - inset),
        ],
        middle: colourAt(width / 2, height * 0.6),
      }
    }, Buffer.from(jpeg).toString('base64')),
  )
}
