import { useEffect, useState } from 'react'
import type { Outcome, VerificationEvent } from 'idstep'
import { AfterSignUp } from './AfterSignUp.tsx'
import { Brand } from './Brand.tsx'
import { Panel } from './panel/Panel.tsx'
import type { LogEntry } from './panel/EventLog.tsx'
import { useScenario } from './panel/useScenario.ts'
import { SignUp } from './SignUp.tsx'
import { StatusLine, type Application } from './StatusLine.tsx'
import { languages, preferredLanguage, type Language } from './words.ts'

const longestLog = 200

/** The bank's sign-up page, with the panel that shows what goes on behind it. */
export function App() {
  const [language, setLanguage] = useState<Language>(preferredLanguage)
  const [application, setApplication] = useState<Application>({ status: 'open' })
  const [isClosed, setIsClosed] = useState(false)
  const [log, setLog] = useState<readonly LogEntry[]>([])
  // A new key gives a new widget: that is how a host begins again.
  const [round, setRound] = useState(0)
  const choice = useScenario()
  const words = languages[language]
  const isReal = choice.mode === 'vendor'

  useEffect(() => {
    document.documentElement.lang = language
    document.title = `${words.title} · Larch Bank`
  }, [language, words])

  const note = (name: string, detail: object) =>
    setLog((entries) => [...entries, { id: (entries.at(-1)?.id ?? 0) + 1, at: new Date(), name, detail }].slice(-longestLog))

  const handleEvent = ({ type, ...detail }: VerificationEvent) => note(type, detail)

  // The page may greet; whatever depends on the verdict belongs to the server, which asks the vendor itself.
  const handleComplete = (outcome: Outcome) => {
    setApplication(outcome)
    note('onComplete', outcome)
  }

  const handleCancel = () => {
    setApplication({ status: 'cancelled' })
    setIsClosed(true)
  }

  const startAgain = () => {
    setApplication({ status: 'open' })
    setIsClosed(false)
    setLog([])
    setRound(round + 1)
  }

  return (
    <>
      <p className="warning">{isReal ? words.vendorWarning : words.warning}</p>
      <header className="bank-header">
        <Brand />
        <label className="language">
          <span>{words.language}</span>
          <select
            value={language}
            onChange={(change) => setLanguage(change.currentTarget.value === 'pt-BR' ? 'pt-BR' : 'en')}
          >
            {Object.entries(languages).map(([tag, { name }]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </header>
      <div className="columns">
        <main className="bank">
          <p className="trail">{words.trail.join(' / ')}</p>
          <h1>{words.title}</h1>
          <dl className="facts">
            {words.facts.map(([term, value]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <StatusLine application={application} words={words} />
          {isClosed ? (
            <AfterSignUp isOpen={application.status === 'approved'} words={words} onBegin={startAgain} />
          ) : (
            <SignUp
              key={round}
              words={words}
              onComplete={handleComplete}
              onEvent={handleEvent}
              onCancel={handleCancel}
              onClose={() => setIsClosed(true)}
            />
          )}
        </main>
        <Panel choice={choice} log={log} onStartAgain={startAgain} />
      </div>
    </>
  )
}
