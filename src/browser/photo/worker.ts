/** Makes the image worker. Throws, or the worker fires `error`, where the page's policy or the browser forbids it. */
export function makeImageWorker(): Worker {
  return new Worker(new URL('./image.worker.ts', import.meta.url), { type: 'module' })
}
