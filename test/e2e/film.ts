import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync, closeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll } from 'vitest'
import { browserWith } from './browser.ts'
import { photoOf, type Subject } from './photos.ts'

const folder = mkdtempSync(join(tmpdir(), 'idstep-film-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a camera films: a Full HD camera over a table, so that the document fills most of the widget's guide. */
export const filmed = { width: 1920, height: 1080, share: 0.44 }

/** A Chromium with one camera, and what lies before it. A page needs the permission to see it. */
export interface FilmingBrowser {
  browser: Browser
  /** Lays something else before the camera, within a few frames. */
  show(subject: Subject): Promise<void>
}

/** A Chromium whose camera films a card on a table. Frames are real, and so is getUserMedia. */
export async function browserWithCamera(shot = filmed): Promise<FilmingBrowser> {
  const subjects: Subject[] = ['front', 'back', 'passport', 'table']
  const frames = new Map<Subject, Buffer>()
  for (const subject of subjects) frames.set(subject, await photoOf(subject, shot))
  const longest = Math.max(...[...frames.values()].map(({ length }) => length)) + 4
  // Motion JPEG is nothing but JPEGs one after the other. Chromium maps the file into its memory: frames of one length
  // can be exchanged while it plays
  const film = (subject: Subject) => {
    const frame = padded(frames.get(subject)!, longest)
    return Buffer.concat([frame, frame, frame])
  }
  const path = join(folder, `${shot.width}-${shot.share}.mjpeg`)
  writeFileSync(path, film('front'))
  const switches = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${path}`]
  return {
    browser: await browserWith(switches),
    async show(subject) {
      const file = openSync(path, 'r+')
      writeSync(file, film(subject), 0, undefined, 0)
      closeSync(file)
    },
  }
}

/** The same JPEG with comments (ITU T.81, B.2.4.5) that make it so long. */
function padded(jpeg: Buffer, length: number): Buffer {
  const parts = [jpeg.subarray(0, 2)]
  for (let missing = length - jpeg.length; missing > 0; ) {
    // A segment has at least its marker and its length, and what is left must be long enough for one
    const size = missing <= 65_537 ? missing : Math.min(65_537, missing - 4)
    const comment = Buffer.alloc(size)
    comment.writeUInt16BE(0xfffe, 0)
    comment.writeUInt16BE(size - 2, 2)
    parts.push(comment)
    missing -= size
  }
  return Buffer.concat([...parts, jpeg.subarray(2)])
}
