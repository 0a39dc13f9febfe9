import type { Flat } from './rectify.ts'

/** Two photos whose fingerprints differ in at most so many of 64 bits show the same side of a document. */
export const sameDocumentSideBits = 12

/** Whether each of 8 × 8 fields is darker than the one to its right (dHash), as 16 hexadecimal digits. */
export function fingerprintOf({ light, width, height }: Flat): string {
  const field = (row: number, column: number) => {
    let sum = 0
    let count = 0
    for (let y = Math.floor((row * height) / 8); y < Math.ceil(((row + 1) * height) / 8); y++) {
      for (let x = Math.floor((column * width) / 9); x < Math.ceil(((column + 1) * width) / 9); x++) {
        sum += light[y * width + x] as number
        count++
      }
    }
    return sum / count
  }
  let digits = ''
  for (let row = 0; row < 8; row++) {
    for (let half = 0; half < 8; half += 4) {
      let digit = 0
      for (let column = half; column < half + 4; column++) {
        digit = digit * 2 + (field(row, column) < field(row, column + 1) ? 1 : 0)
      }
      digits += digit.toString(16)
    }
  }
  return digits
}

const bitsOf = (digits: string) => [...digits].flatMap((digit) => [8, 4, 2, 1].map((bit) => (parseInt(digit, 16) & bit ? 1 : 0)))

/** In how many of 64 bits two fingerprints differ, however the second document was turned, upright or on its head. */
export function fingerprintDistance(a: string, b: string): number {
  const one = bitsOf(a)
  const other = bitsOf(b)
  let upright = 0
  let turned = 0
  one.forEach((bit, index) => {
    if (bit !== other[index]) upright++
    // on its head the last field comes first, and what was darker than its right is lighter than it
    if (bit === other[63 - index]) turned++
  })
  return Math.min(upright, turned)
}
