import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { configuration } from './gateway-configuration.ts'

/** Who may sign for the gateway. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** A running S3. */
export interface Gateway {
  /** Without a slash at its end; buckets are in its path. */
  readonly url: string
  /** Ends every daemon and removes what they wrote. */
  close(): Promise<void>
}

/** Longest wait for one daemon to be ready, in milliseconds. A quiet machine takes two seconds for all of them. */
const patienceMs = 60_000
/**
 * Settings from the file only. A store that asked the monitor for some would talk to it, at times, before it has heard
 * the id of their cluster, and end.
 */
const alone = '--no-mon-config'
/** Another program may take a port between its choice and its use, and daemons that start may miss each other. */
const attempts = 3

/**
 * Starts Ceph's RADOS Gateway with all that it needs, a monitor and a store in memory, on free ports of loopback and
 * in a temporary folder. Nothing outlives this process, however it ends. Runs as root and as anybody else.
 * @throws Error with the end of every daemon's log, when it does not start
 */
export async function startGateway(credentials: Credentials): Promise<Gateway> {
  const giveUpAtMs = Date.now() + patienceMs / 2
  for (let attempt = 1; ; attempt++) {
    const folder = mkdtempSync(join(tmpdir(), 'idstep-gateway-'))
    const guard = spawnGuard(folder)
    try {
      return { url: await start(folder, guard, credentials), close: guard.close }
    } catch (error) {
      const logs = readLogs(folder)
      await guard.close()
      if (attempt < attempts && Date.now() < giveUpAtMs) continue
      const reason = error instanceof Error ? error.message : String(error)
      throw new Error(`the gateway did not start: ${reason}\n${logs}`, { cause: error })
    }
  }
}

async function start(folder: string, guard: Guard, { accessKeyId, secretAccessKey }: Credentials): Promise<string> {
  const [monitorPort, gatewayPort] = await freePorts()
  const clusterId = crypto.randomUUID()
  const storeId = crypto.randomUUID()
  for (const name of ['mon', 'osd', 'run', 'log']) mkdirSync(join(folder, name))
  const path = (name: string) => join(folder, name)
  writeFileSync(path('ceph.conf'), configuration({ folder, clusterId, monitorPort, gatewayPort }))
  const { call, serve } = programs(folder, guard)
  const address = `[v1:127.0.0.1:${monitorPort}]`

  await call('ceph-authtool', '--create-keyring', path('keyring'), '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *')
  await call('monmaptool', '--create', '--clobber', '--addv', 'a', address, '--fsid', clusterId, path('monmap'))
  await call('ceph-mon', '--mkfs', '-i', 'a', '--monmap', path('monmap'), '--keyring', path('keyring'))
  const monitor = serve('ceph-mon', '-i', 'a', '-f')
  // Waits for the monitor by itself
  await monitor.during(call('ceph', 'osd', 'new', storeId))
  // Without the same id it never takes part
  await call('ceph-osd', '--mkfs', '-i', '0', '--osd-uuid', storeId)
  const store = serve('ceph-osd', '-i', '0', '-f', alone)
  // Waits for the store by itself, and makes the pools that the gateway is to find
  const names = ['--uid=idstep', '--display-name=idstep']
  const user = [...names, `--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`]
  await store.during(call('radosgw-admin', '-n', 'client.rgw', alone, 'user', 'create', ...user))
  const url = `http://127.0.0.1:${gatewayPort}`
  await serve('radosgw', '-n', 'client.rgw', '-f', alone).during(untilAnswering(url))
  return url
}

/** Resolves once something answers at the address. */
async function untilAnswering(url: string): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs)
  for (;;) {
    try {
      await fetch(url, { signal })
      return
    } catch (error) {
      if (signal.aborted) throw new Error('the gateway does not answer', { cause: error })
      await wait(25)
    }
  }
}

/** The programs of one cluster: those that end by themselves, and daemons. */
function programs(folder: string, guard: Guard) {
  const launch = (command: string, args: readonly string[], logName: string): ChildProcess => {
    const log = openSync(join(folder, 'log', logName), 'a')
    const env = { ...process.env, CEPH_CONF: join(folder, 'ceph.conf') }
    const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', log, log] })
    closeSync(log)
    if (child.pid !== undefined) guard.watch(child.pid)
    return child
  }
  return {
    async call(command: string, ...args: string[]): Promise<void> {
      const child = launch(command, args, `${command}.out`)
      const limit = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      try {
        const [code] = (await once(child, 'exit')) as [number | null]
        if (code !== 0) throw new Error(`${command} ${code === null ? 'took too long' : `ended with ${code}`}`)
      } finally {
        clearTimeout(limit)
      }
    },
    serve(command: string, ...args: string[]) {
      const child = launch(command, args, `${command}.err`)
      const ended = once(child, 'exit').then(([code]) => {
        throw new Error(`${command} ended with ${code}`)
      })
      ended.catch(() => undefined)
      return {
        /** Rejects as soon as the daemon ends: what waits for it would wait in vain. */
        during: (work: Promise<void>): Promise<void> => Promise.race([work, ended]),
      }
    },
  }
}

interface Guard {
  watch(pid: number): void
  close(): Promise<void>
}

/** Kills what it was told of and removes the folder, once its input ends: when it is closed, or when we are gone. */
const guardScript = `
  const [folder] = process.argv.slice(1)
  let told = ''
  process.stdin.setEncoding('utf8').on('data', (text) => { told += text }).on('end', () => {
    for (const pid of told.split(' ').filter(Boolean).map(Number)) try { process.kill(pid, 'SIGKILL') } catch {}
    require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  })`

function spawnGuard(folder: string): Guard {
  // Of a group of its own: Ctrl+C in the terminal must not reach it before it has done its work
  const guard = spawn(process.execPath, ['-e', guardScript, folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    detached: true,
  })
  guard.unref()
  const gone = once(guard, 'exit')
  return {
    watch: (pid) => void guard.stdin.write(`${pid} `),
    async close() {
      guard.ref()
      guard.stdin.end()
      await gone
    },
  }
}

function readLogs(folder: string): string {
  const logs = join(folder, 'log')
  return readdirSync(logs)
    .map((name) => ({ name, lines: readFileSync(join(logs, name), 'utf8').trimEnd().split('\n').slice(-15) }))
    .map(({ name, lines }) => `--- ${name}\n${lines.map((line) => line.slice(0, 300)).join('\n')}`)
    .join('\n')
}

/** Two ports of loopback that nobody uses. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const
  const ports = await Promise.all(
    servers.map(async (server) => {
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return (server.address() as AddressInfo).port
    }),
  )
  for (const server of servers) server.close()
  return ports as [number, number]
}
