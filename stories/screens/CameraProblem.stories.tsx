import type { Meta, StoryObj } from '@storybook/react-vite'
import type { CameraErrorCode } from '../../src/core/errors.ts'
import { climbDown, topOfLadder } from '../../src/core/ladder.ts'
import { CameraProblem } from '../../src/react/capture/CameraProblem.tsx'
import { atRung } from '../ladder.ts'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

const nothing = () => {}

/** The first failure of the camera with this code, on a phone. */
function Problem({ code }: { code: CameraErrorCode }) {
  const ladder = atRung(climbDown(topOfLadder, 'camera', code, true).rung)
  return (
    <ScreenStage state={editing('capture:front')} values={somebody}>
      <CameraProblem code={code} slot="front" ladder={ladder} onRetry={nothing} onBack={nothing} onFile={nothing} />
    </ScreenStage>
  )
}

const meta = { title: 'Screens/CameraProblem', component: Problem } satisfies Meta<typeof Problem>
export default meta

const story = (code: CameraErrorCode): StoryObj<typeof meta> => ({ args: { code } })

export const Insecure = story('camera-insecure')
export const Policy = story('camera-policy')
export const Iframe = story('camera-iframe')
export const Unsupported = story('camera-unsupported')
export const Dismissed = story('camera-dismissed')
export const Denied = story('camera-denied')
export const System = story('camera-system')
export const Busy = story('camera-busy')
export const Missing = story('camera-missing')
export const Unsuited = story('camera-unsuited')
export const Black = story('camera-black')
export const Failed = story('camera-failed')
