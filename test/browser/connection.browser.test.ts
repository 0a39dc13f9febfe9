import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserConnection } from '../../src/browser/connection.ts'

let isOnline = true
let listeners = 0

beforeEach(() => {
  isOnline = false
  listeners = 0
  vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnline)
  const { addEventListener, removeEventListener } = EventTarget.prototype
  vi.spyOn(window, 'addEventListener').mockImplementation((...args: Parameters<typeof addEventListener>) => {
    listeners += 1
    addEventListener.apply(window, args)
  })
  vi.spyOn(window, 'removeEventListener').mockImplementation((...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1
    removeEventListener.apply(window, args)
  })
})
afterEach(() => {
  expect(listeners).toBe(0)
  vi.restoreAllMocks()
})

describe('the connection of a browser', () => {
  const signal = new AbortController().signal

  it('is what the browser says', () => {
    expect(browserConnection.isOnline()).toBe(false)
    isOnline = true
    expect(browserConnection.isOnline()).toBe(true)
  })

  it('is there at once where it is there', async () => {
    isOnline = true
    await browserConnection.whenOnline(signal)
  })

  it('is waited for', async () => {
    let isOver = false
    const wait = browserConnection.whenOnline(signal).then(() => (isOver = true))
    await Promise.resolve()
    expect([isOver, listeners]).toEqual([false, 1])
    window.dispatchEvent(new Event('online'))
    await wait
  })

  it('is not waited for any more once that is cancelled', async () => {
    const controller = new AbortController()
    const wait = browserConnection.whenOnline(controller.signal)
    controller.abort('left')
    await expect(wait).rejects.toBe('left')
    await expect(browserConnection.whenOnline(controller.signal)).rejects.toBe('left')
  })
})
