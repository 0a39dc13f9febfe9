import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/server/index.ts'

describe('the memory store', () => {
  it('gives back what was set until it expires', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time })
    await store.set('a', '1', 100)
    time = 99
    expect(await store.get('a')).toBe('1')
    time = 100
    expect(await store.get('a')).toBeNull()
  })

  it('lets one of many claim a key', async () => {
    const store = createMemoryStore()
    const claims = await Promise.all(['1', '2', '3'].map((value) => store.claim('a', value, 1_000)))
    expect(claims).toEqual([true, false, false])
    expect(await store.get('a')).toBe('1')
  })

  it('lets a key be claimed again once it has expired or was deleted', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time })
    await store.claim('a', '1', 100)
    time = 100
    expect(await store.claim('a', '2', 100)).toBe(true)
    await store.delete('a')
    expect(await store.claim('a', '3', 100)).toBe(true)
  })

  it('replaces a value and its time to live', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time })
    await store.claim('a', '1', 100)
    await store.set('a', '2', 1_000)
    time = 500
    expect(await store.get('a')).toBe('2')
  })

  it('lets the oldest go when it is full, and first what has expired', async () => {
    let time = 0
    const store = createMemoryStore({ now: () => time, maxEntries: 3 })
    await store.set('long', '1', 1_000)
    await store.set('short', '2', 10)
    await store.set('middle', '3', 1_000)
    time = 20
    await store.set('new', '4', 1_000)
    expect(await store.get('long')).toBe('1')
    await store.set('newer', '5', 1_000)
    expect(await store.get('long')).toBeNull()
    expect(await Promise.all(['middle', 'new', 'newer'].map((key) => store.get(key)))).toEqual(['3', '4', '5'])
  })

  it('is as quick when it is full', async () => {
    const store = createMemoryStore({ maxEntries: 20_000 })
    const fill = async (name: string) => {
      const began = performance.now()
      for (let index = 0; index < 20_000; index += 1) await store.set(`${name}${index}`, '1', 60_000)
      return performance.now() - began
    }
    const emptyMs = await fill('first')
    // Going through all of it for each would take a thousand times as long
    expect(await fill('second')).toBeLessThan(20 * emptyMs + 200)
    expect(await store.get('first19999')).toBeNull()
    expect(await store.get('second0')).toBe('1')
  })
})
