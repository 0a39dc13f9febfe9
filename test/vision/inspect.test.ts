import { describe, expect, it } from 'vitest'
import type { Pixels } from '../../src/vision/pixels.ts'
import { fingerprintDistance, lookAtPhoto, sameDocumentSideBits } from '../../src/vision/inspect.ts'
import { cardAt, cornerError, draw, type Scene } from './scene.ts'

/** Looks at a drawn photo that was made four times smaller. */
const look = (scene: Scene, shape: 'card' | 'passport' | undefined = 'card') => {
  const pixels = draw(scene)
  return lookAtPhoto(pixels, { shape, fullWidth: pixels.width * 4, fullHeight: pixels.height * 4 })
}

describe('a good photo of a document', () => {
  it('has no issue, whether the shape is known or not', () => {
    expect(look({}).issues).toEqual([])
    expect(look({}, undefined).issues).toEqual([])
  })

  it('has its corners found to two percent, in pixels of the full photo', () => {
    const corners = cardAt(330, 235, 430, 8, 12)
    const found = look({ corners }).corners
    const inFull = corners.map(({ x, y }) => ({ x: x * 4 + 1.5, y: y * 4 + 1.5 })) as unknown as typeof corners
    expect(cornerError(found, inFull)).toBeLessThan(0.02)
  })

  it('may show the document turned by a right angle', () => {
    const corners = cardAt(240, 320, 430, 90)
    const { issues, scores } = look({ width: 480, height: 640, corners })
    expect(issues).toEqual([])
    expect(scores.documentPixels).toBeCloseTo(1720, -2)
  })

  it('may be of a passport', () => {
    expect(look({ corners: cardAt(320, 240, 430, 2, 4, 125 / 88) }, 'passport').issues).toEqual([])
  })

  it('may show a white card on a white table', () => {
    expect(look({ ground: 222, paper: 208 }).issues).toEqual([])
  })

  it('may show a dark card on a dark cloth', () => {
    expect(look({ ground: 52, paper: 80, ink: 200 }).issues).toEqual([])
  })
})

/** A document that fills a picture of 640 pixels from edge to edge. */
const scanOf = (aspect: number, isUpright: boolean): Scene => {
  const long = 640
  const short = Math.round(long / aspect)
  const [width, height] = isUpright ? [short, long] : [long, short]
  return { width, height, corners: cardAt(width / 2, height / 2, long, isUpright ? 90 : 0, 0, long / short) }
}

describe('a scan that ends where the document does', () => {
  it.each([
    ['card', 'lying', 85.6 / 54, false],
    ['card', 'standing', 85.6 / 54, true],
    ['passport', 'lying', 125 / 88, false],
    ['card', 'cut a little wide', 1.64, false],
  ] as const)('is taken for a %s, %s', (shape, _, aspect, isUpright) => {
    const scene = scanOf(aspect, isUpright)
    const { issues, scores, corners } = look(scene, shape)
    expect(issues).toEqual([])
    expect(scores.coverage).toBe(1)
    const right = scene.width! * 4
    const bottom = scene.height! * 4
    const whole = [{ x: 0, y: 0 }, { x: right, y: 0 }, { x: right, y: bottom }, { x: 0, y: bottom }] as const
    expect(cornerError(corners, whole)).toBeLessThan(0.01)
  })

  it('is not one where the picture has another shape, or nothing on it', () => {
    expect(look({ ...scanOf(85.6 / 54, false), ink: 205 }).issues[0]).toBe('no-document')
    expect(look(scanOf(2, false)).issues).not.toEqual([])
  })

  it('is not one where grain goes on to all sides of the picture', () => {
    const pixels = draw({ ...scanOf(85.6 / 54, false), corners: null })
    for (let at = 0; at < pixels.data.length; at++) {
      const place = Math.floor(at / 4)
      const x = place % pixels.width
      const y = Math.floor(place / pixels.width)
      pixels.data[at]! += 50 + 40 * Math.sin(x * 0.9 + Math.sin(y * 0.07) * 3) * Math.sin(y * 0.8)
    }
    expect(lookAtPhoto(pixels, { shape: 'card', fullWidth: 2560, fullHeight: 1616 }).issues[0]).toBe('no-document')
  })
})

describe('a photo that will not do', () => {
  it('shows nothing but a table', () => {
    const { issues, corners, scores } = look({ corners: null })
    expect(issues[0]).toBe('no-document')
    expect(corners).toBeNull()
    expect(scores).toMatchObject({ document: 0, coverage: 0, documentPixels: 0 })
  })

  it('shows a sheet without any print', () => {
    expect(look({ ink: 205 }).issues[0]).toBe('no-document')
  })

  it('shows what may be a document or not, of another shape and turned: both is said', () => {
    const { issues, scores, corners } = look({ corners: cardAt(330, 240, 450, 30, 0, 1.45) })
    expect(issues[0]).toBe('no-document')
    expect(issues).toContain('tilted')
    expect(corners).not.toBeNull()
    expect(scores.document).toBeGreaterThan(0.1)
    expect(scores.document).toBeLessThan(0.7)
  })

  it('was taken from too far away', () => {
    expect(look({ corners: cardAt(300, 200, 150) }).issues).toContain('too-far')
  })

  it('cuts off a side of the document', () => {
    expect(look({ corners: cardAt(330, 80, 480, 2) }).issues).toEqual(['cut-off'])
  })

  it('was taken at a slant', () => {
    const { issues, scores } = look({ corners: cardAt(320, 240, 450, 0, 45) })
    expect(issues).toEqual(['tilted'])
    expect(scores.tiltDegrees).toBeGreaterThan(35)
  })

  it('shows the document turned in the picture', () => {
    expect(look({ corners: cardAt(320, 240, 400, 33) }).issues).toEqual(['tilted'])
  })

  it('is out of focus', () => {
    const { issues, scores } = look({ blur: 14 })
    expect(issues).toEqual(['blurry'])
    expect(scores.sharpness).toBeLessThan(0.5)
  })

  it('was shaken one way only', () => {
    expect(look({ smear: 30 }).issues).toEqual(['blurry'])
  })

  it('has a reflection on the document', () => {
    const { issues, scores } = look({ glare: true })
    expect(issues).toEqual(['glare'])
    expect(scores.glare).toBeGreaterThan(0.02)
  })

  it('is too dark', () => {
    expect(look({ gain: 0.2 }).issues).toEqual(['dark'])
  })

  it('is washed out', () => {
    expect(look({ gain: 1.3, lift: 10 }).issues).toEqual(['bright'])
  })

  it('has too few pixels, however near the document is', () => {
    const pixels = draw({})
    expect(lookAtPhoto(pixels, { shape: 'card', fullWidth: 640, fullHeight: 480 }).issues).toEqual(['too-small'])
  })
})

describe('the fingerprint', () => {
  const print = (scene: Scene) => look(scene).fingerprint
  const front = print({})

  it('is of 16 hexadecimal digits', () => {
    expect(front).toMatch(/^[0-9a-f]{16}$/)
    expect(print({ corners: null })).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each([
    ['from another place and in another light', { corners: cardAt(300, 260, 380, -6, 15), gain: 0.8 }],
    ['on its head', { corners: cardAt(320, 240, 430, 180) }],
    ['turned by a right angle', { width: 480, height: 640, corners: cardAt(240, 320, 430, 90) }],
  ])('is the same for the same side %s', (_, scene) => {
    expect(fingerprintDistance(front, print(scene))).toBeLessThanOrEqual(sameDocumentSideBits)
  })

  it('is another one for the other side', () => {
    expect(fingerprintDistance(front, print({ side: 1 }))).toBeGreaterThan(sameDocumentSideBits)
  })

  it('differs in as many bits either way round, and in none from itself', () => {
    expect(fingerprintDistance(front, front)).toBe(0)
    expect(fingerprintDistance('0000000000000001', '0000000000000007')).toBe(2)
    expect(fingerprintDistance('0000000000000007', '0000000000000001')).toBe(2)
  })
})

describe('pictures of odd sizes', () => {
  it.each([[1, 1], [1, 700], [1280, 2], [15, 15], [1280, 16], [17, 1280]])('are looked at too: %i × %i', (width, height) => {
    const pixels: Pixels = { data: new Uint8ClampedArray(width * height * 4).fill(128), width, height }
    const { issues, corners, scores, fingerprint } = lookAtPhoto(pixels, { fullWidth: width, fullHeight: height })
    expect(issues).toContain('no-document')
    expect(corners).toBeNull()
    expect(Object.values(scores).every(Number.isFinite)).toBe(true)
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/)
  })

  it.each([[0, 'dark'], [255, 'bright']])('of one tone (%i) have no document and are %s', (tone, issue) => {
    const pixels: Pixels = { data: new Uint8ClampedArray(640 * 480 * 4).fill(tone), width: 640, height: 480 }
    expect(lookAtPhoto(pixels, { fullWidth: 2560, fullHeight: 1920 }).issues).toEqual(['no-document', issue])
  })
})
