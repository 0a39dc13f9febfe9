import { VerificationError } from '../../core/errors.ts'
import { loadPart } from '../load.ts'
import { makePhotoWorker } from './make.ts'
import type { WorkerGreeting, WorkerReply } from './side.ts'

type AnyTask = Parameters<typeof import('./tasks.ts').doTask>[0]

/** Where a queue gets its worker and how long it keeps it. */
export interface WorkerOptions {
  /** @default the photo worker */
  makeWorker?: () => Worker
  /** How long an unused worker is kept, in milliseconds: while a photo is chosen, it waits. @default 30000 */
  idleMs?: number
  /** How long a new worker may take to report, in milliseconds. @default 10000 */
  greetingMs?: number
  /** How long a task may take, in milliseconds: phones short of memory end workers without a word. @default 30000 */
  replyMs?: number
}

/** Tasks for one worker, done one after the other. */
export interface WorkerQueue<Task, Result> {
  /** Makes the worker in good time, so that the first task need not wait for it. */
  makeReady(): void
  /** Whether the last task was done without a worker. */
  isHere(): boolean
  /**
   * Does a task. When the signal is aborted it rejects at once with the signal's reason, and the worker is ended with
   * whatever it was doing. What is transferred is used up: where the worker breaks down over it, the task is lost.
   * Rejects with the `VerificationError` that the task met, or with an `Error` where the worker failed.
   */
  ask(task: Task, transfer: Transferable[], signal: AbortSignal): Promise<Result>
}

/**
 * A queue with one worker, made when it is needed and ended when it has been idle. Where no worker can be had
 * (the page's policy, a missing file, an old browser) the same is done on the main thread.
 */
export function createWorkerQueue<Task extends AnyTask, Result>({
  makeWorker = makePhotoWorker,
  idleMs = 30_000,
  greetingMs = 10_000,
  replyMs = 30_000,
}: WorkerOptions): WorkerQueue<Task, Result> {
  let worker: Worker | null = null
  let hasNoWorker = false
  let idle: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  /** Fetched only where there is no worker: it holds the same code. */
  const doHere = async (task: Task, signal: AbortSignal) =>
    (await loadPart(() => import('./tasks.ts'))).doTask(task, signal) as Promise<Result>

  function stop() {
    worker?.terminate()
    worker = null
  }

  async function start(signal: AbortSignal) {
    try {
      worker = makeWorker()
      const greeting = await nextMessage<WorkerGreeting>(worker, signal, greetingMs)
      if (!greeting.canDraw) throw new Error('idstep: no canvas in workers')
    } catch (error) {
      stop()
      if (signal.aborted) throw error
      hasNoWorker = true
    }
  }

  async function run(task: Task, transfer: Transferable[], signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted()
    clearTimeout(idle)
    let reply: WorkerReply<Result>
    try {
      if (worker === null && !hasNoWorker) await start(signal)
      if (worker === null) return await doHere(task, signal)
      worker.postMessage(task, transfer)
      reply = await nextMessage(worker, signal, replyMs)
    } catch (error) {
      // ending a worker that was never had changes nothing
      const isWorkerBroken = worker !== null
      stop()
      // the worker broke down: what was copied is still here, what was transferred has gone with it
      if (!isWorkerBroken || signal.aborted || transfer.length > 0) throw error
      return await doHere(task, signal)
    } finally {
      idle = setTimeout(stop, idleMs)
    }
    if ('problem' in reply) throw new VerificationError(reply.problem)
    return reply.result
  }

  return {
    makeReady() {
      queue = queue.then(async () => {
        clearTimeout(idle)
        if (worker === null && !hasNoWorker) await start(never)
        idle = setTimeout(stop, idleMs)
      })
    },
    isHere: () => hasNoWorker,
    ask(task, transfer, signal) {
      const turn = queue.then(() => run(task, transfer, signal))
      queue = turn.catch(() => undefined)
      return orAborted(turn, signal)
    },
  }
}

const never = new AbortController().signal

/** The next message of a worker; rejects when the worker fails, is silent for `limitMs`, or the signal is aborted. */
function nextMessage<Message>(worker: Worker, signal: AbortSignal, limitMs?: number): Promise<Message> {
  const settled = new AbortController()
  let limit: ReturnType<typeof setTimeout> | undefined
  const message = new Promise<Message>((resolve, reject) => {
    const until = { signal: settled.signal }
    const fail = (event?: Event) => {
      // handled here: not for the host's error reporting
      event?.preventDefault()
      reject(new Error('idstep: a worker failed'))
    }
    worker.addEventListener('message', (event: MessageEvent<Message>) => resolve(event.data), until)
    worker.addEventListener('error', fail, until)
    worker.addEventListener('messageerror', fail, until)
    signal.addEventListener('abort', () => reject(signal.reason), until)
    if (signal.aborted) reject(signal.reason)
    if (limitMs !== undefined) limit = setTimeout(fail, limitMs)
  })
  return message.finally(() => {
    clearTimeout(limit)
    settled.abort()
  })
}

/** The promise, or the signal's reason as soon as it is aborted. */
function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) {
    promise.catch(() => undefined)
    return Promise.reject(signal.reason)
  }
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
