import type { Outcome } from 'idstep'
import type { Words } from './words.ts'

/** How far the bank is with a customer. */
export type Application = Outcome | { status: 'open' } | { status: 'cancelled' }

/** What the bank made of the outcome: the one thing a host builds on idstep. */
export function StatusLine({ application, words }: { application: Application; words: Words }) {
  const [title, text] = words.status[application.status]
  const reference = application.status === 'approved' ? application.individualId : null
  return (
    <div className="status" role="status" data-status={application.status}>
      <p className="status-title">{title}</p>
      <p>{text}</p>
      {reference && (
        <p className="status-reference">
          {words.reference} <code>{reference}</code>
        </p>
      )}
    </div>
  )
}
