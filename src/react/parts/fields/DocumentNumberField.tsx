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
