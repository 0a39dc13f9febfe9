import type { Meta, StoryObj } from '@storybook/react-vite'
import { errorCodes, type VerificationErrorCode } from '../../src/core/errors.ts'
import { ScreenStage } from '../screen.tsx'
import { creating, failureOf, somebody } from '../state.ts'

const codes = Object.keys(errorCodes) as VerificationErrorCode[]

const meta = {
  title: 'Screens/Problem',
  component: ScreenStage,
  args: { state: creating(), values: somebody },
} satisfies Meta<typeof ScreenStage>
export default meta

type Story = StoryObj<typeof meta>

const failing = (code: VerificationErrorCode): Story => ({ args: { state: creating({ failure: failureOf(code) }) } })

/** Every code of the table, as a person would meet it over the creating of a session. */
export const EveryCode: Story = {
  tags: ['!autodocs'],
  render: () => (
    <div className="story-list">
      {codes.map((code) => (
        <section key={code} aria-label={code}>
          <h2>{code}</h2>
          <ScreenStage state={creating({ failure: failureOf(code) })} values={somebody} />
        </section>
      ))}
    </div>
  ),
}
export const Network = failing('network')
export const Timeout = failing('timeout')
export const Server = failing('server')
export const RateLimited = failing('rate-limited')
export const Unauthorized = failing('unauthorized')
export const InvalidFields = failing('invalid-fields')
export const SessionNotFound = failing('session-not-found')
export const HostCallback = failing('host-callback')
export const HostAnswer = failing('host-answer')
export const InsecureUploadUrl = failing('insecure-upload-url')
export const UploadRefused = failing('upload-refused')
export const UploadTooLarge = failing('upload-too-large')
