import type { useScenario } from './useScenario.ts'

/** `expired-target` as people read it. */
function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ')
}

/** Chooses what the sandbox does with the sessions to come. */
export function ScenarioChooser({ choice }: { choice: ReturnType<typeof useScenario> }) {
  const chosen = choice.scenarios.find(({ name }) => name === choice.scenario)
  return (
    <div className="scenario">
      <label htmlFor="scenario">Scenario of the next session</label>
      <select
        id="scenario"
        aria-describedby="scenario-description"
        value={choice.scenario ?? ''}
        onChange={(change) => choice.choose(change.currentTarget.value)}
      >
        {choice.scenarios.map(({ name, description }) => (
          <option key={name} value={name} title={description}>
            {titleOf(name)}
          </option>
        ))}
      </select>
      <p id="scenario-description" className="panel-note">
        {chosen?.description}
      </p>
    </div>
  )
}
