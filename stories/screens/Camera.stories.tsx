import { useMemo } from 'react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { userEvent, within } from 'storybook/test'
import { liveHints, type LiveHint } from '../../src/core/quality.ts'
import { CameraView, type CameraState } from '../../src/react/capture/CameraView.tsx'
import { Ways } from '../../src/react/capture/Ways.tsx'
import { laptopCamera, phoneCamera, stagedCamera, stagedTools } from '../camera.ts'
import { atRung } from '../ladder.ts'
import { useLook } from '../look.tsx'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

interface Args {
  state: CameraState
  hint: LiveHint | null
  steadiness: number
  shape: 'card' | 'passport'
  takesByItself: boolean
}

const nothing = () => {}

/** The live camera in front of a specimen that is filmed from a canvas. */
function Filming({ state, hint, steadiness, shape, takesByItself }: Args) {
  const { titles } = useLook().messages.capture
  const camera = useMemo(() => stagedCamera(state, hint), [state, hint])
  const tools = useMemo(() => stagedTools(camera, hint, steadiness), [camera, hint, steadiness])
  const title = shape === 'passport' ? titles.PASSPORT.front : titles.IDENTITY_CARD.front
  return (
    <CameraView
      {...{ tools, camera, title, shape, takesByItself }}
      onTakesByItself={nothing}
      onPhoto={nothing}
      onClose={nothing}
      onFailure={nothing}
    >
      <Ways ladder={atRung('camera')} except="camera" onFile={nothing} />
    </CameraView>
  )
}

const meta = {
  title: 'Screens/Camera',
  component: CameraView as never,
  render: (args) => (
    <ScreenStage state={editing('capture:front')} values={somebody}>
      <Filming {...args} />
    </ScreenStage>
  ),
  args: { state: phoneCamera, hint: 'no-document', steadiness: 0, shape: 'card', takesByItself: true },
  argTypes: { hint: { options: [null, ...liveHints], control: 'select' } },
  parameters: { docs: { story: { inline: false, height: '760px' } } },
} satisfies Meta<Args>
export default meta

type Story = StoryObj<Args>

const told = (hint: LiveHint): Story => ({ args: { hint } })

export const Asking: Story = { args: { state: { ...phoneCamera, status: 'asking', cameras: [], current: null, torch: 'none' } } }
export const Starting: Story = { args: { state: { ...phoneCamera, status: 'starting' } } }
export const NoDocument: Story = {}
export const MoveCloser = told('closer')
export const MoveBack = told('back')
export const WholeDocument = told('whole')
export const HoldStill = told('still')
export const TooDark = told('dark')
export const TooBright = told('bright')
export const Glare = told('glare')
export const Blurry = told('blurry')
export const Tilted = told('tilted')
export const Steady: Story = { args: { hint: 'steady', steadiness: 0.6 } }
export const Passport: Story = { args: { shape: 'passport', hint: 'steady', steadiness: 0.3 } }
export const ByHand: Story = { args: { takesByItself: false, hint: null } }
export const LightOn: Story = { args: { state: { ...phoneCamera, torch: 'on' } } }
export const Laptop: Story = { args: { state: laptopCamera } }
export const Options: Story = {
  play: async ({ canvasElement }) => {
    const buttons = within(canvasElement).getAllByRole('button')
    await userEvent.click(buttons.find((button) => button.getAttribute('aria-haspopup') === 'dialog')!)
  },
}
