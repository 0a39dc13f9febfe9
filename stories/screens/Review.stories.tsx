import type { Meta, StoryObj } from '@storybook/react-vite'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody, somewhere } from '../state.ts'

const meta = {
  title: 'Screens/Review',
  component: ScreenStage,
  args: { state: editing('review', { hasPhotos: true }), values: somebody },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const Brazil: Story = {}
export const WithContact: Story = {
  args: {
    values: { ...somebody, ...somewhere },
    options: { contact: { email: 'required', address: 'required', city: 'required', state: 'optional', postalCode: 'required' } },
  },
}
export const LongAnswers: Story = {
  args: {
    values: {
      ...somebody,
      firstName: 'Maria Aparecida Conceição dos Prazeres Bittencourt',
      lastName: 'Albuquerque-Wolfeschlegelsteinhausenbergerdorff de Vasconcelos e Souza',
    },
  },
}
