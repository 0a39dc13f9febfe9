import type { Meta, StoryObj } from '@storybook/react-vite'
import { DetailsStep } from '../../src/react/steps/DetailsStep.tsx'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

const meta = {
  title: 'Screens/Details',
  component: ScreenStage,
  args: { state: editing('details'), children: <DetailsStep /> },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

export const Empty: Story = {}
export const Filled: Story = { args: { values: somebody } }
export const WithErrors: Story = {
  args: {
    state: editing('details', { isRefused: true }),
    errors: { firstName: 'required', lastName: 'required', 'birthDate.day': 'date-required' },
  },
}
export const ImpossibleDate: Story = {
  args: {
    state: editing('details', { isRefused: true }),
    values: { ...somebody, birthDate: { day: '31', month: '2', year: '1991' } },
    errors: { 'birthDate.day': 'date-not-real' },
  },
}
export const TooYoung: Story = {
  args: {
    state: editing('details', { isRefused: true }),
    options: { minimumAge: 18 },
    values: { ...somebody, birthDate: { day: '1', month: '1', year: '2020' } },
    errors: { 'birthDate.year': 'date-too-young' },
  },
}
export const RefusedByTheVendor: Story = {
  args: { state: editing('details', { isRefused: true }), values: somebody, errors: { 'birthDate.day': 'refused' } },
}
export const WithAWayToLeave: Story = { args: { options: { onCancel: () => {} } } }
