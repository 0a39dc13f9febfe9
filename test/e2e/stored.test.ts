import { describe, expect } from 'vitest'
import { markersOf, withExif } from '../fixtures/jpeg.ts'
import { fileOf, lookAt, photoOf } from './photos.ts'
import { it } from './stage.ts'
import { acceptPhoto, arriveAt, expectApproved, giveDetails, giveDocument, pick, submit } from './steps.ts'

/** Markers of segments that can tell more than the picture: APP1 to APP15 and comments (ITU T.81, table B.1). */
const isTelling = (marker: number) => (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe

describe('what the vendor receives', () => {
  it('is upright JPEGs of at most 2560 px without place or camera, a date as DD/MM/YYYY and the CPF as digits', async ({
    set,
  }) => {
    const stage = await set()
    const { words, sandbox } = stage
    const size = { width: 4032, height: 3024 }
    // A phone held upright: the picture lies on its side and says so
    const front = withExif(await photoOf('front', size), { orientation: 6, gps: true, xmp: true, comment: true })
    const back = withExif(await photoOf('back', size), { orientation: 1, gps: true })
    expect(Buffer.from(front).includes('Exif')).toBe(true)

    await giveDetails(stage)
    await giveDocument(stage)
    await pick(stage, fileOf(front))
    await acceptPhoto(stage)
    await arriveAt(stage, words.capture.titles.IDENTITY_CARD.back)
    await pick(stage, fileOf(back))
    await acceptPhoto(stage)
    await arriveAt(stage, words.review.title)
    await submit(stage)
    await expectApproved(stage)

    const [session] = sandbox.sessions()
    expect(session!.request).toEqual({
      firstName: 'Marina',
      lastName: 'Alves da Conceição',
      birthDate: '14/03/1991',
      documentCategory: 'IDENTITY_CARD',
      documentCountry: 'BRAZIL',
      documentId: '52998224725',
      livenessRequired: false,
    })
    const stored = [session!.objects.front!.bytes, session!.objects.back!.bytes]
    for (const bytes of stored) {
      expect(markersOf(bytes).filter(isTelling)).toEqual([])
      for (const trace of ['Exif', 'GPS', 'adobe', 'Maria Silva']) expect(Buffer.from(bytes).includes(trace)).toBe(false)
    }
    expect(await Promise.all(stored.map(lookAt))).toEqual([
      // Turned by a quarter, clockwise
      { width: 1890, height: 2520, corners: ['yellow', 'red', 'green', 'blue'], side: 'front' },
      { width: 2520, height: 1890, corners: ['red', 'green', 'blue', 'yellow'], side: 'back' },
    ])
  })
})
