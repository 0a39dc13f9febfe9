import { useState, type ReactNode } from 'react'
import { useWidget } from '../widget.tsx'
import { Button } from './Button.tsx'
import { check, copy } from './icons/more-icons.ts'
import { Screen } from './Screen.tsx'

interface ResultScreenProps {
  kind: 'approved' | 'declined' | 'expired' | 'delayed' | 'problem'
  /** Tells it from another screen of its kind, so that the focus moves. @default the kind */
  name?: string
  icon: ReactNode
  title: string
  lead: string
  /** What support is told: the vendor's session id or trace id. */
  reference?: string | undefined
  actions?: ReactNode
  children?: ReactNode
}

/** The frame of every end and every problem. */
export function ResultScreen({ kind, name = kind, icon, title, lead, reference, actions, children }: ResultScreenProps) {
  return (
    <Screen
      name={`result:${name}`}
      title={title}
      lead={lead}
      align="center"
      art={
        <div data-part="result" data-state={kind}>
          <span data-part="result-icon">{icon}</span>
        </div>
      }
      actions={actions}
    >
      {children}
      {reference && <Reference value={reference} />}
    </Screen>
  )
}

/** The tick that draws itself once. */
export function ApprovedMark() {
  return (
    <svg data-part="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path data-part="result-mark" d="M5 12.6l4.4 4.4L19 7.4" />
    </svg>
  )
}

/** A way to the host's support, where the host gave one. */
export function SupportLink() {
  const { messages, supportUrl } = useWidget()
  if (!supportUrl) return null
  return (
    <a data-part="button" data-variant="secondary" href={supportUrl} target="_blank" rel="noreferrer">
      {messages.contactSupport}
    </a>
  )
}

function Reference({ value }: { value: string }) {
  const { messages } = useWidget()
  const [isCopied, setCopied] = useState(false)
  const copyValue = () => {
    // Without the permission or a secure page the value can still be read and selected
    navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <div data-part="reference">
      <p data-part="reference-label">{messages.reference}</p>
      <p data-part="reference-value">{value}</p>
      <Button variant="ghost" size="sm" icon={isCopied ? check : copy} onClick={copyValue}>
        {isCopied ? messages.copied : messages.copy}
      </Button>
    </div>
  )
}
