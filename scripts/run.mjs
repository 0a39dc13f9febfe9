import { spawn } from 'node:child_process'

const isWindows = process.platform === 'win32'

/** Ends the program and what it started itself, such as a download. */
function stop(child) {
  try {
    if (isWindows) child.kill()
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself in the meantime.
  }
}

/**
 * Runs a program with its output passed on and without input; resolves to true when it ended well, and to false when it
 * failed, is not there, ran longer than `limitMs`, or said nothing for `silenceMs`.
 */
export function run(command, args, { limitMs = 1_800_000, silenceMs = limitMs, env = {}, cwd = undefined } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be ended; npm is a script on Windows, which only a shell starts.
      detached: !isWindows,
      shell: isWindows && !command.endsWith('.exe'),
    })
    const giveUp = () => stop(child)
    const interrupt = () => {
      giveUp()
      process.exit(130)
    }
    const limit = setTimeout(giveUp, limitMs)
    let silence = setTimeout(giveUp, silenceMs)
    const passOn = (target) => (chunk) => {
      clearTimeout(silence)
      silence = setTimeout(giveUp, silenceMs)
      target.write(chunk)
    }
    const end = (isDone) => {
      clearTimeout(limit)
      clearTimeout(silence)
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      resolve(isDone)
    }
    process.once('SIGINT', interrupt)
    process.once('SIGTERM', interrupt)
    child.stdout.on('data', passOn(process.stdout))
    child.stderr.on('data', passOn(process.stderr))
    child.on('error', () => end(false))
    child.on('close', (code) => end(code === 0))
  })
}
