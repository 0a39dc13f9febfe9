/**
 * How long to wait for a draft that another tab or widget has, in milliseconds. A page that is reloaded, and a widget that
 * StrictMode mounts twice, gives its lock back in the next moment.
 */
const patienceMs = 400

/**
 * Makes this widget the only one with a draft, across the tabs of the origin.
 * @returns a function that gives it back, or `null` where another one has it
 */
export function takeLock(name: string, signal: AbortSignal): Promise<(() => void) | null> {
  const { locks } = navigator as { locks?: LockManager }
  // Safari before 15.4: two tabs then write by turns, and the last one wins
  if (!locks) return Promise.resolve(() => {})
  const controller = new AbortController()
  const giveUp = () => controller.abort()
  const timer = setTimeout(giveUp, patienceMs)
  signal.addEventListener('abort', giveUp)
  return new Promise<(() => void) | null>((resolve) => {
    const hold = () => new Promise<void>((release) => resolve(release))
    locks.request(`idstep ${name}`, { signal: controller.signal }, hold).catch(() => resolve(null))
  }).finally(() => {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  })
}
