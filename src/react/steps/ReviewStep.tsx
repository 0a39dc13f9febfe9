import { useMemo, useState, type ReactNode } from 'react'
import type { FieldPath } from 'react-hook-form'
import { documentCountries } from '../../core/contract/countries.ts'
import type { IndividualStep } from '../../core/individual.ts'
import { nationalityPlaces } from '../parts/fields/places.ts'
import { usesCpf } from '../../core/form/rules.ts'
import { shownContactFields, type FormValues } from '../../core/form/values.ts'
import { errorText } from '../errorText.ts'
import { fill, formatBytes, plural } from '../../locales/messages.ts'
import { Button } from '../parts/Button.tsx'
import { alertCircle } from '../parts/icons/icons.ts'
import { Notice } from '../parts/Notice.tsx'
import { Photo } from '../parts/Photo.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'

type Row = { name: FieldPath<FormValues> | 'birthDate'; term: string; value: string }

/** Everything that will be sent, and the way to change each of it. */
export function ReviewStep() {
  const { messages, verification } = useWidget()
  const { review, capture } = messages
  const { slots, photoOf } = verification
  const [isBusy, setBusy] = useState(false)
  const [hasFailedToLoad, setFailedToLoad] = useState(false)
  const sections = useReviewRows()
  const photos = slots.map((slot) => ({ slot, photo: photoOf(slot) }))
  const totalBytes = photos.reduce((sum, { photo }) => sum + (photo?.blob.size ?? 0), 0)
  const fieldCount = sections.reduce((sum, { rows }) => sum + rows.length, 0)
  const size = (bytes: number) => formatBytes(bytes, messages.locale)

  async function submit() {
    setBusy(true)
    setFailedToLoad(false)
    await verification.submit().catch(() => setFailedToLoad(true))
    setBusy(false)
  }

  const notLoaded = errorText(messages, 'not-loaded')
  return (
    <Screen
      name="review"
      title={review.title}
      lead={review.lead}
      summary={hasFailedToLoad && <Notice tone="danger" icon={alertCircle} role="alert" {...notLoaded} />}
      actions={
        <Button onClick={() => void submit()} isBusy={isBusy}>
          {review.submit}
        </Button>
      }
    >
      <Section title={review.photos}>
        <div data-part="thumbs">
          {photos.map(({ slot, photo }) => (
            <div data-part="thumb" key={slot}>
              <Photo part="thumb-image" photo={photo?.blob} alt={capture.sides[slot]} />
              <p data-part="thumb-caption">
                <span>{capture.sides[slot]}</span>
                <EditLink action={capture.retake} what={capture.sides[slot]} step={`capture:${slot}`} />
              </p>
            </div>
          ))}
        </div>
      </Section>
      {sections.map(({ step, title, rows }) => (
        <Section key={step} title={title} edit={<EditLink action={messages.edit} what={title} step={step} />}>
          <dl data-part="summary">
            {rows.map(({ name, term, value }) => (
              <div data-part="summary-row" key={name}>
                <dt data-part="summary-term">{term}</dt>
                <dd data-part="summary-value">{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
      <Section title={review.sending}>
        <ul data-part="manifest">
          <ManifestRow text={review.answers} size={plural(review.fields, fieldCount, messages.locale)} />
          {photos.map(({ slot, photo }) => (
            <ManifestRow
              key={slot}
              text={fill(review.photoRow, { side: capture.sides[slot] })}
              size={size(photo?.blob.size ?? 0)}
            />
          ))}
          <ManifestRow text={review.total} size={size(totalBytes)} isTotal />
        </ul>
        <p data-part="hint">{review.clean}</p>
      </Section>
    </Screen>
  )
}

/** What was answered, by the step that asks it, as people read it. */
function useReviewRows(): { step: IndividualStep; title: string; rows: Row[] }[] {
  const { messages, options, verification } = useWidget()
  const { locale, details, document: texts, review, contact } = messages
  const values = verification.form.getValues()
  return useMemo(() => {
    const { documentCountry, documentCategory, nationality } = values
    const countryName = documentCountry && new Intl.DisplayNames(locale, { type: 'region' }).of(documentCountries[documentCountry])
    const { day, month, year } = values.birthDate
    const date = new Date(0)
    date.setUTCFullYear(+year, +month - 1, +day)
    const birthDate = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
    const rows = (list: Row[]) => list.filter(({ value }) => value.trim() !== '')
    const contactRows = shownContactFields(options).map((name) => ({ name, term: contact[name], value: values[name] }))
    const sections = [
      {
        step: 'details' as const,
        title: details.title,
        rows: rows([
          { name: 'firstName', term: details.firstName, value: values.firstName },
          { name: 'lastName', term: details.lastName, value: values.lastName },
          { name: 'birthDate', term: details.birthDate, value: birthDate },
        ]),
      },
      {
        step: 'document' as const,
        title: texts.title,
        rows: rows([
          { name: 'documentCountry', term: review.country, value: countryName ?? '' },
          { name: 'documentCategory', term: review.type, value: documentCategory && texts.categories[documentCategory] },
          { name: 'documentId', term: usesCpf(documentCountry) ? texts.cpf : review.number, value: values.documentId },
          {
            name: 'nationality',
            term: texts.nationality,
            value: nationalityPlaces(locale).find((place) => place.value === nationality)?.name ?? '',
          },
        ]),
      },
      { step: 'contact' as const, title: contact.title, rows: rows(contactRows) },
    ]
    return sections.filter((section) => section.rows.length > 0)
  }, [values, locale, details, texts, review, contact, options])
}

function Section({ title, edit, children }: { title: string; edit?: ReactNode; children: ReactNode }) {
  const { headingLevel } = useWidget()
  const Heading = `h${headingLevel + 1}` as 'h3'
  return (
    <section data-part="section">
      <div data-part="section-head">
        <Heading data-part="section-title">{title}</Heading>
        {edit}
      </div>
      {children}
    </section>
  )
}

function EditLink({ action, what, step }: { action: string; what: string; step: IndividualStep }) {
  const { messages, verification } = useWidget()
  return (
    <button
      type="button"
      data-part="link"
      data-target=""
      aria-label={fill(messages.review.editOf, { action, what })}
      onClick={() => verification.goTo(step)}
    >
      {action}
    </button>
  )
}

function ManifestRow({ text, size, isTotal }: { text: string; size: string; isTotal?: boolean }) {
  return (
    <li data-part="manifest-row" data-state={isTotal ? 'total' : undefined}>
      <span>{text}</span>
      <span data-part="manifest-size">{size}</span>
    </li>
  )
}
