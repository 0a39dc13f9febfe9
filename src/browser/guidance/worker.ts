/** Makes the vision worker. Throws, or the worker fires `error`, where the page's policy or the browser forbids it. */
export function makeVisionWorker(): Worker {
  return new Worker(new URL('./vision.worker.ts', import.meta.url), { type: 'module' })
}
