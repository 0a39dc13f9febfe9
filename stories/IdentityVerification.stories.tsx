import type { ComponentType } from 'react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { IdentityVerification, type IdentityVerificationProps } from '../src/react/IdentityVerification.tsx'
import { scenarios, type Scenario } from '../src/sandbox/index.ts'
import { useLook } from './look.tsx'
import { StageProvider, useStage } from './stage.tsx'
import { somebody } from './state.ts'
import { walkToSubmit } from './walk.ts'

type Args = Omit<IdentityVerificationProps, 'createSession' | 'getSession' | 'processSession'> & { scenario?: Scenario }

/**
 * The whole widget as a host embeds it: our handler in front of the sandbox, all in this page. Nothing leaves it.
 * The sandbox is a stand-in; it verifies nobody.
 */
function Host({ scenario, ...props }: Args) {
  const look = useLook()
  const stage = useStage({ scenario, minimumAge: props.minimumAge })
  return (
    <StageProvider stage={stage}>
      <IdentityVerification theme={look.theme} messages={look.messages} {...stage.host} {...props} />
    </StageProvider>
  )
}

const meta = {
  title: 'IdentityVerification',
  // Its props are what the page documents; the callbacks are the stage's
  component: IdentityVerification as unknown as ComponentType<Args>,
  render: (args) => <Host {...args} />,
  argTypes: { scenario: { control: 'select', options: Object.keys(scenarios) } },
  args: { headingLevel: 1, brand: 'Larch Bank', privacyUrl: '#privacy', supportUrl: '#support', onError: () => {} },
  parameters: { docs: { story: { inline: false, height: '760px' } } },
} satisfies Meta<Args>
export default meta

type Story = StoryObj<Args>

/** Filled in, photographed and submitted by the story: what follows is the scenario's. */
function playing(scenario: Scenario): Story {
  return {
    args: { scenario, defaultValues: somebody, onClose: () => {} },
    play: walkToSubmit,
    parameters: { docs: { disable: true, description: { story: scenarios[scenario].description } } },
    tags: ['!autodocs'],
    globals: { locale: 'en' },
  }
}

export const Default: Story = {}
export const WithContactFields: Story = {
  args: { contact: { email: 'required', address: 'optional', city: 'optional', state: 'optional', postalCode: 'required' } },
}
export const OnlyBrazilianPassports: Story = { args: { documents: { countries: ['BRAZIL'], categories: ['PASSPORT'] } } }
export const Plain: Story = { args: { surface: 'plain' } }
export const Dark: Story = { globals: { scheme: 'dark' } }
export const Portuguese: Story = { globals: { locale: 'pt-BR' } }
export const FromEighteen: Story = { args: { minimumAge: 18 } }
export const WithDefaultValues: Story = { args: { defaultValues: somebody } }
export const WithAWayToLeave: Story = { args: { onCancel: () => {} } }

export const ScenarioApproved = playing('approved')
export const ScenarioDeclined = playing('declined')
export const ScenarioSlow = playing('slow')
export const ScenarioExpiredTarget = playing('expired-target')
export const ScenarioSessionExpired = playing('session-expired')
export const ScenarioNeverFinishes: Story = (() => {
  const story = playing('never-finishes')
  return { ...story, args: { ...story.args, patienceMs: 8_000 } }
})()
export const ScenarioVendorDown = playing('vendor-down')
export const ScenarioUnknownStatus = playing('unknown-status')
export const ScenarioFlakyNetwork = playing('flaky-network')
export const ScenarioRefusedField = playing('refused-field')
export const ScenarioFailedAtOnce = playing('failed-at-once')
