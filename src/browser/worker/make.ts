/**
 * Makes a worker for photos and frames. One file for both, as they share the decoding; one worker for each, so that the
 * live guidance does not wait for a photo. Throws, or the worker fires `error`, where the page's policy forbids it.
 */
export function makePhotoWorker(): Worker {
  return new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module' })
}
