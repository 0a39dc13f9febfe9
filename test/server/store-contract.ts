import { expect, it } from 'vitest'
import type { Store } from '../../src/server/index.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What every store promises, in real time. `open` gives a store with nothing in it under the keys of a test. */
export function describeStore(open: () => Store) {
  let made = 0
  const key = () => `idstep:contract:${(made += 1)}`

  it('knows nothing of a key that was never set', async () => {
    const store = open()
    expect(await store.get(key())).toBeNull()
    await store.delete(key())
    await store.deleteIf(key(), '1')
  })

  it('gives back what was set, character for character', async () => {
    const [store, name] = [open(), key()]
    for (const value of ['', '0', 'null', ' a\r\n"\\\u0000 ', 'São João 例 🙂', 'x'.repeat(100_000)]) {
      await store.set(name, value, 60_000)
      expect(await store.get(name)).toBe(value)
    }
  })

  it('keeps keys apart that differ in one character', async () => {
    const store = open()
    const names = ['idstep:é', 'idstep:e', 'idstep:e ', 'idstep:e\n', 'IDSTEP:e', 'idstep:*', 'idstep:{e}']
    for (const name of names) await store.set(name, name, 60_000)
    expect(await Promise.all(names.map((name) => store.get(name)))).toEqual(names)
    await store.delete('idstep:*')
    expect(await store.get('idstep:e')).toBe('idstep:e')
  })

  it('forgets what has expired, set or claimed, and not before', async () => {
    const store = open()
    const [set, claimed, kept] = [key(), key(), key()]
    await store.set(set, '1', 80)
    await store.claim(claimed, '1', 80)
    await store.set(kept, '1', 60_000)
    expect([await store.get(set), await store.get(claimed)]).toEqual(['1', '1'])
    await pause(120)
    expect([await store.get(set), await store.get(claimed), await store.get(kept)]).toEqual([null, null, '1'])
  })

  it('takes a time to live with a fraction', async () => {
    const [store, name] = [open(), key()]
    await store.set(name, '1', 60_000.5)
    expect(await store.get(name)).toBe('1')
    await store.add(key(), 1, 0.3)
  })

  it('replaces a value and its time to live', async () => {
    const [store, name] = [open(), key()]
    await store.claim(name, '1', 50)
    await store.set(name, '2', 60_000)
    await pause(80)
    expect(await store.get(name)).toBe('2')
  })

  it('lets one of a hundred claim a key', async () => {
    const [store, name] = [open(), key()]
    const values = Array.from({ length: 100 }, (_, index) => String(index))
    const claims = await Promise.all(values.map((value) => store.claim(name, value, 60_000)))
    expect(claims.filter(Boolean)).toHaveLength(1)
    expect(await store.get(name)).toBe(values[claims.indexOf(true)])
  })

  it('lets a key be claimed again once it has expired or was deleted', async () => {
    const [store, name] = [open(), key()]
    expect(await store.claim(name, '1', 50)).toBe(true)
    await pause(80)
    expect(await store.claim(name, '2', 60_000)).toBe(true)
    await store.delete(name)
    expect(await store.claim(name, '3', 60_000)).toBe(true)
    expect(await store.claim(name, '4', 60_000)).toBe(false)
    expect(await store.get(name)).toBe('3')
  })

  it('deletes a value only while it is that value', async () => {
    const [store, name] = [open(), key()]
    await store.claim(name, 'mine', 60_000)
    await store.deleteIf(name, 'min')
    await store.deleteIf(name, '')
    expect(await store.get(name)).toBe('mine')
    await store.deleteIf(name, 'mine')
    expect(await store.get(name)).toBeNull()
  })

  it('never deletes what another has claimed in between', async () => {
    const [store, name] = [open(), key()]
    for (let round = 0; round < 20; round += 1) {
      await store.set(name, 'old', 60_000)
      await Promise.all([store.deleteIf(name, 'old'), store.set(name, 'new', 60_000), store.deleteIf(name, 'old')])
      expect(await store.get(name)).toBe('new')
    }
  })

  it('counts from nothing, up and down', async () => {
    const [store, name] = [open(), key()]
    expect(await store.add(name, 3, 60_000)).toBe(3)
    expect(await store.add(name, 0, 60_000)).toBe(3)
    expect(await store.add(name, -5, 60_000)).toBe(-2)
    expect(await store.get(name)).toBe('-2')
  })

  it('loses no count when a hundred add at once', async () => {
    const [store, name] = [open(), key()]
    const sums = await Promise.all(Array.from({ length: 100 }, () => store.add(name, 1, 60_000)))
    expect(sums.sort((one, other) => one - other)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  })

  it('does not prolong a counter by adding to it, and begins anew at its end', async () => {
    const [store, name] = [open(), key()]
    await store.add(name, 1, 150)
    await pause(80)
    expect(await store.add(name, 1, 60_000)).toBe(2)
    await pause(120)
    expect(await store.add(name, 1, 60_000)).toBe(1)
  })

  it('refuses to add to what is no count, and to add parts of one', async () => {
    const [store, name] = [open(), key()]
    await store.set(name, 'text', 60_000)
    await expect(store.add(name, 1, 60_000)).rejects.toThrow()
    expect(await store.get(name)).toBe('text')
    await expect(store.add(key(), 0.5, 60_000)).rejects.toThrow()
  })
}
