import { useEffect } from 'react'
import { useWatch } from 'react-hook-form'
import { usesCpf } from '../../../core/form/rules.ts'
import { applyCpfMask, maskCpf } from './cpfMask.ts'
import { useWidget } from '../../widget.tsx'
import { Field } from './Field.tsx'

/** The number: with the mask of a CPF in Brazil, as it is typed elsewhere. */
export function DocumentNumberField() {
  const { messages, verification } = useWidget()
  const { form } = verification
  const texts = messages.document
  const isCpf = usesCpf(useWatch({ control: form.control, name: 'documentCountry' }))
  useEffect(() => {
    const typed = form.getValues('documentId')
    const masked = maskCpf(typed)
    // Dots and dashes that the mask wrote are not the person's: elsewhere they would be refused
    const kept = typed === masked ? typed.replace(/\D/g, '') : typed
    const wanted = isCpf ? masked : kept
    if (typed !== wanted) form.setValue('documentId', wanted)
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
