import { describe } from 'vitest'
import type { VerificationErrorCode } from '../../../src/core/errors.ts'
import { submitAll } from '../steps.ts'
import { answering, failedRequest, failure, type requests } from './answers.ts'
import { fault, type Scene } from './fault.ts'

type Asked = keyof typeof requests
const placeOf = { create: 'creating', process: 'starting', read: 'checking' } as const
const lines = { create: /^POST \S+individual-sessions HTTP/, process: /^POST \S+process HTTP/, read: /^GET \S+individual-sessions\S+ HTTP/ }

const json = (body: string) => ({ status: 200, contentType: 'application/json', body })
const html = { status: 200, contentType: 'text/html', body: '<!doctype html><title>Sign in to the network</title>' }

/** A fault that stays until somebody does something: the person reads of it and presses a button. */
function untilPressed(asked: Asked, name: string, answer: Parameters<typeof answering>[2], code: VerificationErrorCode) {
  fault(placeOf[asked], name, async (scene) => {
    const { words } = scene
    scene.expectConsole(failedRequest)
    const heal = await answering(scene, asked, answer)
    await submitAll(scene)
    await scene.seesTitle(words.errors[code].title)
    await scene.sees(words.errors[code].text)
    await heal()
    const canRetry = asked !== 'create' || (await scene.widget.getByRole('button', { name: words.tryAgain }).count()) > 0
    if (canRetry) await scene.presses(words.tryAgain)
    else {
      await scene.presses(words.result.editAnswers)
      await scene.presses(words.review.submit)
    }
    await scene.isApproved()
  })
}

/** A fault that passes, and the flow with it. */
function byItself(asked: Asked, name: string, strike: (scene: Scene) => unknown) {
  fault(placeOf[asked], name, async (scene) => {
    const { progress, result } = scene.words
    scene.expectConsole(failedRequest)
    await strike(scene)
    await submitAll(scene)
    await scene.sees({ create: progress.creating, process: progress.checking, read: progress.checking }[asked])
    scene.goesOnByItself()
    await scene.isApproved()
    await scene.sees(result.approved)
  })
}

describe('the way to the host’s server', () => {
  for (const asked of ['create', 'process', 'read'] as const) {
    byItself(asked, 'the request is lost on the way', ({ hostWire }) => hostWire.set({ request: lines[asked], at: 0, does: 'cut' }))
    byItself(asked, 'the answer is lost on the way', ({ hostWire }) => hostWire.set({ request: lines[asked], at: 'answered', does: 'cut' }))
    byItself(asked, 'the server is overloaded once (503)', (scene) => answering(scene, asked, failure(503, 'vendor-unavailable'), 1))
    byItself(asked, 'too many requests, for a second (429 with Retry-After)', (scene) =>
      answering(scene, asked, failure(429, 'rate-limited', { 'retry-after': '1' }), 1))
    untilPressed(asked, 'the server fails for long (500)', failure(500, 'internal'), 'server')
    untilPressed(asked, 'nobody is signed in any more (401)', failure(401, 'unauthorized'), 'unauthorized')
  }
  untilPressed('create', 'a page of HTML comes back instead of JSON', html, 'host-answer')
  untilPressed('create', 'the JSON ends in its middle', json('{"session":{"id":"a'), 'host-answer')
  untilPressed('create', 'the answer has another shape', json('{"session":{"id":7}}'), 'host-answer')
  untilPressed('create', 'an upload address is not https', json(JSON.stringify({
    session: { id: 'a', status: 'PENDING' },
    frontDocumentUpload: { url: 'http://storage.example/', fields: {} },
    backDocumentUpload: { url: 'http://storage.example/', fields: {} },
  })), 'insecure-upload-url')
  byItself('read', 'a page of HTML comes back once instead of JSON', (scene) => answering(scene, 'read', html, 1))
  byItself('read', 'the JSON ends in its middle, once', (scene) => answering(scene, 'read', json('{"session":{'), 1))
})
