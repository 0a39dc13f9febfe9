import { useState } from 'react'
import { EventLog, type LogEntry } from './EventLog.tsx'
import { ScenarioChooser } from './ScenarioChooser.tsx'
import { SessionCard } from './SessionCard.tsx'
import { useReceived } from './useReceived.ts'
import type { useScenario } from './useScenario.ts'

/** What no customer of a bank sees: what arrived at the vendor, and what the widget told its host. In English only. */
export function Panel({ choice, log, onStartAgain }: {
  choice: ReturnType<typeof useScenario>
  log: readonly LogEntry[]
  onStartAgain: () => void
}) {
  const sessions = useReceived()
  const [isWide] = useState(() => matchMedia('(min-width: 1000px)').matches)
  const isReal = choice.mode === 'vendor'
  return (
    <aside className="panel" lang="en" aria-labelledby="panel-title">
      <details open={isWide}>
        <summary>
          <h2 id="panel-title">What the vendor received</h2>
          <span className="badge" data-tone={isReal ? 'real' : 'sandbox'}>
            {isReal ? 'Real vendor' : 'Sandbox'}
          </span>
        </summary>
        <div className="panel-body">
          {isReal ? (
            <p className="panel-note">
              A key is set, so this demo talks to the real vendor. What it receives cannot be shown here: your photos go
              straight to its storage.
            </p>
          ) : (
            <p className="panel-note">
              A stand-in for the vendor, on this machine. It checks the form of what it is sent, but verifies nobody: the
              verdict is the scenario's.
            </p>
          )}
          {!isReal && <ScenarioChooser choice={choice} />}
          <button type="button" className="panel-button" onClick={onStartAgain}>
            Start again
          </button>
          {!isReal && (
            <section aria-labelledby="sessions-title">
              <h3 id="sessions-title">Sessions{sessions?.length ? <span className="count">{sessions.length}</span> : null}</h3>
              {sessions?.length ? (
                sessions.map((session, index) => <SessionCard key={session.id} session={session} isNewest={index === 0} />)
              ) : (
                <p className="panel-empty">Nothing yet. Before Submit, nothing leaves the browser.</p>
              )}
            </section>
          )}
          <EventLog entries={log} />
        </div>
      </details>
    </aside>
  )
}
