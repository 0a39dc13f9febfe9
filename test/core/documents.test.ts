import { describe, expect, test } from 'vitest'
import {
  checkFile,
  checkPixels,
  documentCategories,
  formatOf,
  maxFileBytes,
  slotsOf,
} from '../../src/core/documents.ts'

const latin = (text: string) => Uint8Array.from(text.padEnd(16, '\0'), (letter) => letter.charCodeAt(0))
const jpeg = latin('\xff\xd8\xff\xe0\0\x10JFIF')
const heic = latin('\0\0\0\x18ftypheic')

test('a passport needs its front, every other document both sides', () => {
  expect(documentCategories.map((category) => slotsOf(category))).toEqual([
    ['front'],
    ['front', 'back'],
    ['front', 'back'],
  ])
})

describe('the format of a file', () => {
  test.each([
    ['jpeg', jpeg],
    ['jpeg', latin('\xff\xd8\xff\xe1')],
    ['jpeg', latin('\xff\xd8\xff\xdb')],
    ['png', latin('\x89PNG\r\n\x1a\n')],
    ['webp', latin('RIFF\x12\x34\x56\x78WEBPVP8 ')],
    ['heic', heic],
    ['heic', latin('\0\0\0\x1cftypmif1')],
    ['heic', latin('\0\0\0\x1cftyphevc')],
    ['other', latin('\0\0\0\x1cftypavif')],
    ['other', latin('\0\0\0\x1cftypqt  ')],
    ['other', latin('GIF89a')],
    ['other', latin('%PDF-1.7')],
    ['other', latin('RIFF\x12\x34\x56\x78WAVE')],
    ['other', latin('<svg xmlns=')],
    ['other', latin('PNG\r\n\x1a\n')],
    ['other', latin('photo.jpg')],
    ['other', new Uint8Array(0)],
    ['other', Uint8Array.of(0xff, 0xd8)],
  ])('is %s by its first bytes: %#', (format, head) => expect(formatOf(head)).toBe(format))
})

describe('a file that is picked', () => {
  test('is refused when it is empty, whatever it would be', () => expect(checkFile(0, jpeg)).toBe('file-empty'))

  test('may be as large as the policy of the vendor allows, and not a byte larger', () => {
    expect(maxFileBytes).toBe(25 * 1024 * 1024)
    expect(checkFile(maxFileBytes, jpeg)).toBeNull()
    expect(checkFile(maxFileBytes + 1, jpeg)).toBe('file-too-large')
  })

  test('is refused when it is no image, and HEIC is left to who can decode it', () => {
    expect(checkFile(100, latin('%PDF-1.7'))).toBe('file-not-image')
    expect(checkFile(1, Uint8Array.of(0xff))).toBe('file-not-image')
    expect(checkFile(100, heic)).toBeNull()
  })
})

test.each([
  [600, 600, null],
  [599, 4000, 'file-too-small'],
  [4000, 599, 'file-too-small'],
  [600, 4000, null],
  [0, 0, 'file-too-small'],
])('a picture of %i × %i pixels is %s', (width, height, problem) => expect(checkPixels(width, height)).toBe(problem))
