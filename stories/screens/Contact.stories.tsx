import type { Meta, StoryObj } from '@storybook/react-vite'
import { ScreenStage } from '../screen.tsx'
import { editing, somewhere } from '../state.ts'

const meta = {
  title: 'Screens/Contact',
  component: ScreenStage,
  args: {
    state: editing('contact'),
    options: { contact: { email: 'required', address: 'required', city: 'required', state: 'optional', postalCode: 'required' } },
  },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const Empty: Story = {}
export const Filled: Story = { args: { values: somewhere } }
export const OnlyEmail: Story = { args: { options: { contact: { email: 'optional' } } } }
export const WithErrors: Story = {
  args: {
    state: editing('contact', { isRefused: true }),
    values: { email: 'ana@example' },
    errors: { email: 'email', address: 'required', city: 'required', postalCode: 'required' },
  },
}
