import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll } from 'vitest'
import { browserWith } from './browser.ts'
import { photoOf } from './photos.ts'

const folder = mkdtempSync(join(tmpdir(), 'idstep-film-'))
const film = join(folder, 'card.mjpeg')

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A Chromium whose camera films a card on a table; a page needs the permission to see it. */
export async function browserWithCamera(): Promise<Browser> {
  // Motion JPEG is nothing but JPEGs one after the other
  const frame = await photoOf('front', { width: 1920, height: 1080 })
  writeFileSync(film, Buffer.concat([frame, frame, frame]))
  return browserWith(['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`])
}
