import type { Meta, StoryObj } from '@storybook/react-vite'
import { CancelledStep } from '../../src/react/steps/CancelledStep.tsx'
import { ScreenStage } from '../screen.tsx'
import { checking, finished, somebody } from '../state.ts'

const meta = {
  title: 'Screens/Result',
  component: ScreenStage,
  args: { state: finished('approved'), values: somebody, onClose: () => {} },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const Approved: Story = {}
export const Declined: Story = { args: { state: finished('declined') } }
export const Expired: Story = { args: { state: finished('expired') } }
export const Slow: Story = { args: { state: checking({ isSlow: true }) } }
export const Pending: Story = { args: { state: finished('pending') } }
export const Cancelled: Story = { args: { state: { stage: 'cancelled' }, children: <CancelledStep /> } }
