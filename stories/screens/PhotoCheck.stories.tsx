import type { Meta, StoryObj } from '@storybook/react-vite'
import type { PhotoIssue } from '../../src/core/quality.ts'
import { ScreenStage } from '../screen.tsx'
import { lookedAt, somebody } from '../state.ts'

const meta = {
  title: 'Screens/Photo check',
  component: ScreenStage,
  args: { state: lookedAt('front', { issues: [] }), values: somebody },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

const found = (...issues: PhotoIssue[]): Story => ({ args: { state: lookedAt('front', { issues, tries: 1 }) } })

export const Good: Story = {}
export const Back: Story = { args: { state: lookedAt('back', { issues: [] }) } }
export const Checking: Story = { args: { state: lookedAt('front', {}) } }
export const NoDocument = found('no-document')
export const NoDocumentInTheDark = found('no-document', 'dark')
export const TooFar = found('too-far')
export const CutOff = found('cut-off')
export const Tilted = found('tilted')
export const Blurry = found('blurry')
export const Glare = found('glare')
export const Dark = found('dark')
export const Bright = found('bright')
export const TooSmall = found('too-small')
export const SeveralFaults = found('cut-off', 'blurry', 'dark', 'glare')
export const SecondTry: Story = { args: { state: lookedAt('front', { issues: ['blurry'], tries: 2 }) } }
export const SameSideTwice: Story = { args: { state: lookedAt('back', { issues: [], isRepeat: true }) } }
