import { expect, test } from 'vitest'
import { initialState, type State } from '../../../src/core/flow/flow.ts'
import { createStore } from '../../../src/core/flow/store.ts'

const stepOf = (state: State) => (state.stage === 'editing' ? state.step : state.stage)

/** A store at `a`, and what one listener hears, as `from > to`. */
function setUp() {
  const store = createStore(initialState('a'))
  const heard: string[] = []
  const listen = () => store.subscribe((state, previous) => void heard.push(`${stepOf(previous)} > ${stepOf(state)}`))
  return { store, heard, listen, move: (step: string) => store.dispatch({ type: 'moved', step }) }
}

test('listeners hear of what changed, from what to what', () => {
  const { store, heard, listen, move } = setUp()
  listen()
  move('b')
  expect(stepOf(store.getState())).toBe('b')
  expect(heard).toEqual(['a > b'])
})

test('listeners do not hear of an event that changes nothing, and the state stays the same object', () => {
  const { store, heard, listen } = setUp()
  listen()
  const before = store.getState()
  store.dispatch({ type: 'stillRunning' })
  expect(store.getState()).toBe(before)
  expect(heard).toEqual([])
})

test('a listener that has left hears nothing more, and the others do', () => {
  const { heard, listen, move } = setUp()
  const leave = listen()
  listen()
  leave()
  move('b')
  expect(heard).toEqual(['a > b'])
})

test('a listener may leave while it is told', () => {
  const { store, heard, listen, move } = setUp()
  const leave = store.subscribe(() => leave())
  listen()
  move('b')
  move('c')
  expect(heard).toEqual(['a > b', 'b > c'])
})

test('a change that a listener makes is told to all after the change that it heard of', () => {
  const { store, heard, listen, move } = setUp()
  const steps: string[] = []
  store.subscribe((state) => {
    if (stepOf(state) !== 'b') return
    move('c')
    steps.push(stepOf(store.getState()))
  })
  listen()
  move('b')
  expect(steps).toEqual(['c'])
  expect(heard).toEqual(['a > b', 'b > c'])
})

test('a listener that throws does not keep later changes from the others', () => {
  const { store, heard, listen, move } = setUp()
  const leave = store.subscribe(() => {
    throw new Error('listener')
  })
  listen()
  expect(() => move('b')).toThrow('listener')
  leave()
  move('c')
  expect(heard).toContain('b > c')
})
