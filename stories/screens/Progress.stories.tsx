import type { Meta, StoryObj } from '@storybook/react-vite'
import { ScreenStage } from '../screen.tsx'
import { checking, creating, failureOf, somebody, starting, uploading } from '../state.ts'

const meta = {
  title: 'Screens/Progress',
  component: ScreenStage,
  args: { state: creating(), values: somebody },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const Creating: Story = {}
export const CreatingAgain: Story = { args: { state: creating({ isRenewed: true }) } }
export const Sending0: Story = { args: { state: uploading(['sending', 0], ['waiting', 0]) } }
export const Sending55: Story = { args: { state: uploading(['sending', 0.7], ['sending', 0.35]) } }
export const SendingAgain: Story = { args: { state: uploading(['sending', 0.2], ['waiting', 0], { isRenewed: true }) } }
export const Retrying: Story = { args: { state: uploading(['arrived', 1], ['retrying', 0]) } }
export const NotSent: Story = {
  args: { state: uploading(['arrived', 1], ['failed', 0], { failure: failureOf('network') }) },
}
export const Offline: Story = { args: { state: uploading(['arrived', 1], ['retrying', 0.4], { isOffline: true }) } }
export const UnderThreeMinutes: Story = {
  args: { state: uploading(['arrived', 1], ['retrying', 0.4], { expiresAtMs: Date.now() + 100_000 }) },
}
export const CreatingOffline: Story = { args: { state: creating({ isOffline: true }) } }
export const CheckingOffline: Story = { args: { state: checking({ isOffline: true }) } }
export const Arrived: Story = { args: { state: starting() } }
export const Checking: Story = { args: { state: checking() } }
