import { describe, expect } from 'vitest'
import { arriveAt, reachReview, submit, submitAll } from '../steps.ts'
import { answering, failedRequest, failure } from './answers.ts'
import { fault } from './fault.ts'

describe('what the vendor says', () => {
  fault('checking', 'the session is not known any more (404)', async (scene) => {
    const { words } = scene
    scene.expectConsole(failedRequest)
    const heal = await answering(scene, 'read', failure(404, 'session-not-found'))
    await submitAll(scene)
    await scene.seesTitle(words.errors['session-not-found'].title)
    await scene.sees(words.errors['session-not-found'].text)
    await heal()
    await scene.presses(words.result.startAgain)
    await scene.isApproved(2)
  })

  fault('checking', 'the session has expired', async (scene) => {
    const { words, sandbox } = scene
    await submitAll(scene)
    await scene.seesTitle(words.result.expired)
    await scene.sees(words.result.expiredLead)
    sandbox.setScenario('approved')
    await scene.presses(words.result.startAgain)
    await scene.isApproved(2)
  }, { scenario: 'session-expired' })

  fault('checking', 'the verification fails at once, as in an outage', async (scene) => {
    const { words, sandbox } = scene
    await submitAll(scene)
    await scene.seesTitle(words.result.declined)
    await scene.sees(words.result.declinedLead)
    sandbox.setScenario('approved')
    await scene.presses(words.tryAgain)
    await scene.seesTitle(words.capture.photoTitle)
    await scene.presses(words.capture.usePhoto)
    await arriveAt(scene, words.review.title)
    await scene.presses(words.review.submit)
    await scene.isApproved(2)
  }, { scenario: 'failed-at-once' })

  fault('checking', 'a status comes that nobody knows', async (scene) => {
    await submitAll(scene)
    await scene.seesTitle(scene.words.progress.checking)
    scene.goesOnByItself()
    await scene.isApproved()
  }, { scenario: 'unknown-status', speed: 2 })

  fault('checking', 'the verification never ends', async (scene) => {
    const { words, page, sandbox, hostStatus } = scene
    await submitAll(scene)
    await scene.seesTitle(words.progress.checking)
    await expect.poll(() => sandbox.calls.read).toBeGreaterThan(0)
    await page.clock.fastForward('02:01')
    await scene.seesTitle(words.result.slow)
    await scene.sees(words.result.slowLead)
    await scene.presses(words.result.checkAgain)
    await scene.seesTitle(words.progress.checking)
    await page.clock.fastForward('02:01')
    await scene.seesTitle(words.result.slow)
    await scene.presses(words.close)
    await scene.seesTitle(words.result.pending)
    scene.keeps('the session, for the host to follow')
    expect(await hostStatus.getAttribute('data-status')).toBe('pending')
  }, { scenario: 'never-finishes', prepare: (page) => page.clock.install() })

  fault('creating', 'the vendor is down', async (scene) => {
    const { words, sandbox } = scene
    scene.expectConsole(failedRequest)
    await reachReview(scene)
    sandbox.setScenario('vendor-down')
    await submit(scene)
    await scene.seesTitle(words.errors.server.title)
    await scene.sees(words.errors.server.text)
    sandbox.setScenario('approved')
    await scene.presses(words.tryAgain)
    await scene.isApproved()
  })

  fault('creating', 'Submit is pressed twice', async (scene) => {
    const { words, widget } = scene
    await reachReview(scene)
    await widget.getByRole('button', { name: words.review.submit, exact: true }).dblclick()
    scene.goesOnByItself()
    await scene.isApproved()
    await scene.sees(words.result.approved)
  })
})
