import type { Meta, StoryObj } from '@storybook/react-vite'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

const meta = {
  title: 'Screens/Photo check',
  component: ScreenStage,
  args: { state: editing('capture:front', { hasPhotos: true }), values: somebody },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const Front: Story = {}
export const Back: Story = { args: { state: editing('capture:back', { hasPhotos: true }) } }
