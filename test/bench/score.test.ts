import { describe, expect, it } from 'vitest'
import { cornerErrorOf, medianOf, missedGoals, scoreSet, toTable } from '../../bench/quality/score.mjs'

const corners = [{ x: 0, y: 0 }, { x: 400, y: 0 }, { x: 400, y: 300 }, { x: 0, y: 300 }]
const moved = corners.map(({ x, y }) => ({ x: x + 3, y: y + 4 }))

function result(labels: string[], issues: string[], more: object = {}) {
  const isThere = !labels.includes('no-document')
  return { label: { labels, corners: isThere ? corners : null }, issues, corners: isThere ? corners : null, tookMs: 10, ...more }
}

const everyIssue = ['no-document', 'too-far', 'cut-off', 'tilted', 'blurry', 'glare', 'dark', 'bright', 'too-small']
const perfect = [
  ...everyIssue.map((issue) => result([issue], [issue], { framesMs: [5] })),
  ...Array.from({ length: 20 }, () => result([], [], { framesMs: [6] })),
]

const rowOf = (results: typeof perfect, issue: string) => scoreSet(results).issues.find((row) => row.issue === issue)!

describe('the score of the labelled set', () => {
  it('counts a photo as right when it is refused or accepted as it should be, whatever the reason told', () => {
    const score = scoreSet([result([], []), result(['glare'], ['bright']), result([], ['dark']), result(['blurry'], [])])
    expect(score.accept).toBe(0.5)
    expect(score.refusedGood).toBe(0.5)
    expect(score.acceptedBad).toBe(0.5)
  })

  it('counts the recall of an issue on the frames labelled with it only', () => {
    const results = [result(['glare'], ['glare']), result(['glare', 'tilted'], ['tilted']), result(['dark'], ['glare'])]
    expect(rowOf(results, 'glare')).toMatchObject({ labelled: 2, recall: 0.5 })
    expect(rowOf(results, 'tilted').recall).toBe(1)
  })

  it('counts false alarms on good photos only', () => {
    const results = [result([], ['glare']), result([], []), result([], []), result([], []), result(['dark'], ['dark', 'glare'])]
    expect(rowOf(results, 'glare').falseAlarms).toBe(0.25)
  })

  it('measures the corners as a share of the diagonal', () => {
    expect(cornerErrorOf(moved, corners)).toBeCloseTo(0.01, 6)
  })

  it('does not mind which corner comes first', () => {
    expect(cornerErrorOf([...moved.slice(1), moved[0]!], corners)).toBeCloseTo(0.01, 6)
  })

  it('minds the direction in which the corners go', () => {
    expect(cornerErrorOf(moved.toReversed(), corners)).toBeGreaterThan(0.3)
  })

  it('averages the corners over good photos with a document found, and tells how many had none', () => {
    const results = [
      result([], [], { corners: moved }),
      result([], []),
      result([], ['no-document'], { corners: null }),
      result(['tilted'], ['tilted'], { corners: moved.map(({ x, y }) => ({ x: x + 200, y })) }),
    ]
    expect(scoreSet(results).cornerError).toBeCloseTo(0.005, 6)
    expect(scoreSet(results).withoutCorners).toBe(1)
  })

  it('takes the middle of the times', () => {
    expect(medianOf([9, 1, 5])).toBe(5)
    expect(medianOf([9, 1, 5, 6])).toBe(5.5)
    expect(medianOf([])).toBeNaN()
  })

  it('has nothing to complain of when everything is right', () => {
    expect(missedGoals(scoreSet(perfect))).toEqual([])
  })

  it('names each figure that is missed', () => {
    const results = [
      ...perfect,
      result(['glare'], []),
      ...[1, 2].map(() => result([], ['dark'], { corners: moved.map(({ x, y }) => ({ x: x + 200, y })), framesMs: [90] })),
    ]
    expect(missedGoals(scoreSet(results))).toEqual(['accept or not', 'recall of glare', 'false alarms of dark', 'corners'])
    expect(missedGoals(scoreSet(perfect.map((one) => ({ ...one, framesMs: [9] }))))).toEqual(['analysis of a live frame'])
  })

  it('takes a figure that no frame tells for missed', () => {
    const withoutFar = perfect.filter(({ label }) => !label.labels.includes('too-far'))
    expect(missedGoals(scoreSet(withoutFar))).toEqual(['recall of too-far'])
  })

  it('takes documents that were not found for missed, however exact the others are', () => {
    const results = [...perfect, result([], [], { corners: null }), result([], [], { corners: null })]
    expect(missedGoals(scoreSet(results))).toEqual(['documents not found on good photos'])
  })

  it('prints a row for each issue', () => {
    const table = toTable(scoreSet(perfect), 'report')
    for (const issue of everyIssue) expect(table).toMatch(new RegExp(`^${issue} +1 +100.0 % +0.0 %$`, 'm'))
    expect(table).toContain('29 frames of the report half, 20 of them good')
  })
})
