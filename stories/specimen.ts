import type { PreparedImage } from '../src/core/ports.ts'
import type { PhotoIssue } from '../src/core/quality.ts'

const ink = '#27405f'
const bar = (x: number, y: number, width: number) =>
  `<rect x="${x}" y="${y}" width="${width}" height="14" rx="7" fill="${ink}" opacity=".35"/>`

const face = `<rect x="150" y="240" width="300" height="380" rx="16" fill="#c9d8ea"/>
  <circle cx="300" cy="380" r="78" fill="${ink}" opacity=".45"/>
  <path d="M175 620c0-96 56-140 125-140s125 44 125 140z" fill="${ink}" opacity=".45"/>`

const sides = {
  front: `${face}<text x="150" y="190" font-size="64" font-weight="700" fill="${ink}">SPECIMEN</text>
    ${bar(520, 260, 420)}${bar(520, 330, 560)}${bar(520, 400, 300)}${bar(520, 500, 480)}${bar(520, 570, 240)}
    <text x="520" y="700" font-size="44" fill="${ink}" opacity=".7">Nobody, of Nowhere</text>`,
  back: `<text x="150" y="190" font-size="64" font-weight="700" fill="${ink}">SPECIMEN</text>
    <rect x="150" y="250" width="180" height="140" rx="20" fill="#d9bd72"/>
    ${bar(400, 270, 560)}${bar(400, 340, 420)}${bar(150, 500, 980)}${bar(150, 570, 980)}${bar(150, 640, 980)}`,
  passport: `<rect x="60" y="40" width="1160" height="110" fill="${ink}" opacity=".12"/>${face}
    <text x="150" y="115" font-size="56" font-weight="700" fill="${ink}">SPECIMEN PASSPORT</text>
    ${bar(520, 260, 420)}${bar(520, 330, 560)}${bar(520, 400, 300)}${bar(520, 500, 480)}
    <text x="110" y="720" font-size="38" font-family="monospace" fill="${ink}">P&lt;UTONOBODY&lt;&lt;OF&lt;NOWHERE&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;</text>`,
}

/** A side of the specimen. */
export type SpecimenSide = keyof typeof sides

/** How the specimen lies before the camera. */
export interface SpecimenScene {
  /** What the picture suffers from: it is drawn so. */
  faults?: readonly PhotoIssue[]
  /** Size of the picture in pixels. @default 1600 × 1000 */
  width?: number
  height?: number
  /** Width of the document as a share of the picture's. @default 0.906 */
  share?: number
  /** Where the document's middle is, as a share of the picture's height. @default 0.5 */
  middle?: number
}

/** The picture of a document that does not exist, drawn for the stories, as an SVG text. */
export function specimenSvg(side: SpecimenSide, scene: SpecimenScene = {}): string {
  const { faults = [], width = 1600, height = 1000, share = 0.906, middle = 0.5 } = scene
  const has = (fault: PhotoIssue) => faults.includes(fault)
  const tall = (1280 * height) / width
  const scale = (share * 1280) / 1160 * (has('too-far') ? 0.28 : has('cut-off') ? 1.3 : has('tilted') ? 0.8 : 1)
  const across = has('cut-off') ? 260 : 640
  const veil = has('dark') ? ['#000', 0.8] : has('bright') ? ['#fff', 0.78] : null
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1280 ${tall}" font-family="sans-serif">
    <filter id="blur"><feGaussianBlur stdDeviation="11"/></filter>
    <radialGradient id="lamp"><stop offset=".35" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
    <rect width="1280" height="${tall}" fill="#4a5058"/>
    <g transform="translate(${across} ${tall * middle}) rotate(${has('tilted') ? -19 : 0}) scale(${scale}) translate(-640 -400)"
      ${has('blurry') ? 'filter="url(#blur)"' : ''} ${has('no-document') ? 'visibility="hidden"' : ''}>
      <rect x="60" y="40" width="1160" height="720" rx="44" fill="#eef3f9"/>${sides[side]}
      ${has('glare') ? '<ellipse cx="760" cy="380" rx="360" ry="230" fill="url(#lamp)"/>' : ''}
    </g>
    ${veil ? `<rect width="1280" height="${tall}" fill="${veil[0]}" opacity="${veil[1]}"/>` : ''}</svg>`
}

/** The specimen as a photo that is ready to be sent. Made as large as a photo is, so that sizes read like real ones. */
export function specimen(side: SpecimenSide, faults: readonly PhotoIssue[] = []): PreparedImage {
  const [width, height] = faults.includes('too-small') ? [480, 300] : [2560, 1600]
  const sizeBytes = faults.includes('too-small') ? 41_000 : side === 'back' ? 842_000 : 1_130_000
  const svg = specimenSvg(side, { faults, width: Math.min(width, 1600), height: Math.min(height, 1000) })
  const blob = new Blob([svg, `<!--${' '.repeat(sizeBytes - svg.length - 7)}-->`], { type: 'image/svg+xml' })
  return { blob, width, height, source: 'camera' }
}

/** The specimen as a JPEG file, as a person picks one. */
export async function specimenFile(side: SpecimenSide): Promise<File> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(specimenSvg(side))}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1000 })
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9))
  return new File([blob ?? ''], `${side}.jpg`, { type: 'image/jpeg' })
}
