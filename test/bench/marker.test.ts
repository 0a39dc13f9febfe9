import { expect, it } from 'vitest'
import { readMarker, writeMarker } from '../../bench/quality/marker.mjs'

const blank = (level: number) => ({ data: new Uint8ClampedArray(200 * 20 * 4).fill(level), width: 200, height: 20 })

it('reads the number of a frame from its picture', () => {
  for (const number of [0, 1, 77, 2048, 4095]) {
    const image = blank(90)
    writeMarker(image, number)
    expect(readMarker(image)).toBe(number)
  }
})

it('reads none where there is none', () => {
  for (const level of [0, 120, 255]) expect(readMarker(blank(level))).toBeNull()
})

it('reads none where a block has been damaged', () => {
  for (let block = 0; block < 16; block++) {
    const image = blank(90)
    writeMarker(image, 77)
    const flipped = image.data[block * 8 * 4]! > 127 ? 0 : 255
    for (let y = 0; y < 8; y++) image.data.fill(flipped, (y * 200 + block * 8) * 4, (y * 200 + (block + 1) * 8) * 4)
    expect(readMarker(image)).toBeNull()
  }
})
