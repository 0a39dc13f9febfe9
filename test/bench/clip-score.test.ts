import { expect, it } from 'vitest'
import { scoreClips, toClipTable } from '../../bench/quality/clip-score.mjs'

const quiet = { lookMs: [5], longTasks: [], seenShare: 1 }
/** Settles 2 s after its start; may be taken from 1.8 s on. */
const settling = (taken: number | null) => ({ clip: { name: 'settles', settleFrame: 30, calmFrame: 27 }, taken, ...quiet })
const never = (taken: number | null) => ({ clip: { name: 'never', settleFrame: null, calmFrame: null }, taken, ...quiet })

it('counts a picture taken up to 1.5 s after settling, or a little before', () => {
  for (const taken of [27, 30, 45, 52]) expect(scoreClips([settling(taken), never(null)]).missed).toEqual([])
})

it('counts one taken later, or not at all, as missed', () => {
  for (const taken of [53, null]) {
    const score = scoreClips([settling(30), settling(taken)])
    expect(score.inTime).toBe(0.5)
    expect(score.late).toEqual(['settles'])
    expect(score.missed).toEqual(['taken in time'])
  }
})

it('names what was taken in motion or of nothing', () => {
  const score = scoreClips([settling(26), never(5), never(null), settling(30)])
  expect(score.wrong).toEqual(['settles', 'never'])
  expect(score.inTime).toBe(0.5)
  expect(score.missed).toContain('never taken wrongly')
})

it('minds slow looks and a busy page', () => {
  expect(scoreClips([{ ...settling(30), lookMs: [9, 9, 2] }]).missed).toEqual(['analysis of a live frame'])
  expect(scoreClips([{ ...settling(30), longTasks: [70] }]).missed).toEqual(['main thread'])
})

it('takes the middle of the delays', () => {
  expect(scoreClips([settling(36), settling(45), settling(30)]).delaySeconds).toBeCloseTo(0.4, 9)
  expect(toClipTable(scoreClips([settling(36), never(null)]))).toContain('all reached')
})
