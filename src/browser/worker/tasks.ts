import { look, type FrameTask, type PhotoTask } from '../guidance/look.ts'
import { encode, type EncodeTask } from '../photo/encode.ts'

/** What the worker does, and the main thread where there is none. Rejects with a code of the task. */
export async function doTask(task: EncodeTask | PhotoTask | FrameTask, signal?: AbortSignal): Promise<unknown> {
  return 'isFrame' in task ? encode(task, signal) : look(task, signal)
}
