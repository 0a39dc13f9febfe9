import type { Flat } from './rectify.ts'

/**
 * Two photos whose fingerprints differ in at most so many of 64 bits show the same side of a document: on the drawn
 * set 85 in 100 pairs of one kind of side do, and 1 in 1000 of a front and a back.
 */
export const sameDocumentSideBits = 16

/** Whether each of 8 × 8 fields is darker than the one to its right (dHash), as 16 hexadecimal digits. */
export function fingerprintOf({ light, width, height }: Flat): string {
  const across = Math.floor(width / 9)
  const down = Math.floor(height / 8)
  const field = (row: number, column: number) => {
    let sum = 0
    for (let y = row * down; y < (row + 1) * down; y++) {
      for (let x = column * across; x < (column + 1) * across; x++) sum += light[y * width + x] as number
    }
    return sum
  }
  let digits = ''
  for (let first = 0; first < 64; first += 4) {
    let digit = 0
    for (let bit = first; bit < first + 4; bit++) {
      digit = digit * 2 + (field(bit >> 3, bit & 7) < field(bit >> 3, (bit & 7) + 1) ? 1 : 0)
    }
    digits += digit.toString(16)
  }
  return digits
}

const bitsOf = (digits: string) => [...digits].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('')

/** In how many of 64 bits two fingerprints differ, however the second document was turned, upright or on its head. */
export function fingerprintDistance(a: string, b: string): number {
  const one = bitsOf(a)
  const other = bitsOf(b)
  let upright = 0
  let turned = 0
  for (let index = 0; index < 64; index++) {
    if (one[index] !== other[index]) upright++
    // on its head the last field comes first, and what was darker than its right is lighter than it
    if (one[index] === other[63 - index]) turned++
  }
  return Math.min(upright, turned)
}
