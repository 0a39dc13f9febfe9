import { isVerificationError, VerificationError } from '../../core/errors.ts'
import { encode, isBitmap, type EncodedImage, type Picture } from './encode.ts'
import type { WorkerGreeting, WorkerReply } from './image.worker.ts'
import { makeImageWorker } from './worker.ts'

/** Encodes pictures, one after the other. */
export interface Encoder {
  /**
   * See `encode`; a bitmap is used up. When the signal is aborted it rejects at once with the signal's reason, and the
   * worker is ended with whatever it was doing.
   */
  encode(picture: Picture, signal: AbortSignal): Promise<EncodedImage>
}

/** Where an encoder gets its worker and how long it keeps it. */
export interface EncoderOptions {
  /** @default the image worker beside this module */
  makeWorker?: () => Worker
  /** How long an unused worker is kept, in milliseconds. @default 5000 */
  idleMs?: number
  /** How long a new worker may take to report, in milliseconds. @default 10000 */
  greetingMs?: number
}

/**
 * An encoder with one worker, made when it is needed and ended when it has been idle. Where no worker can be had
 * (the page's policy, a missing file, an old browser) the same is done on the main thread.
 */
export function createEncoder(options: EncoderOptions = {}): Encoder {
  const { makeWorker = makeImageWorker, idleMs = 5_000, greetingMs = 10_000 } = options
  let worker: Worker | null = null
  let hasNoWorker = false
  let idle: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()

  function stop() {
    worker?.terminate()
    worker = null
  }

  async function start(signal: AbortSignal) {
    try {
      worker = makeWorker()
      const greeting = await nextMessage<WorkerGreeting>(worker, signal, greetingMs)
      if (!greeting.canEncode) throw new Error('idstep: no canvas in workers')
    } catch (error) {
      stop()
      if (signal.aborted) throw error
      hasNoWorker = true
    }
  }

  async function askWorker(asked: Worker, picture: Picture, signal: AbortSignal): Promise<EncodedImage> {
    asked.postMessage(picture, isBitmap(picture) ? [picture] : [])
    const reply = await nextMessage<WorkerReply>(asked, signal)
    if ('problem' in reply) throw new VerificationError(reply.problem)
    return reply.image
  }

  async function run(picture: Picture, signal: AbortSignal): Promise<EncodedImage> {
    signal.throwIfAborted()
    clearTimeout(idle)
    try {
      if (worker === null && !hasNoWorker) await start(signal)
      if (worker === null) return await encode(picture, signal)
      return await askWorker(worker, picture, signal)
    } catch (error) {
      if (isVerificationError(error)) throw error
      stop()
      if (signal.aborted) throw error
      // the worker broke down; a file is still here, a bitmap has gone with it
      if (isBitmap(picture)) throw new VerificationError('camera-failed', { cause: error })
      return await encode(picture, signal)
    } finally {
      idle = setTimeout(stop, idleMs)
    }
  }

  return {
    encode(picture, signal) {
      const turn = queue.then(() => run(picture, signal))
      queue = turn.catch(() => undefined)
      return orAborted(turn, signal)
    },
  }
}

let shared: Encoder | undefined

/** The one encoder of the page, so that file and camera use one worker. */
export function sharedEncoder(): Encoder {
  return (shared ??= createEncoder())
}

/** The next message of a worker; rejects when the worker fails, is silent for `limitMs`, or the signal is aborted. */
function nextMessage<Message>(worker: Worker, signal: AbortSignal, limitMs?: number): Promise<Message> {
  const settled = new AbortController()
  let limit: ReturnType<typeof setTimeout> | undefined
  const message = new Promise<Message>((resolve, reject) => {
    const until = { signal: settled.signal }
    const fail = (event?: Event) => {
      // handled here: not for the host's error reporting
      event?.preventDefault()
      reject(new Error('idstep: the image worker failed'))
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
