import { describe, expect, it } from 'vitest'
import type { Corners } from '../../src/core/quality.ts'
import { inOrder } from '../../src/vision/outline.ts'
import { poseOf, project, squareToQuad, tiltOf, turnOf } from '../../src/vision/pose.ts'
import { cardAt } from './scene.ts'

const quad: Corners = [{ x: 10, y: 20 }, { x: 300, y: 5 }, { x: 280, y: 190 }, { x: 40, y: 230 }]

describe('a quadrilateral', () => {
  it('is what the unit square is mapped to', () => {
    const map = squareToQuad(quad)
    ;[[0, 0], [1, 0], [1, 1], [0, 1]].forEach(([x, y], index) => {
      const point = project(map, x!, y!)
      expect(point.x).toBeCloseTo(quad[index]!.x, 6)
      expect(point.y).toBeCloseTo(quad[index]!.y, 6)
    })
  })

  it('keeps its straight lines: the middle of the square lies where the diagonals cross', () => {
    const { x, y } = project(squareToQuad(quad), 0.5, 0.5)
    const onLine = (a: number, b: number) =>
      (quad[b]!.x - quad[a]!.x) * (y - quad[a]!.y) - (quad[b]!.y - quad[a]!.y) * (x - quad[a]!.x)
    expect(onLine(0, 2)).toBeCloseTo(0, 6)
    expect(onLine(1, 3)).toBeCloseTo(0, 6)
  })

  it('starts at its upper left corner, however it was given', () => {
    const [a, b, c, d] = quad
    for (const corners of [quad, [b, c, d, a], [c, d, a, b], [d, c, b, a], [b, a, d, c]] as Corners[]) {
      expect(inOrder(corners)).toEqual(quad)
    }
  })
})

describe('the pose of a card', () => {
  it.each([0, 15, 30, 45])('is known when it is tilted by %i degrees', (tilt) => {
    const pose = poseOf(cardAt(320, 240, 400, 0, tilt), 640, 480)
    expect(pose.tiltDegrees).toBeCloseTo(tilt, 0)
    expect(pose.aspect).toBeCloseTo(85.6 / 54, 1)
    expect(pose.skew).toBeCloseTo(0, 1)
  })

  it.each([[0, 0], [12, 12], [-12, 12], [45, 45], [80, 10], [90, 0], [180, 0], [265, 5]])(
    'turned by %i degrees is %i degrees from upright',
    (turn, wanted) => expect(turnOf(cardAt(320, 240, 400, turn))).toBeCloseTo(wanted, 3),
  )

  it('counts a turn of 20 degrees in the picture as much as a tilt of 28', () => {
    expect(tiltOf(cardAt(320, 240, 400, 20), 640, 480)).toBeCloseTo(28, 1)
  })
})
