import { useEffect, useId, useState, type ReactNode } from 'react'
import { useForm, type FieldPath } from 'react-hook-form'
import type { FoundDraft } from '../src/core/draft.ts'
import type { State } from '../src/core/flow/flow.ts'
import { individualSteps, photoName, wantedSlots, type IndividualStep } from '../src/core/individual.ts'
import { initialValues, type DefaultValues, type FormOptions, type FormValues } from '../src/core/form/values.ts'
import { LaterScreens } from '../src/react/LaterScreens.tsx'
import { WidgetProvider, type Widget } from '../src/react/widget.tsx'
import { useLook } from './look.tsx'

interface ScreenStageProps {
  /** What the widget is in, made by hand. */
  state: State
  /** What has been typed. */
  values?: DefaultValues
  /** What is wrong, by field: the code of the rule. */
  errors?: Partial<Record<FieldPath<FormValues>, string>>
  options?: FormOptions & { onCancel?: () => void }
  onClose?: () => void
  /** What was kept of an earlier page. */
  draft?: FoundDraft
  /** @default the screen of the state */
  children?: ReactNode
}

const nothing = () => {}

/** A real screen in a state made by hand: its buttons do nothing, its fields can be typed in. */
export function ScreenStage({ state, values, errors, options = {}, onClose, draft, children }: ScreenStageProps) {
  const { theme, messages } = useLook()
  const idPrefix = `story${useId().replace(/\W/g, '')}`
  const [shown] = useState<Widget['shown']>({ key: null })
  const form = useForm<FormValues>({ defaultValues: initialValues(options, values), shouldFocusError: false })
  useEffect(() => {
    for (const [name, message] of Object.entries(errors ?? {})) {
      form.setError(name as FieldPath<FormValues>, { type: 'story', message })
    }
  }, [form, errors])

  const photos = state.stage === 'cancelled' ? {} : state.photos
  const step = state.stage === 'editing' && !draft ? (state.step as IndividualStep) : null
  const given = form.getValues()
  const widget: Widget = {
    verification: {
      state,
      form,
      step,
      steps: individualSteps(given, photos, step ?? '', options),
      slots: wantedSlots(given, photos, step ?? ''),
      photoOf: (slot) => photos[photoName(given, slot)] ?? null,
      next: async () => false,
      back: nothing,
      goTo: nothing,
      addPhoto: async () => null,
      turnPhoto: async () => {},
      removePhoto: nothing,
      submit: async () => false,
      retry: nothing,
      giveUpWaiting: nothing,
      cancel: nothing,
      draft: draft ?? null,
      resumeDraft: nothing,
      discardDraft: nothing,
    },
    options: { ...options, createSession: unused, getSession: unused },
    messages,
    overrides: messages,
    idPrefix,
    brand: 'Larch Bank',
    privacyUrl: '#privacy',
    supportUrl: '#support',
    headingLevel: 1,
    onClose,
    autoCapture: true,
    defaultCamera: undefined,
    onCameraChange: undefined,
    capture: { camera: null },
    shown,
  }
  return (
    <WidgetProvider value={widget}>
      <div data-idstep="" data-surface="card" data-theme={theme} lang={messages.locale} dir={messages.dir}>
        {children ?? <LaterScreens />}
      </div>
    </WidgetProvider>
  )
}

const unused = () => Promise.reject(new Error('a story asks nobody'))
