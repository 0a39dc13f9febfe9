import type { PreparedImage } from '../src/core/ports.ts'

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

/** The picture of a document that does not exist, drawn for the stories, as an SVG text. */
export function specimenSvg(side: SpecimenSide): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000" viewBox="0 0 1280 800" font-family="sans-serif">
    <rect width="1280" height="800" fill="#4a5058"/>
    <rect x="60" y="40" width="1160" height="720" rx="44" fill="#eef3f9"/>${sides[side]}</svg>`
}

/** The specimen as a photo that is ready to be sent. Made as large as a photo is, so that sizes read like real ones. */
export function specimen(side: SpecimenSide): PreparedImage {
  const sizeBytes = side === 'back' ? 842_000 : 1_130_000
  const svg = specimenSvg(side)
  const blob = new Blob([svg, `<!--${' '.repeat(sizeBytes - svg.length - 7)}-->`], { type: 'image/svg+xml' })
  return { blob, width: 2560, height: 1600, source: 'camera' }
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
