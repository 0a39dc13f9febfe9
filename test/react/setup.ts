import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach, expect, vi } from 'vitest'

// The parts that are loaded when needed are compiled on the first use
configure({ asyncUtilTimeout: 8_000 })
vi.setConfig({ testTimeout: 30_000 })

/** Addresses of pictures that nobody has revoked. */
const objectUrls = new Set<string>()
let made = 0
URL.createObjectURL = () => {
  const url = `blob:picture-${(made += 1)}`
  objectUrls.add(url)
  return url
}
URL.revokeObjectURL = (url) => {
  objectUrls.delete(url)
}

// jsdom has no layout, so that there is nothing to scroll
Element.prototype.scrollIntoView = () => {}

let complaints: unknown[][] = []
beforeEach(() => {
  complaints = []
  for (const level of ['error', 'warn'] as const) {
    vi.spyOn(console, level).mockImplementation((...given) => void complaints.push(given))
  }
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  expect(complaints, 'nothing was written to the console').toEqual([])
  expect([...objectUrls], 'every object URL was revoked').toEqual([])
})

/** What React and others have complained about in this test; a test that expects it takes it out. */
export function takeComplaints(): unknown[][] {
  const taken = complaints
  complaints = []
  return taken
}

/** How many object URLs are alive. */
export const countObjectUrls = () => objectUrls.size
