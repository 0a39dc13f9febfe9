import { describe, expect, it } from 'vitest'
import { calmFrameOf, defaultGuide, planClip, planClips } from '../../bench/quality/clip-plan.mjs'
import {
  asInPicture, cornersOf, invert, longSideOf, missingShare, overlapOf, project, shapes, sideRatioOf, toHomography,
} from '../../bench/quality/geometry.mjs'
import { limits, planScene, planSet, quota } from '../../bench/quality/plan.mjs'

const set = planSet()
const scenes = set.map((frame) => planScene(frame))
const labelled = (issue: string) => scenes.filter(({ labels }) => labels.includes(issue))
const good = scenes.filter(({ labels }) => labels.length === 0)
const isIn = ({ x, y }: { x: number; y: number }, { width, height }: { width: number; height: number }) =>
  x > 0 && y > 0 && x < width && y < height

describe('the labelled set', () => {
  it('has at least 400 frames in each half, each with a seed of its own', () => {
    for (const half of ['tune', 'report']) expect(set.filter((frame) => frame.half === half).length).toBeGreaterThan(400)
    expect(new Set(set.map(({ seed }) => seed)).size).toBe(set.length)
  })

  it('plans the same frame from the same seed, and another one from another', () => {
    for (const at of [0, 100, 300]) expect(planScene(set[at]!)).toEqual(scenes[at])
    expect(planScene({ ...set[0]!, seed: 99 })).not.toEqual(scenes[0])
    expect(planSet()).toEqual(set)
  })

  it('reports on the frames that each condition is to have, and has at least as many to tune on', () => {
    for (const [condition, count] of Object.entries(quota)) {
      const countOf = (half: string) => set.filter((frame) => frame.condition === condition && frame.half === half).length
      expect(countOf('report')).toBeGreaterThanOrEqual(count)
      expect(countOf('tune')).toBeGreaterThan(countOf('report'))
    }
  })

  it('shows every kind of document and of ground in both halves', () => {
    for (const half of ['tune', 'report']) {
      const shown = scenes.filter((_, at) => set[at]!.half === half)
      expect(new Set(shown.map(({ kind }) => kind).filter(Boolean)).size).toBeGreaterThanOrEqual(18)
      expect(new Set(shown.map(({ ground }) => ground)).size).toBeGreaterThanOrEqual(23)
    }
  })

  it('labels each frame with what it was drawn for', () => {
    set.forEach(({ condition }, at) => {
      const { labels } = scenes[at]!
      if (condition === 'good') expect(labels).toEqual([])
      else expect(labels).toEqual(expect.arrayContaining(condition.split('+')))
    })
  })

  it('labels by what the geometry shows', () => {
    for (const { labels, corners, picture } of scenes) {
      if (!corners) continue
      expect(labels.includes('too-far')).toBe(longSideOf(corners) / Math.max(picture.width, picture.height) < limits.far)
      expect(labels.includes('too-small')).toBe(longSideOf(corners) < limits.small)
      expect(labels.includes('cut-off')).toBe(missingShare(corners, picture) > limits.cut)
      if (sideRatioOf(corners) < limits.sideRatio) expect(labels).toContain('tilted')
    }
  })

  it('keeps good photos well away from every limit', () => {
    for (const { corners, picture, pose, turn } of good) {
      for (const corner of corners!) expect(isIn(corner, picture)).toBe(true)
      expect(longSideOf(corners!)).toBeGreaterThan(limits.small * 1.1)
      expect(longSideOf(corners!) / Math.max(picture.width, picture.height)).toBeGreaterThan(limits.far * 1.05)
      expect(sideRatioOf(corners!)).toBeGreaterThan(limits.sideRatio * 1.08)
      expect(Math.abs(pose.roll - turn)).toBeLessThanOrEqual(12)
    }
  })

  it('leaves all corners in the picture unless the document is cut off', () => {
    for (const { labels, corners, picture } of scenes)
      if (corners && !labels.includes('cut-off')) for (const corner of corners) expect(isIn(corner, picture)).toBe(true)
  })

  it('has no corners without a document', () => {
    for (const { corners, kind } of labelled('no-document')) expect([corners, kind]).toEqual([null, null])
  })

  it('gives the corners clockwise from the upper left', () => {
    for (const { corners } of scenes) {
      if (!corners) continue
      const [first, second, third, fourth] = corners
      expect(first!.x).toBeLessThan(second!.x)
      expect(fourth!.x).toBeLessThan(third!.x)
      const turn = (second!.x - first!.x) * (third!.y - second!.y) - (second!.y - first!.y) * (third!.x - second!.x)
      expect(turn).toBeGreaterThan(0)
    }
  })
})

describe('the geometry', () => {
  const pose = { width: 1200, height: 1600, focal: 1400, distance: 200, yaw: 20, pitch: -30, roll: 12, x: 6, y: -9 }

  it('finds the way back from the picture to the ground', () => {
    const homography = toHomography(pose)
    for (const corner of cornersOf(shapes.card)) {
      const again = project(invert(homography), project(homography, corner))
      expect(again.x).toBeCloseTo(corner.x, 6)
      expect(again.y).toBeCloseTo(corner.y, 6)
    }
  })

  it('shows a document seen from straight above at its size, in the middle', () => {
    const above = { ...pose, yaw: 0, pitch: 0, roll: 0, x: 0, y: 0 }
    const corners = cornersOf(shapes.card).map((corner) => project(toHomography(above), corner))
    expect(longSideOf(corners)).toBeCloseTo((85.6 * 1400) / 200, 6)
    expect(corners[0]!.x + corners[2]!.x).toBeCloseTo(1200, 6)
    expect(corners[0]!.y + corners[2]!.y).toBeCloseTo(1600, 6)
  })

  it('shows the nearer side longer', () => {
    const leaning = { ...pose, yaw: 0, pitch: 40, roll: 0, x: 0, y: 0 }
    const corners = cornersOf(shapes.card).map((corner) => project(toHomography(leaning), corner))
    expect(sideRatioOf(corners)).toBeLessThan(0.9)
  })

  it('names the corners as the picture shows them when the document lies on its side', () => {
    const onItsSide = { ...pose, yaw: 0, pitch: 0, roll: 90 }
    const corners = cornersOf(shapes.card).map((corner) => project(toHomography(onItsSide), corner))
    const [first] = asInPicture(corners)
    expect(first).toEqual(corners[3])
  })

  it('measures how much two outlines overlap', () => {
    const square = (x: number, size: number) => [{ x, y: 0 }, { x: x + size, y: 0 }, { x: x + size, y: size }, { x, y: size }]
    expect(overlapOf(square(0, 10), square(0, 10))).toBeCloseTo(1, 9)
    expect(overlapOf(square(0, 10), square(5, 10))).toBeCloseTo(50 / 150, 9)
    expect(overlapOf(square(0, 10), square(2, 5))).toBeCloseTo(0.25, 9)
    expect(overlapOf(square(0, 10), square(20, 10))).toBe(0)
  })

  it('measures how much of a document is out of the picture', () => {
    const half = [{ x: -50, y: 10 }, { x: 50, y: 10 }, { x: 50, y: 60 }, { x: -50, y: 60 }]
    expect(missingShare(half, { width: 100, height: 100 })).toBeCloseTo(0.5, 9)
    expect(missingShare(half, { width: 40, height: 30 })).toBeCloseTo(1 - (40 * 20) / 5000, 9)
  })
})

describe('the clips', () => {
  const clips = planClips()
  const frame = (isTall: boolean) => (isTall ? { width: 720, height: 1280 } : { width: 1280, height: 720 })
  const cornersAt = (clip: (typeof clips)[number], at: number) => {
    const { scene, shots } = planClip(clip)
    return cornersOf(shapes[scene.shape as 'card' | 'passport']).map((corner) => project(toHomography(shots[at]!.pose), corner))
  }

  it('has enough that settle and enough that never may fire', () => {
    expect(clips.filter(({ settleFrame }) => settleFrame !== null).length).toBeGreaterThanOrEqual(20)
    expect(clips.filter(({ settleFrame }) => settleFrame === null).length).toBeGreaterThanOrEqual(12)
  })

  it('keeps the document in the guide from the time when it has settled', () => {
    for (const clip of clips.filter(({ settleFrame }) => settleFrame !== null)) {
      for (let at = clip.settleFrame!; at < clip.frames; at += 7) {
        const corners = cornersAt(clip, at)
        for (const corner of corners) expect(isIn(corner, frame(clip.isTall))).toBe(true)
        const guideWidth = frame(clip.isTall).width * (clip.isTall ? defaultGuide.tall : defaultGuide.wide).width
        expect(longSideOf(corners) / guideWidth).toBeLessThan(1.03)
        expect(longSideOf(corners) / guideWidth).toBeGreaterThan(0.8)
      }
    }
  })

  it('settles where the guide lies, wherever that is', () => {
    const guide = { tall: { width: 0.5, x: 0.1, y: -0.2 }, wide: { width: 0.35, x: -0.1, y: 0.1 } }
    for (const clip of clips.filter(({ settleFrame }) => settleFrame !== null)) {
      const { width, height } = frame(clip.isTall)
      const place = clip.isTall ? guide.tall : guide.wide
      const { scene, shots } = planClip(clip, guide)
      const middle = project(toHomography(shots.at(-1)!.pose), { x: 0, y: 0 })
      const allowed = 0.07 * width * place.width
      expect(Math.abs(middle.x - width * (0.5 + place.x))).toBeLessThan(allowed)
      expect(Math.abs(middle.y - height * (0.5 + place.y))).toBeLessThan(allowed)
      expect(scene.picture.width).toBe(width)
    }
  })

  it('is not settled at the start, where the clip goes on after its end', () => {
    for (const clip of clips.filter(({ settleFrame }) => settleFrame !== null)) {
      const { shots } = planClip(clip)
      const [first, settled] = [cornersAt(clip, 0), cornersAt(clip, clip.settleFrame!)]
      const apart = Math.max(...first.map((corner, at) => Math.hypot(corner.x - settled[at]!.x, corner.y - settled[at]!.y)))
      expect(apart > 50 || shots[0]!.radius > 6 || shots[0]!.light < 0.1).toBe(true)
    }
  })

  it('tells from when it would be no mistake to fire: a little before all is well', () => {
    for (const clip of clips) {
      const calm = calmFrameOf(clip)
      if (clip.settleFrame === null) {
        expect(calm).toBeNull()
        continue
      }
      expect(calm).toBeGreaterThan(clip.settleFrame / 2)
      expect(calm).toBeLessThanOrEqual(clip.settleFrame)
    }
  })

  it('trembles no more than a hand once settled', () => {
    for (const clip of clips.filter(({ settleFrame }) => settleFrame !== null)) {
      const [one, next] = [cornersAt(clip, clip.settleFrame! + 3), cornersAt(clip, clip.settleFrame! + 4)]
      const step = Math.max(...one.map((corner, at) => Math.hypot(corner.x - next[at]!.x, corner.y - next[at]!.y)))
      expect(step / longSideOf(one)).toBeLessThan(0.012)
    }
  })

  it('never shows the whole document where it is cut off', () => {
    for (const clip of clips.filter(({ trouble }) => trouble === 'cut-off'))
      for (let at = 0; at < clip.frames; at += 5)
        expect(missingShare(cornersAt(clip, at), frame(clip.isTall))).toBeGreaterThan(0.05)
  })
})
