import { describe, expect } from 'vitest'
import { submitAll } from '../steps.ts'
import { fault } from './fault.ts'

const upload = /^POST \S+ HTTP/
const lost = /ERR_(EMPTY_RESPONSE|CONNECTION_(RESET|REFUSED|CLOSED))|ERR_FAILED/

describe('while the photos are sent', () => {
  for (const [share, name] of [[0, 'before the first byte'], [0.5, 'half-way'], [0.99, 'just before the end']] as const) {
    fault('uploading', `the connection is cut ${name}`, async (scene) => {
      scene.expectConsole(lost)
      scene.storageWire.set({ request: upload, at: share, does: 'cut' })
      await submitAll(scene)
      await scene.sees(scene.words.progress.retrying)
      scene.goesOnByItself()
      await scene.isApproved()
      expect(scene.storageWire.requests.filter((line) => upload.test(line))).toHaveLength(3)
    })
  }

  fault('uploading', 'the answer of the storage is lost', async (scene) => {
    scene.expectConsole(lost)
    scene.storageWire.set({ request: upload, at: 'answered', does: 'cut' })
    await submitAll(scene)
    await scene.sees(scene.words.progress.retrying)
    scene.goesOnByItself()
    await scene.isApproved()
  })
})
