import type { Meta, StoryObj } from '@storybook/react-vite'
import { LoadingScreen } from '../../src/react/parts/LoadingScreen.tsx'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

const meta = {
  title: 'Screens/Loading',
  component: LoadingScreen,
  args: { hasFailed: false, onRetry: () => {} },
  render: (args) => (
    <ScreenStage state={editing('document')} values={somebody}>
      <LoadingScreen {...args} />
    </ScreenStage>
  ),
} satisfies Meta<typeof LoadingScreen>
export default meta

type Story = StoryObj<typeof meta>

export const Loading: Story = {}
export const NotLoaded: Story = { args: { hasFailed: true } }
