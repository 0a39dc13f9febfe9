import { useEffect, useRef, type MouseEvent } from 'react'
import type { FieldPath } from 'react-hook-form'
import type { FormValues } from '../../../core/form/values.ts'
import { plural } from '../../../locales/messages.ts'
import { fieldText } from './fieldText.ts'
import { useWidget } from '../../widget.tsx'
import { Icon } from '../icons/Icon.tsx'
import { alertCircle } from '../icons/icons.ts'

interface ErrorSummaryProps {
  /** Wrong fields with the codes of their rules, in the order of the screen. */
  errors: readonly { name: FieldPath<FormValues>; code: string }[]
  /** Grows with every failed Continue: the summary then takes the focus. */
  attempt: number
}

/** What is wrong on this screen, with links to the fields. */
export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const widget = useWidget()
  const { messages, idPrefix } = widget
  const box = useRef<HTMLDivElement>(null)
  const isShown = errors.length > 0
  useEffect(() => box.current?.focus(), [attempt, isShown])
  if (!isShown) return null

  const jump = (event: MouseEvent, id: string) => {
    event.preventDefault()
    const root = event.currentTarget.getRootNode() as Document | ShadowRoot
    root.getElementById(id)?.focus()
  }

  return (
    <div data-part="error-summary" role="alert" tabIndex={-1} ref={box}>
      <Icon path={alertCircle} />
      <p data-part="error-summary-title">{plural(messages.summaryTitle, errors.length, messages.locale)}</p>
      <ul data-part="error-summary-list">
        {errors.map(({ name, code }) => {
          const id = `${idPrefix}-${name.replace('.', '-')}`
          return (
            <li key={name}>
              <a data-part="link" href={`#${id}`} onClick={(event) => jump(event, id)}>
                {fieldText(widget, name, code)}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
