// The number of a clip's frame, written into its picture as a row of blocks along the upper edge.

const block = 8
const bits = 12

/** Whether each of the blocks is white: one white and one black to be known by, the number, two to check it. */
const rowOf = (number) => {
  const row = Array.from({ length: bits }, (_, at) => ((number >> (bits - 1 - at)) & 1) === 1)
  const ones = row.filter(Boolean).length
  return [true, false, ...row, ones % 2 === 1, ones % 4 > 1]
}

/** Writes a number, 0 to 4095. @param {{ data: Uint8ClampedArray, width: number }} image */
export function writeMarker({ data, width }, number) {
  rowOf(number).forEach((isWhite, at) => {
    for (let y = 0; y < block; y++)
      data.fill(isWhite ? 255 : 0, (y * width + at * block) * 4, (y * width + (at + 1) * block) * 4)
  })
  for (let y = 0; y < block; y++) for (let x = 0; x < 16 * block; x++) data[(y * width + x) * 4 + 3] = 255
}

/** The number that a row of blocks tells, given the lightness (0 to 255) in the middle of each; `null` for none. */
function numberOf(lightnessAt) {
  const row = Array.from({ length: bits + 4 }, (_, at) => lightnessAt(at * block + block / 2) > 127)
  const number = row.slice(2, 2 + bits).reduce((sum, isWhite) => sum * 2 + Number(isWhite), 0)
  return rowOf(number).every((isWhite, at) => isWhite === row[at]) ? number : null
}

/** Reads it from the upper left of a picture, at its own size; `null` where none can be read. */
export function readMarker({ data, width }) {
  return numberOf((x) => data[((block / 2) * width + x) * 4 + 1])
}

/** Reads it from a camera's frame and closes that; copies nothing but the blocks. @param {VideoFrame} frame */
export async function readMarkerOf(frame) {
  const rect = { x: 0, y: 0, width: (bits + 4) * block, height: block }
  const bytes = new Uint8Array(frame.allocationSize({ rect }))
  const [{ offset, stride }] = await frame.copyTo(bytes, { rect })
  frame.close()
  return numberOf((x) => bytes[offset + (block / 2) * stride + x])
}
