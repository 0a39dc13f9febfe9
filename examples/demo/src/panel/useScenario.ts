import { useEffect, useState } from 'react'

/** What the demo's server plays, and what it could play. Null until it has answered. */
interface Choice {
  mode: 'sandbox' | 'vendor'
  scenario: string | null
  scenarios: readonly { name: string; description: string }[]
}

const unknown = { mode: null, scenario: null, scenarios: [] } as const

/** The sandbox's scenario, and a way to change it for the sessions to come. */
export function useScenario() {
  const [choice, setChoice] = useState<Choice | typeof unknown>(unknown)

  useEffect(() => {
    const leaving = new AbortController()
    ask({ signal: leaving.signal }).then(setChoice, () => undefined)
    return () => leaving.abort()
  }, [])

  const choose = (scenario: string) => {
    const body = JSON.stringify({ scenario })
    ask({ method: 'POST', headers: { 'Content-Type': 'application/json' }, body }).then(setChoice, () => undefined)
  }

  return { ...choice, choose }
}

async function ask(init: RequestInit): Promise<Choice> {
  const response = await fetch('/demo/scenario', init)
  if (!response.ok) throw new Error(`the demo's server answered ${response.status}`)
  return response.json()
}
