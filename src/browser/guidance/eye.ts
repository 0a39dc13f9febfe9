import type { PhotoLook } from '../../vision/inspect.ts'
import { isDrawable } from '../photo/picture.ts'
import { createWorkerQueue, type WorkerOptions } from '../worker/queue.ts'
import type { FrameTask, PhotoTask, TimedFrameLook } from './look.ts'

/** Looks at photos and live frames, one after the other, off the main thread where that can be had. */
export interface Eye {
  /** Whether the looking is done on the main thread. */
  isHere(): boolean
  /** A bitmap is used up. Rejects with a `file-…` code, an `Error` where the worker broke down, or the signal's reason. */
  lookAtPhoto(task: PhotoTask, signal: AbortSignal): Promise<PhotoLook>
  /** The frame is used up. Rejects with an `Error` where it could not be read. */
  lookAtFrame(task: FrameTask): Promise<TimedFrameLook>
}

/** An eye with a worker of its own. */
export function createEye(options: WorkerOptions = {}): Eye {
  const queue = createWorkerQueue<PhotoTask | FrameTask, unknown>(options)
  return {
    isHere: queue.isHere,
    lookAtPhoto: (task, signal) => queue.ask(task, isDrawable(task.picture) ? [task.picture] : [], signal) as Promise<PhotoLook>,
    lookAtFrame: (task) => queue.ask(task, [task.frame], never) as Promise<TimedFrameLook>,
  }
}

const never = new AbortController().signal

let shared: Eye | undefined

/** The one eye of the page. */
export function sharedEye(): Eye {
  return (shared ??= createEye())
}
