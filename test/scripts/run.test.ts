import { describe, expect, it } from 'vitest'
import { run } from '../../scripts/run.mjs'

const node = process.execPath

describe('running a program', () => {
  it('tells whether it ended well', async () => {
    expect(await run(node, ['-e', ''])).toBe(true)
    expect(await run(node, ['-e', 'process.exit(3)'])).toBe(false)
  })

  it('answers false for a program that is not there', async () => {
    expect(await run('idstep-no-such-program', [])).toBe(false)
  })

  it('gives it no input to wait for', async () => {
    expect(await run(node, ['-e', 'process.stdin.on("end", () => process.exit(0)).resume()'])).toBe(true)
  })

  it('ends one that says nothing for too long', async () => {
    expect(await run(node, ['-e', 'setInterval(() => {}, 1000)'], { silenceMs: 300 })).toBe(false)
  })

  it('ends one that talks on past its limit, with what it started', async () => {
    const chatter = 'setInterval(() => console.log(""), 50)'
    const parent = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(chatter)}], { stdio: "inherit" })`
    expect(await run(node, ['-e', parent], { limitMs: 600, silenceMs: 400 })).toBe(false)
  })
})
