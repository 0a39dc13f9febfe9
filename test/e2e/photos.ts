import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Page } from 'playwright'
import { browserWith } from './browser.ts'

/** The four marks on every document, clockwise from its upper left. */
export const corners = ['red', 'green', 'blue', 'yellow'] as const

/** What a photo can show: a side of an identity card, the page of a passport, or the table without anything on it. */
export type Subject = 'front' | 'back' | 'passport' | 'table'

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
  /** Colours of the document's marks as the picture shows them, clockwise from the upper left, or `none`. */
  corners: string[]
  /** Told by a mark of its own. */
  side: 'front' | 'back' | 'none'
}

/** A file as a person picks it. */
export function fileOf(bytes: Uint8Array, name = 'IMG_0001.jpg', mimeType = 'image/jpeg'): PickedFile {
  return { name, mimeType, buffer: Buffer.from(bytes) }
}

/** How a photo is taken. */
interface Shot {
  /** In pixels; a phone's 12 megapixels are 4032 × 3024. */
  width: number
  height: number
  /** How much of the picture's width the document takes. */
  share?: number
  /** How far above the middle it lies, as a share of the picture's height. */
  rise?: number
}

const rgb = {
  red: [255, 0, 0],
  green: [0, 160, 0],
  blue: [0, 0, 255],
  yellow: [255, 255, 0],
  magenta: [255, 0, 255],
  cyan: [0, 255, 255],
}
/** Drawn no larger than this, and enlarged: every pixel takes its time. */
const mostDrawnPixels = 2_100_000

const made = new Map<string, Promise<Buffer>>()

/**
 * A photo of a specimen document on a table, as JPEG: sharp, whole, well lit, with a coloured mark in each of the
 * document's corners.
 */
export function photoOf(show: Subject, shot: Shot = { width: 1600, height: 1200 }): Promise<Buffer> {
  const { width, height, share = 0.72, rise = 0 } = shot
  const key = [show, width, height, share, rise].join()
  const photo = made.get(key) ?? draw(show, { width, height, share, rise })
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

let bundled: Promise<string> | undefined

/** The drawing of `bench/quality`, for a page. */
async function bundle(): Promise<string> {
  const entryPoints = [join(import.meta.dirname, 'specimen-page.mjs')]
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, format: 'iife', target: 'es2022' })
  return outputFiles[0]!.text
}

async function draw(show: Subject, { width, height, share, rise }: Required<Shot>): Promise<Buffer> {
  const content = await (bundled ??= bundle())
  const scale = Math.min(1, Math.sqrt(mostDrawnPixels / (width * height)))
  const colour = (name: keyof typeof rgb) => `rgb(${rgb[name].join(' ')})`
  const wish = {
    show,
    width,
    height,
    scale,
    documentWidth: width * share,
    rise: height * rise,
    colours: corners.map(colour),
    sideColour: colour(show === 'back' ? 'cyan' : 'magenta'),
  }
  // The drawing is the same for the same code and wish, and takes two seconds: once a machine is enough
  const folder = join(tmpdir(), 'idstep-photos')
  const path = join(folder, `${createHash('sha256').update(content + JSON.stringify(wish)).digest('hex')}.jpg`)
  if (existsSync(path)) return readFileSync(path)
  const text = await onPage(async (page) => {
    await page.addScriptTag({ content })
    return page.evaluate((given) => window.renderSpecimen(given), wish)
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${path}.${process.pid}`, text, 'base64')
  renameSync(`${path}.${process.pid}`, path)
  return readFileSync(path)
}

declare global {
  interface Window {
    /** See specimen-page.mjs. */
    renderSpecimen(wish: object): Promise<string>
  }
}

/** Decodes a picture as browsers do and says what is on it. */
export function lookAt(jpeg: Uint8Array): Promise<Look> {
  return onPage((page) => page.evaluate(findMarks, { text: Buffer.from(jpeg).toString('base64'), rgb }))
}

/** Runs in a page: where the marks lie. */
async function findMarks({ text, rgb }: { text: string; rgb: Record<string, number[]> }): Promise<Look> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }))
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  const names = Object.keys(rgb)
  const seen = names.map(() => ({ count: 0, x: 0, y: 0 }))
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const at = (y * width + x) * 4
      const named = names.findIndex((name) =>
        rgb[name]!.every((part, index) => Math.abs(part - data[at + index]!) < 48))
      if (named < 0) continue
      const mark = seen[named]!
      mark.count++
      mark.x += x
      mark.y += y
    }
  }
  // A speck of ink is no mark: a mark takes a thousandth of the document, and the document a good part of the picture
  const marks = new Map(names.flatMap((name, index) => {
    const { count, x, y } = seen[index]!
    return count * 4 > (width * height) / 8000 ? [[name, { x: x / count, y: y / count }] as const] : []
  }))
  const four = names.slice(0, 4).filter((name) => marks.has(name))
  const middle = { x: 0, y: 0 }
  for (const name of four) {
    middle.x += marks.get(name)!.x / four.length
    middle.y += marks.get(name)!.y / four.length
  }
  const quadrants = [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const
  const inQuadrant = ([right, down]: readonly [number, number]) =>
    four.find((name) => (marks.get(name)!.x - middle.x) * right > 0 && (marks.get(name)!.y - middle.y) * down > 0) ?? 'none'
  const side = marks.has('magenta') ? 'front' : marks.has('cyan') ? 'back' : 'none'
  return { width, height, corners: quadrants.map(inQuadrant), side }
}
