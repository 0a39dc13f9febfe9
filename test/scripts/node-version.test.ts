import { describe, expect, it } from 'vitest'
import { nodeProblem } from '../../scripts/node-version.mjs'

describe('the Node version', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '24.0.0'])('%s will do', (version) => {
    expect(nodeProblem(version)).toBeNull()
  })

  it.each(['18.20.4', '20.18.3'])('%s is refused, with the version that is needed', (version) => {
    expect(nodeProblem(version)).toMatchObject({ isFatal: true, message: expect.stringContaining('20.19') })
  })

  it.each(['21.7.0', '22.11.0'])('%s is warned about, and tried', (version) => {
    expect(nodeProblem(version)).toMatchObject({ isFatal: false, message: expect.stringContaining(version) })
  })
})
