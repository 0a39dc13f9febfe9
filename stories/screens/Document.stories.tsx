import type { Meta, StoryObj } from '@storybook/react-vite'
import { userEvent, within } from 'storybook/test'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

const meta = {
  title: 'Screens/Document',
  component: ScreenStage,
  args: { state: editing('document') },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

const search = (text: string): Story['play'] =>
  async ({ canvasElement }) => {
    const [country] = within(canvasElement).getAllByRole('combobox')
    if (!country) throw new Error('there is no country')
    await userEvent.click(country)
    if (text) await userEvent.type(country, text)
  }

export const Empty: Story = {}
export const Brazil: Story = { args: { values: somebody } }
export const Passport: Story = {
  args: { values: { documentCountry: 'PORTUGAL', documentCategory: 'PASSPORT', documentId: '123456789' } },
}
export const WithErrors: Story = {
  args: {
    state: editing('document', { isRefused: true }),
    errors: { documentCountry: 'choose', documentCategory: 'choose', documentId: 'required' },
  },
}
export const WrongCpf: Story = {
  args: {
    state: editing('document', { isRefused: true }),
    values: { ...somebody, documentId: '529.982.247-26' },
    errors: { documentId: 'cpf' },
  },
}
export const LettersInTheNumber: Story = {
  args: {
    state: editing('document', { isRefused: true }),
    values: { documentCountry: 'PORTUGAL', documentCategory: 'PASSPORT', documentId: 'CB123456' },
    errors: { documentId: 'digits' },
  },
}
export const OnlyBrazil: Story = { args: { options: { documents: { countries: ['BRAZIL'] } } } }
export const ListOpen: Story = { args: { values: somebody }, play: search(''), tags: ['!autodocs'] }
export const Searching: Story = { play: search('united'), tags: ['!autodocs'] }
export const NothingFound: Story = { play: search('atlantis'), tags: ['!autodocs'] }
