import { isVerificationError, type VerificationErrorCode } from '../../core/errors.ts'

/** The first message of a worker: whether this browser can draw in a worker. */
export interface WorkerGreeting {
  canDraw: boolean
}

/** The answer to one task. */
export type WorkerReply<Result> = { result: Result } | { problem: VerificationErrorCode }

function canDraw(): boolean {
  try {
    return typeof createImageBitmap === 'function' && new OffscreenCanvas(1, 1).getContext('2d') !== null
  } catch {
    return false
  }
}

/** The worker's side of a queue: greets, and answers every task. */
export function answerTasks<Task, Result>(answer: (task: Task) => Promise<Result>): void {
  self.addEventListener('message', (event: MessageEvent<Task>) => {
    void answer(event.data).then(
      (result): WorkerReply<Result> => ({ result }),
      (error): WorkerReply<Result> => ({ problem: isVerificationError(error) ? error.code : 'file-broken' }),
    ).then((reply) => self.postMessage(reply))
  })
  self.postMessage({ canDraw: canDraw() } satisfies WorkerGreeting)
}
