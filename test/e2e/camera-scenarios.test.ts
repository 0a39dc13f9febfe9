import { beforeAll, describe, expect } from 'vitest'
import { en } from '../../src/locales/en.ts'
import { scenarios, type Scenario } from '../../src/sandbox/scenarios.ts'
import { browserWithCamera, type FilmingBrowser } from './film.ts'
import { corners, lookAt } from './photos.ts'
import { it } from './stage.ts'
import { arriveAt, reachReview, submit, takingWith } from './steps.ts'

/** Where each scenario ends, and the sessions that were made on the way. */
const ends: Record<Scenario, { title: string; sessions: number }> = {
  approved: { title: en.result.approved, sessions: 1 },
  declined: { title: en.result.declined, sessions: 1 },
  slow: { title: en.result.approved, sessions: 1 },
  'expired-target': { title: en.result.approved, sessions: 2 },
  'session-expired': { title: en.result.expired, sessions: 1 },
  'never-finishes': { title: en.result.slow, sessions: 1 },
  'vendor-down': { title: en.errors.server.title, sessions: 0 },
  'unknown-status': { title: en.result.approved, sessions: 1 },
  'flaky-network': { title: en.result.approved, sessions: 1 },
  'refused-field': { title: en.details.title, sessions: 0 },
  'failed-at-once': { title: en.result.declined, sessions: 1 },
}

let filming: FilmingBrowser
beforeAll(async () => {
  filming = await browserWithCamera()
})

describe('the whole line by camera', () => {
  for (const scenario of Object.keys(scenarios) as Scenario[]) {
    it(`ends as it must when the scenario is ${scenario}`, async ({ set }) => {
      const stage = await set({
        browser: filming.browser,
        permissions: ['camera'],
        scenario,
        prepare: (page) => page.clock.install(),
      })
      const { sandbox, page } = stage
      const { title, sessions } = ends[scenario]
      stage.expectConsole(/^Failed to load resource: /, /idstep: the host answered 50\d/)
      await reachReview(stage, takingWith(filming))
      await submit(stage)
      if (scenario === 'never-finishes') {
        await expect.poll(() => sandbox.calls.read, { timeout: 10_000 }).toBeGreaterThan(0)
        await page.clock.fastForward('02:01')
      }
      // What is wrong on a screen takes the focus from its title
      if (scenario === 'refused-field') await stage.widget.getByRole('alert').and(page.locator(':focus')).waitFor()
      else await arriveAt(stage, title)
      await stage.widget.getByRole('heading', { name: title, exact: true }).waitFor()
      await stage.expectNothingLeft()
      expect(new Set((await stage.readings()).tracks)).toEqual(new Set(['ended']))
      expect(sandbox.sessions()).toHaveLength(sessions)
      const objects = sandbox.sessions().at(-1)?.objects
      for (const [side, photo] of Object.entries(objects ?? {})) expect(await lookAt(photo!.bytes)).toMatchObject({ corners, side })
    })
  }
})
