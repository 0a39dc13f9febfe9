import { isVerificationError, type VerificationErrorCode } from '../../core/errors.ts'
import { encode, type EncodedImage, type Picture } from './encode.ts'

/** The first message of the worker: whether this browser can draw in a worker. */
export interface WorkerGreeting {
  canEncode: boolean
}

/** The answer to one picture. */
export type WorkerReply = { image: EncodedImage } | { problem: VerificationErrorCode }

function canEncode(): boolean {
  try {
    return typeof createImageBitmap === 'function' && new OffscreenCanvas(1, 1).getContext('2d') !== null
  } catch {
    return false
  }
}

async function reply(picture: Picture): Promise<WorkerReply> {
  try {
    return { image: await encode(picture) }
  } catch (error) {
    return { problem: isVerificationError(error) ? error.code : 'file-broken' }
  }
}

self.addEventListener('message', (event: MessageEvent<Picture>) => {
  void reply(event.data).then((answer) => self.postMessage(answer))
})
self.postMessage({ canEncode: canEncode() } satisfies WorkerGreeting)
