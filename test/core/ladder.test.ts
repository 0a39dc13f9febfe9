import { describe, expect, it } from 'vitest'
import { errorCodes, type VerificationErrorCode } from '../../src/core/errors.ts'
import { climbDown, topOfLadder } from '../../src/core/ladder.ts'

const cameraCodes = (Object.keys(errorCodes) as VerificationErrorCode[]).filter((code) => code.startsWith('camera-'))

describe('the ladder', () => {
  it('stays on a rung after one failure that another try may heal, and leads down after the second', () => {
    const once = climbDown(topOfLadder, 'camera', 'camera-busy', true)
    expect(once).toEqual({ rung: 'camera', failures: 1 })
    expect(climbDown(once, 'camera', 'camera-black', true)).toEqual({ rung: 'cameraApp', failures: 0 })
  })

  it('leads down at once where the page, the app or the device can never give a camera', () => {
    const atOnce = cameraCodes.filter((code) => climbDown(topOfLadder, 'camera', code, true).rung === 'cameraApp')
    expect(atOnce.sort()).toEqual(
      ['camera-iframe', 'camera-insecure', 'camera-missing', 'camera-policy', 'camera-unsupported'],
    )
  })

  it('leaves out the camera app where there is none', () => {
    expect(climbDown(topOfLadder, 'camera', 'camera-missing', false)).toEqual({ rung: 'file', failures: 0 })
  })

  it('leads from the camera app to a file after two photos that could not be used', () => {
    const app = { rung: 'cameraApp', failures: 0 } as const
    const once = climbDown(app, 'cameraApp', 'file-broken', true)
    expect(once.rung).toBe('cameraApp')
    expect(climbDown(once, 'cameraApp', 'file-heic', true).rung).toBe('file')
  })

  it('does not move for a rung it is not on, nor below the last one', () => {
    const app = { rung: 'cameraApp', failures: 1 } as const
    expect(climbDown(app, 'camera', 'camera-busy', true)).toBe(app)
    const file = { rung: 'file', failures: 0 } as const
    expect(climbDown(file, 'file', 'file-broken', true)).toBe(file)
  })
})
