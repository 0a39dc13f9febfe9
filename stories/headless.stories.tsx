import { useEffect, useState } from 'react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { loadCatalogue, type Catalogue } from '../src/index.ts'
import { useVerification, type Verification } from '../src/react/useVerification.ts'
import { StageProvider, useStage, type Stage } from './stage.tsx'

/** A host that draws one plain page of its own: `useVerification()` gives the line, and nothing of our look. */
function OwnScreen({ host }: { host: Stage['host'] }) {
  const verification = useVerification({
    ...host,
    documents: { categories: ['PASSPORT'] },
    onError: () => {},
  })
  const { state } = verification
  return (
    <div className="story-own">
      <h1>Your own page</h1>
      {state.stage === 'editing' ? <OwnForm verification={verification} /> : <OwnProgress verification={verification} />}
    </div>
  )
}

function OwnForm({ verification }: { verification: Verification }) {
  const { form, photoOf, addPhoto, submit, state } = verification
  const { errors } = form.formState
  const wrong = Object.keys(errors)
  return (
    <>
      <label>
        First name <input autoComplete="given-name" {...form.register('firstName')} />
      </label>
      <label>
        Last name <input autoComplete="family-name" {...form.register('lastName')} />
      </label>
      <label>
        Day of birth <input inputMode="numeric" {...form.register('birthDate.day')} />
      </label>
      <label>
        Month of birth <input inputMode="numeric" {...form.register('birthDate.month')} />
      </label>
      <label>
        Year of birth <input inputMode="numeric" {...form.register('birthDate.year')} />
      </label>
      <CountryField form={form} />
      <label>
        Number of the document, or CPF <input inputMode="numeric" {...form.register('documentId')} />
      </label>
      <label>
        Photo page
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0]
            if (file) addPhoto('front', file, 'file').catch(() => {})
          }}
        />
      </label>
      <p role="status">{photoOf('front') ? 'The photo is ready.' : 'No photo yet.'}</p>
      <button type="button" onClick={() => void submit().catch(() => {})}>
        Send
      </button>
      <p role="alert">
        {wrong.length > 0 && `Wrong: ${wrong.join(', ')}. `}
        {state.stage === 'editing' && state.step.startsWith('capture') && 'Add the photo.'}
      </p>
    </>
  )
}

/** The vendor's own list, in words that the browser knows. */
function CountryField({ form }: { form: Verification['form'] }) {
  const [countries, setCountries] = useState<Catalogue['documentCountries'] | null>(null)
  useEffect(() => {
    loadCatalogue().then((catalogue) => setCountries(catalogue.documentCountries), () => {})
  }, [])
  const nameOf = new Intl.DisplayNames('en', { type: 'region' })
  return (
    <label>
      Issuing country{' '}
      <select {...form.register('documentCountry')}>
        <option value="">Choose</option>
        {Object.entries(countries ?? {}).map(([country, code]) => (
          <option key={country} value={country}>
            {nameOf.of(code)}
          </option>
        ))}
      </select>
    </label>
  )
}

function OwnProgress({ verification }: { verification: Verification }) {
  const { state, retry, cancel } = verification
  if (state.stage === 'finished') return <p role="status">{`Outcome: ${state.outcome.status}`}</p>
  if (state.stage === 'cancelled') return <p role="status">Left</p>
  const failure = 'failure' in state ? state.failure : null
  return (
    <>
      <p role="status">{failure ? `Failed: ${failure.code}` : `At work: ${state.stage}`}</p>
      {failure?.isRetryable && (
        <button type="button" onClick={retry}>
          Again
        </button>
      )}
      <button type="button" onClick={cancel}>
        Leave
      </button>
    </>
  )
}

function Host() {
  const stage = useStage({})
  return (
    <StageProvider stage={stage}>
      <OwnScreen host={stage.host} />
    </StageProvider>
  )
}

const meta = {
  title: 'Headless',
  render: () => <Host />,
  parameters: { docs: { description: { component: 'The same line without our screens, by `useVerification()`.' } } },
} satisfies Meta
export default meta

export const OwnScreens: StoryObj = {}
