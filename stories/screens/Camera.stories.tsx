import { useLayoutEffect, useState } from 'react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import type { VerificationErrorCode } from '../../src/core/errors.ts'
import { Camera } from '../../src/react/capture/Camera.tsx'
import { CameraProblem } from '../../src/react/capture/CameraProblem.tsx'
import { fakeCamera, stubRules } from '../camera.ts'
import { useLook } from '../look.tsx'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

interface Args {
  kind: 'filming' | 'asking'
  shape: 'card' | 'passport'
}

const nothing = () => {}

/** The live camera in front of a specimen that is filmed from a canvas. */
function Filming({ kind, shape }: Args) {
  const { titles } = useLook().messages.capture
  const [isSet, setIsSet] = useState(false)
  useLayoutEffect(() => {
    const giveBack = fakeCamera(kind)
    setIsSet(true)
    return giveBack
  }, [kind])
  if (!isSet) return null
  const title = shape === 'passport' ? titles.PASSPORT.front : titles.IDENTITY_CARD.front
  return <Camera rules={stubRules} title={title} shape={shape} onPhoto={nothing} onClose={nothing} onFailure={nothing} />
}

const meta = {
  title: 'Screens/Camera',
  component: Camera as never,
  render: (args) => (
    <ScreenStage state={editing('capture:front')} values={somebody}>
      <Filming {...args} />
    </ScreenStage>
  ),
  args: { kind: 'filming', shape: 'card' },
  parameters: { docs: { story: { inline: false, height: '760px' } } },
} satisfies Meta<Args>
export default meta

type Story = StoryObj<Args>

const failing = (code: VerificationErrorCode): Story => ({
  render: () => (
    <ScreenStage state={editing('capture:front')} values={somebody}>
      <CameraProblem code={code} slot="front" onRetry={nothing} onBack={nothing} take={nothing} />
    </ScreenStage>
  ),
})

export const Starting: Story = { args: { kind: 'asking' } }
export const Ready: Story = {}
export const ReadyForAPassport: Story = { args: { shape: 'passport' } }
export const Denied = failing('camera-denied')
export const Missing = failing('camera-missing')
export const Busy = failing('camera-busy')
export const Insecure = failing('camera-insecure')
export const Failed = failing('camera-failed')
