import { useWatch } from 'react-hook-form'
import { slotsOf, type DocumentCategory } from '../../../core/documents.ts'
import { useFieldText } from './fieldText.ts'
import { useWidget } from '../../widget.tsx'
import { ErrorText, useFieldId } from './Field.tsx'
import { Icon } from '../icons/Icon.tsx'
import { id as idCard, licence, passport } from '../icons/more-icons.ts'

const icons: Record<DocumentCategory, string> = { PASSPORT: passport, DRIVERS_LICENSE: licence, IDENTITY_CARD: idCard }

/** The kinds of document, each with what will be photographed of it. */
export function CategoryField({ categories }: { categories: readonly DocumentCategory[] }) {
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
