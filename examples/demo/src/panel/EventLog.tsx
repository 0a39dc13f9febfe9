/** Something the widget told its host. */
export interface LogEntry {
  id: number
  at: Date
  name: string
  detail: object
}

const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

function show(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ') || 'none'
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? String(Math.round(value * 100) / 100) : String(value)
  return Object.entries(value).map(([name, part]) => `${name} ${show(part)}`).join(', ')
}

/** What `onEvent` and `onComplete` were called with, newest first. Nothing in it is about the person. */
export function EventLog({ entries }: { entries: readonly LogEntry[] }) {
  return (
    <section aria-labelledby="events-title">
      <h3 id="events-title">Events{entries.length > 0 && <span className="count">{entries.length}</span>}</h3>
      <p className="panel-note">What the widget tells the host's page. No event can carry a name, a number or a photo.</p>
      <ol className="events" reversed>
        {entries.toReversed().map(({ id, at, name, detail }) => (
          <li key={id}>
            <time dateTime={at.toISOString()}>{time.format(at)}</time>
            <code>
              <b>{name}</b>
              {Object.entries(detail).map(([key, value]) => (
                <span key={key}>
                  {' '}
                  {key}={show(value)}
                </span>
              ))}
            </code>
          </li>
        ))}
      </ol>
    </section>
  )
}
