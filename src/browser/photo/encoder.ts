import { isVerificationError, VerificationError } from '../../core/errors.ts'
import type { EncodedImage, EncodeTask } from './encode.ts'
import { isDrawable, type Picture } from './picture.ts'
import { createWorkerQueue, type WorkerOptions } from '../worker/queue.ts'

/** Encodes pictures, one after the other. */
export interface Encoder {
  /** Makes the worker in good time. */
  makeReady(): void
  /**
   * See `encode`; a bitmap or video frame is used up, and is taken for a camera frame unless it is said not to be one. When the signal
   * is aborted it rejects at once with the signal's reason.
   */
  encode(picture: Picture, signal: AbortSignal, options?: Partial<Omit<EncodeTask, 'picture'>>): Promise<EncodedImage>
}

/** An encoder with a worker of its own; on the main thread where no worker can be had. */
export function createEncoder(options: WorkerOptions = {}): Encoder {
  const queue = createWorkerQueue<EncodeTask, EncodedImage>(options)
  return {
    makeReady: queue.makeReady,
    async encode(picture, signal, { isFrame = isDrawable(picture), turn = 0 } = {}) {
      try {
        return await queue.ask({ picture, isFrame, turn }, isDrawable(picture) ? [picture] : [], signal)
      } catch (error) {
        if (isVerificationError(error) || signal.aborted) throw error
        // the worker broke down, and the picture has gone with it
        throw new VerificationError(isFrame ? 'camera-failed' : 'file-broken', { cause: error })
      }
    },
  }
}

let shared: Encoder | undefined

/** The one encoder of the page, so that file and camera use one worker. */
export function sharedEncoder(): Encoder {
  return (shared ??= createEncoder())
}
