import type { ContactField } from '../../core/form/values.ts'
import { shownContactFields } from '../../core/form/values.ts'
import { TextField } from '../parts/fields/TextField.tsx'
import { useWidget } from '../widget.tsx'
import { FormScreen } from './FormScreen.tsx'

const autoComplete: Record<ContactField, string> = {
  email: 'email',
  address: 'street-address',
  city: 'address-level2',
  state: 'address-level1',
  postalCode: 'postal-code',
}

/** The contact fields that the host offers or requires. */
export function ContactStep() {
  const { messages, options } = useWidget()
  const texts = messages.contact
  return (
    <FormScreen step="contact" title={texts.title} lead={texts.lead}>
      {shownContactFields(options).map((field) => (
        <TextField
          key={field}
          name={field}
          label={texts[field]}
          autoComplete={autoComplete[field]}
          isOptional={options.contact?.[field] === 'optional'}
          type={field === 'email' ? 'email' : 'text'}
          {...(field === 'address' && { hint: texts.addressHint })}
        />
      ))}
    </FormScreen>
  )
}
