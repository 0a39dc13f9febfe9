import { describe, expect } from 'vitest'
import { submitAll } from '../steps.ts'
import { answering, failedRequest, storageError } from './answers.ts'
import { fault } from './fault.ts'

const upload = /^POST \S+ HTTP/

describe('while the photos are sent', () => {
  for (const [share, name] of [[0, 'before the first byte'], [0.5, 'half-way'], [0.99, 'just before the end']] as const) {
    fault('uploading', `the connection is cut ${name}`, async (scene) => {
      scene.expectConsole(failedRequest)
      scene.storageWire.set({ request: upload, at: share, does: 'cut' })
      await submitAll(scene)
      await scene.hears(scene.words.progress.retrying)
      scene.goesOnByItself()
      await scene.isApproved()
      expect(scene.storageWire.requests.filter((line) => upload.test(line))).toHaveLength(3)
    })
  }

  fault('uploading', 'the answer of the storage is lost', async (scene) => {
    scene.expectConsole(failedRequest)
    scene.storageWire.set({ request: upload, at: 'answered', does: 'cut' })
    await submitAll(scene)
    await scene.hears(scene.words.progress.retrying)
    scene.goesOnByItself()
    await scene.isApproved()
  })

  for (const [name, answer] of [
    ['the storage fails (500 InternalError)', storageError(500, 'InternalError')],
    ['the storage asks to slow down (503 SlowDown)', storageError(503, 'SlowDown')],
    ['the storage has waited too long for bytes (400 RequestTimeout)', storageError(400, 'RequestTimeout')],
    ['the bucket’s CORS rule is for another page', { status: 200, headers: { 'access-control-allow-origin': 'https://elsewhere.example' } }],
    ['the name of the storage is not found', 'namenotresolved'],
  ] as const) {
    fault('uploading', name, async (scene) => {
      scene.expectConsole(failedRequest)
      await answering(scene, 'upload', answer, 2)
      await submitAll(scene)
      await scene.hears(scene.words.progress.retrying)
      scene.goesOnByItself()
      await scene.isApproved()
    })
  }

  fault('uploading', 'the storage says that the policy has expired (403 AccessDenied)', async (scene) => {
    scene.expectConsole(failedRequest)
    await answering(scene, 'upload', storageError(403, 'AccessDenied', 'Invalid according to Policy: Policy expired.'), 2)
    await submitAll(scene)
    scene.goesOnByItself()
    await scene.isApproved(2)
    expect((await scene.readings()).said).toContain(scene.words.progress.renewed)
    await scene.sees(scene.words.result.approved)
  })

  for (const [name, status, code, error, goesBack] of [
    ['a condition of the policy is not met (403 AccessDenied)', 403, 'AccessDenied', 'upload-refused', false],
    ['the signature is wrong (403 SignatureDoesNotMatch)', 403, 'SignatureDoesNotMatch', 'upload-refused', false],
    ['a photo is too large for the policy (400 EntityTooLarge)', 400, 'EntityTooLarge', 'upload-too-large', true],
  ] as const) {
    fault('uploading', name, async (scene) => {
      const { words } = scene
      scene.expectConsole(failedRequest)
      const heal = await answering(scene, 'upload', storageError(status, code))
      await submitAll(scene)
      await scene.sees(words.errors[error].title, words.errors[error].text)
      await heal()
      if (goesBack) {
        await scene.presses(words.result.editAnswers)
        await scene.presses(words.review.submit)
      } else await scene.presses(words.tryAgain)
      await scene.isApproved(goesBack ? 2 : 1)
    })
  }
})
