import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserClock, createNow } from '../../src/browser/clock.ts'

let isHidden = false
let listeners = 0

function show(hidden: boolean) {
  isHidden = hidden
  document.dispatchEvent(new Event('visibilitychange'))
}

/** Counts listeners of the clock on a target. */
function count(target: EventTarget) {
  const { addEventListener, removeEventListener } = EventTarget.prototype
  vi.spyOn(target, 'addEventListener').mockImplementation((...args: Parameters<typeof addEventListener>) => {
    listeners += 1
    addEventListener.apply(target, args)
  })
  vi.spyOn(target, 'removeEventListener').mockImplementation((...args: Parameters<typeof removeEventListener>) => {
    listeners -= 1
    removeEventListener.apply(target, args)
  })
}

function start(kind: 'wait' | 'waitForLook', delayMs: number) {
  const controller = new AbortController()
  count(controller.signal)
  const state = { isOver: false, controller, promise: Promise.resolve() }
  state.promise = browserClock[kind](delayMs, controller.signal).then(() => {
    state.isOver = true
  })
  state.promise.catch(() => undefined)
  return state
}

beforeEach(() => {
  isHidden = false
  listeners = 0
  vi.useFakeTimers()
  const get = () => (isHidden ? 'hidden' : 'visible')
  Object.defineProperty(document, 'visibilityState', { configurable: true, get })
  count(document)
  count(window)
})
afterEach(() => {
  expect([listeners, vi.getTimerCount()]).toEqual([0, 0])
  Reflect.deleteProperty(document, 'visibilityState')
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe.each(['wait', 'waitForLook'] as const)('%s', (kind) => {
  it('is over after its delay', async () => {
    const wait = start(kind, 1000)
    await vi.advanceTimersByTimeAsync(999)
    expect(wait.isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(wait.isOver).toBe(true)
  })

  it('rejects when it is cancelled, before or meanwhile', async () => {
    const wait = start(kind, 1000)
    wait.controller.abort()
    await expect(wait.promise).rejects.toMatchObject({ name: 'AbortError' })
    await expect(browserClock[kind](1000, AbortSignal.abort('gone'))).rejects.toBe('gone')
  })
})

it('wait runs on while the page is hidden', async () => {
  const wait = start('wait', 1000)
  show(true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(wait.isOver).toBe(true)
})

describe('waitForLook and a hidden page', () => {
  it('stands still while hidden and is over at once when shown again', async () => {
    const look = start('waitForLook', 1000)
    await vi.advanceTimersByTimeAsync(400)
    show(true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(look.isOver).toBe(false)
    show(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(look.isOver).toBe(true)
  })

  it('waits for the page where it begins hidden', async () => {
    isHidden = true
    const look = start('waitForLook', 1000)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(look.isOver).toBe(false)
    show(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(look.isOver).toBe(true)
  })

  it('is woken by focus where the browser forgets to say that the page is shown', async () => {
    const look = start('waitForLook', 1000)
    show(true)
    isHidden = false
    window.dispatchEvent(new Event('focus'))
    await vi.advanceTimersByTimeAsync(0)
    expect(look.isOver).toBe(true)
  })

  it('takes no notice of focus while it was never hidden', async () => {
    const look = start('waitForLook', 1000)
    window.dispatchEvent(new Event('focus'))
    document.dispatchEvent(new Event('visibilitychange'))
    await vi.advanceTimersByTimeAsync(999)
    expect(look.isOver).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
  })

  it('can be cancelled while hidden', async () => {
    const look = start('waitForLook', 1000)
    show(true)
    look.controller.abort()
    await expect(look.promise).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the time', () => {
  let deviceMs = 0
  let steadyMs = 0
  const pass = (device: number, steady: number) => {
    deviceMs += device
    steadyMs += steady
  }

  it('is the device’s, goes on through its sleep and is never set back', () => {
    deviceMs = 1_700_000_000_000
    steadyMs = 500
    const now = createNow(() => deviceMs, () => steadyMs)
    const beganMs = now()
    expect(beganMs).toBe(1_700_000_000_000)
    pass(1_000, 1_000)
    expect(now() - beganMs).toBe(1_000)
    // asleep
    pass(600_000, 0)
    expect(now() - beganMs).toBe(601_000)
    // set back by an hour
    pass(-3_600_000, 0)
    expect(now() - beganMs).toBe(601_000)
    pass(1_000, 1_000)
    expect(now() - beganMs).toBe(602_000)
    pass(1_000, 1_000)
    expect(now() - beganMs).toBe(603_000)
  })
})

it('tells the time and gives random numbers', () => {
  vi.setSystemTime(4_100_000_000_000)
  expect(browserClock.now()).toBe(4_100_000_000_000)
  const numbers = Array.from({ length: 50 }, () => browserClock.random())
  expect(new Set(numbers).size).toBeGreaterThan(40)
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
})
