import type { Meta, StoryObj } from '@storybook/react-vite'
import type { DocumentSlot } from '../../src/core/documents.ts'
import type { VerificationErrorCode } from '../../src/core/errors.ts'
import type { Rung } from '../../src/core/ladder.ts'
import type { DefaultValues } from '../../src/core/form/values.ts'
import { CaptureChoice } from '../../src/react/capture/CaptureChoice.tsx'
import type { PhotoIntake } from '../../src/react/capture/usePhotoIntake.ts'
import { atRung } from '../ladder.ts'
import { useLook } from '../look.tsx'
import { ScreenStage } from '../screen.tsx'
import { editing, somebody } from '../state.ts'

interface Args {
  slot: DocumentSlot
  values: DefaultValues
  rung: Rung
  isPreparing: boolean
  isOver: boolean
  problem: VerificationErrorCode | null
}

const nothing = () => {}
const dropHandlers = { onDragOver: nothing, onDragLeave: nothing, onDrop: nothing, onPaste: nothing }

/** The real screen with an intake made by hand: waiting, preparing, or with what was wrong. */
function Choice({ slot, values, rung, isPreparing, isOver, problem }: Args) {
  const { capture } = useLook().messages
  const category = values.documentCategory || 'IDENTITY_CARD'
  const words = {
    title: capture.titles[category][slot],
    lead: slot === 'front' ? capture.frontLead : capture.backLead,
    shape: category === 'PASSPORT' ? ('passport' as const) : ('card' as const),
  }
  const intake: PhotoIntake = { isPreparing, isOver, problem, take: nothing, clearProblem: nothing, dropHandlers }
  return <CaptureChoice slot={slot} words={words} ladder={atRung(rung)} intake={intake} onCamera={nothing} onBack={undefined} />
}

const meta = {
  title: 'Screens/Capture',
  component: CaptureChoice as never,
  render: (args) => (
    <ScreenStage state={editing(`capture:${args.slot}`)} values={args.values}>
      <Choice {...args} />
    </ScreenStage>
  ),
  args: { slot: 'front', values: somebody, rung: 'camera', isPreparing: false, isOver: false, problem: null },
} satisfies Meta<Args>
export default meta

type Story = StoryObj<Args>

const refused = (problem: VerificationErrorCode): Story => ({ args: { problem } })

export const Front: Story = {}
export const Back: Story = { args: { slot: 'back' } }
export const Passport: Story = { args: { values: { ...somebody, documentCategory: 'PASSPORT' } } }
export const ByTheCameraApp: Story = { args: { rung: 'cameraApp' } }
export const ByFile: Story = { args: { rung: 'file' } }
export const Preparing: Story = { args: { isPreparing: true } }
export const FileOverThePage: Story = { args: { isOver: true } }
export const FileEmpty = refused('file-empty')
export const FileTooLarge = refused('file-too-large')
export const FileNotImage = refused('file-not-image')
export const FileHeic = refused('file-heic')
export const FileBroken = refused('file-broken')
export const FileTooSmall = refused('file-too-small')
export const NotLoaded = refused('not-loaded')
