/**
 * What one stored file turned out to be.
 * @typedef {object} Inspection
 * @property {number | null} width pixels, `null` when the file is no JPEG
 * @property {number | null} height pixels
 * @property {string[]} metadata what a camera left in the file, by name; empty when there is nothing
 */

const frameMarkers = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
const endOfImage = 0xd9
const startOfScan = 0xda

/** Markers that stand alone: TEM and the restart markers, which occur inside a scan. */
const isAlone = (marker) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * Reads a JPEG's segments (ITU T.81, annex B) from its first byte to its last and names all that could tell more than
 * the picture does. Nothing is taken from its name, its type or the widget's promise.
 * @param {Uint8Array} bytes
 * @returns {Inspection}
 */
export function inspectJpeg(bytes) {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = new Set()
  let size = { width: null, height: null }
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return { ...size, metadata: ['not a JPEG'] }

  let at = 2
  while (at + 1 < view.length) {
    if (view[at] !== 0xff) {
      found.add('bytes that belong nowhere')
      break
    }
    const marker = view[at + 1]
    if (marker === 0xff || isAlone(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (marker === endOfImage) {
      if (at + 2 < view.length) found.add('bytes after the end')
      break
    }
    const length = at + 3 < view.length ? view.readUInt16BE(at + 2) : 0
    if (length < 2 || at + 2 + length > view.length) {
      found.add('a broken segment')
      break
    }
    const body = view.subarray(at + 4, at + 2 + length)
    if (frameMarkers.has(marker) && body.length >= 5) size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) }
    for (const name of metadataOf(marker, body)) found.add(name)
    at += 2 + length
    if (marker === startOfScan) at = scanEnd(view, at)
  }
  return { ...size, metadata: [...found] }
}

/** The next marker after a scan's data: in it, FF is followed by 00 or by a marker that stands alone. */
function scanEnd(view, from) {
  for (let at = from; at + 1 < view.length; at++) {
    if (view[at] === 0xff && view[at + 1] !== 0x00 && !isAlone(view[at + 1])) return at
  }
  return view.length
}

function metadataOf(marker, body) {
  const begins = (text) => body.subarray(0, text.length).toString('latin1') === text
  if (marker === 0xe1 && begins('Exif\0')) return hasGps(body.subarray(6)) ? ['Exif', 'GPS'] : ['Exif']
  if (marker === 0xe1) return [begins('http://ns.adobe.com/') ? 'XMP' : 'APP1']
  if (marker === 0xe2 && begins('MPF\0')) return ['further pictures']
  if (marker === 0xed) return ['IPTC']
  if (marker === 0xfe) return ['a comment']
  return []
}

/** Whether an Exif block's first directory points to a GPS directory (Exif 3.0, 4.6.3: tag 8825). */
function hasGps(tiff) {
  if (tiff.length < 8) return false
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at) => (at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const first = long(4)
  const count = short(first)
  for (let entry = 0; entry < count; entry++) {
    if (short(first + 2 + entry * 12) === 0x8825) return true
  }
  return false
}
