import type { ContactField } from '../../core/values.ts'
import { shownContactFields } from '../../core/values.ts'
import { Button } from '../parts/Button.tsx'
import { Screen } from '../parts/Screen.tsx'
import { TextField } from '../parts/TextField.tsx'
import { useWidget } from '../widget.tsx'
import { useStepForm } from './useStepForm.tsx'

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
  const { next, isBusy, summary } = useStepForm('contact')
  const texts = messages.contact
  return (
    <Screen
      name="contact"
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
      </div>
    </Screen>
  )
}
