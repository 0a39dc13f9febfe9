import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether `redis-server` is installed. Said aloud where it is not; in CI it has to be. */
export const hasRedis = findRedis()

function findRedis(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true
  if (process.env.CI) throw new Error('redis-server is not installed, and CI must test against a real one')
  console.warn('LEFT OUT: redis-server is not installed, so nothing was tested against Redis')
  return false
}

/** A real Redis on a loopback port of its own. */
export interface RedisServer {
  readonly port: number
  /** Starts it again, on the same port and with what it kept. */
  start(): Promise<void>
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Takes connections and answers nothing, until `resume`. */
  freeze(): void
  resume(): void
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

/**
 * Starts `redis-server`.
 * @param options.keeps whether every write is on disk before it is answered; else nothing is kept
 */
export async function startRedis({ keeps = false } = {}): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'idstep-redis-'))
  const kept = keeps ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...kept]
  let child: ChildProcess | undefined

  const start = async () => {
    child = spawn('redis-server', args, { stdio: 'ignore' })
    for (let triesLeft = 100; !(await answers(port)); triesLeft -= 1) {
      if (triesLeft === 0) throw new Error('redis-server did not start')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const kill = async () => {
    const ending = child
    child = undefined
    if (!ending) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    port,
    start,
    kill,
    freeze: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    async remove() {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    const end = (isThere: boolean) => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('data', (answer) => end(answer.toString().startsWith('+PONG')))
    socket.once('error', () => end(false))
  })
}
