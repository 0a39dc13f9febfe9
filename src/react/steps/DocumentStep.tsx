import { useMemo } from 'react'
import { documentCategories } from '../../core/documents.ts'
import { CategoryField } from '../parts/fields/CategoryField.tsx'
import { DocumentNumberField } from '../parts/fields/DocumentNumberField.tsx'
import { PlaceField } from '../parts/fields/PlaceField.tsx'
import { countryPlaces, nationalityPlaces } from '../parts/fields/places.ts'
import { useWidget } from '../widget.tsx'
import { FormScreen } from './FormScreen.tsx'

/** Country, kind and number of the document, and the nationality. What only one answer is possible for is not asked. */
export function DocumentStep() {
  const { messages, options } = useWidget()
  const { locale, document: texts } = messages
  const { countries: allowed, categories = documentCategories } = options.documents ?? {}
  const countries = useMemo(() => countryPlaces(locale, allowed), [locale, allowed])
  const nationalities = useMemo(() => nationalityPlaces(locale), [locale])

  return (
    <FormScreen step="document" title={texts.title} lead={texts.lead}>
      {allowed?.length !== 1 && <PlaceField name="documentCountry" label={texts.country} places={countries} />}
      {categories.length !== 1 && <CategoryField categories={categories} />}
      <div data-part="columns">
        <DocumentNumberField />
        <PlaceField
          name="nationality"
          label={texts.nationality}
          hint={texts.nationalityHint}
          isOptional
          places={nationalities}
        />
      </div>
    </FormScreen>
  )
}
