import { useEffect, useMemo } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { slotsOf, documentCategories, type DocumentCategory } from '../../core/documents.ts'
import { usesCpf } from '../../core/rules.ts'
import { applyCpfMask, maskCpf } from '../cpfMask.ts'
import { useFieldText } from '../fieldText.ts'
import { Button } from '../parts/Button.tsx'
import { ErrorText, Field, useFieldId } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { id as idIcon, licence, passport } from '../parts/more-icons.ts'
import { PlaceCombobox } from '../parts/PlaceCombobox.tsx'
import { Screen } from '../parts/Screen.tsx'
import { countryPlaces, nationalityPlaces } from '../places.ts'
import { useWidget } from '../widget.tsx'
import { useStepForm } from './useStepForm.tsx'

const icons: Record<DocumentCategory, string> = { PASSPORT: passport, DRIVERS_LICENSE: licence, IDENTITY_CARD: idIcon }

/** Country, kind and number of the document, and the nationality. What only one answer is possible for is not asked. */
export function DocumentStep() {
  const { messages, options, verification } = useWidget()
  const { next, isBusy, summary } = useStepForm('document')
  const { control } = verification.form
  const { locale, document: texts } = messages
  const { countries: allowed, categories = documentCategories } = options.documents ?? {}
  const countries = useMemo(() => countryPlaces(locale, allowed), [locale, allowed])
  const nationalities = useMemo(() => nationalityPlaces(locale), [locale])

  return (
    <Screen
      name="document"
      title={texts.title}
      lead={texts.lead}
      summary={summary}
      onEnter={next}
      actions={
        <Button onClick={next} isBusy={isBusy}>
          {messages.continue}
        </Button>
      }
    >
      <div data-part="stack">
        {allowed?.length !== 1 && (
          <Field name="documentCountry" label={texts.country}>
            {(described) => (
              <Controller
                control={control}
                name="documentCountry"
                render={({ field }) => (
                  <PlaceCombobox places={countries} value={field.value} onChange={field.onChange} onBlur={field.onBlur} described={described} />
                )}
              />
            )}
          </Field>
        )}
        {categories.length !== 1 && <CategoryField categories={categories} />}
        <div data-part="columns">
          <NumberField />
          <Field name="nationality" label={texts.nationality} hint={texts.nationalityHint} isOptional>
            {(described) => (
              <Controller
                control={control}
                name="nationality"
                render={({ field }) => (
                  <PlaceCombobox places={nationalities} value={field.value} onChange={field.onChange} onBlur={field.onBlur} described={described} />
                )}
              />
            )}
          </Field>
        </div>
      </div>
    </Screen>
  )
}

function CategoryField({ categories }: { categories: readonly DocumentCategory[] }) {
  const { messages, verification } = useWidget()
  const { form } = verification
  const texts = messages.document
  const chosen = useWatch({ control: form.control, name: 'documentCategory' })
  const error = useFieldText('documentCategory')
  const id = useFieldId('documentCategory')
  return (
    <fieldset data-part="field" data-state={error ? 'error' : undefined} aria-describedby={error ? `${id}-error` : undefined}>
      <legend data-part="label">{texts.category}</legend>
      {error && <ErrorText id={`${id}-error`} text={error} />}
      <div data-part="radio-cards">
        {categories.map((category, index) => (
          <label key={category} data-part="radio-card" data-state={chosen === category ? 'checked' : 'unchecked'}>
            <Icon path={icons[category]} />
            <span data-part="radio-card-text">
              <span data-part="radio-card-label">{texts.categories[category]}</span>
              <span data-part="radio-card-hint">{slotsOf(category).length === 1 ? texts.frontOnly : texts.frontAndBack}</span>
            </span>
            <input
              data-part="radio-input"
              type="radio"
              id={index === 0 ? id : undefined}
              value={category}
              aria-invalid={error ? true : undefined}
              {...form.register('documentCategory')}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** The number: with the mask of a CPF in Brazil, as it is typed elsewhere. */
function NumberField() {
  const { messages, verification } = useWidget()
  const { form } = verification
  const texts = messages.document
  const isCpf = usesCpf(useWatch({ control: form.control, name: 'documentCountry' }))
  useEffect(() => {
    const typed = form.getValues('documentId')
    if (isCpf && typed !== maskCpf(typed)) form.setValue('documentId', maskCpf(typed))
  }, [form, isCpf])
  const { onChange, ...registered } = form.register('documentId')
  return (
    <Field name="documentId" label={isCpf ? texts.cpf : texts.number} hint={isCpf ? texts.cpfHint : texts.numberHint}>
      {(described) => (
        <input
          data-part="input"
          data-kind="number"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          {...described}
          {...registered}
          onChange={(event) => {
            if (isCpf) applyCpfMask(event.currentTarget)
            void onChange(event)
          }}
        />
      )}
    </Field>
  )
}
