import type { Meta, StoryObj } from '@storybook/react-vite'
import type { FoundDraft } from '../../src/core/draft.ts'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

const minutes = (count: number) => Date.now() - count * 60_000
const found = (more: Partial<FoundDraft>, ago = 12): FoundDraft => ({
  savedAtMs: minutes(ago),
  stage: 'editing',
  hasPhotos: true,
  ...more,
})

const meta = {
  title: 'Screens/Resume',
  component: ScreenStage,
  args: { state: editing('details'), values: somebody, draft: found({}) },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const AnswersAndPhotos: Story = {}
export const AnswersOnly: Story = { args: { draft: found({ hasPhotos: false }, 1) } }
export const Sending: Story = { args: { draft: found({ stage: 'uploading' }, 3) } }
export const Sent: Story = { args: { draft: found({ stage: 'checking' }, 180) } }
