import { StoredPhoto } from './StoredPhoto.tsx'
import type { ReceivedSession } from './useReceived.ts'

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** One session: its status, what was asked, and which photos came. */
export function SessionCard({ session, isNewest }: { session: ReceivedSession; isNewest: boolean }) {
  const fields = Object.entries(session.request)
  return (
    <article className="session" data-session={session.id}>
      <header>
        <span className="session-status" data-status={session.status}>
          {session.status}
        </span>
        <span className="session-meta">
          {session.scenario} · {time.format(new Date(session.createdAt))}
        </span>
      </header>
      <p className="session-id">
        <code>{session.id}</code>
      </p>
      <ul className="photos">
        {session.images.map(({ slot, file }) => (
          <StoredPhoto key={slot} slot={slot} file={file} />
        ))}
      </ul>
      <details open={isNewest}>
        <summary>Request, {fields.length} fields</summary>
        <dl>
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{String(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </article>
  )
}
