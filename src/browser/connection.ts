import type { Connection } from '../core/ports.ts'
import { untilAborted } from './clock.ts'

/** What the browser says of its network. */
export const browserConnection: Connection = {
  isOnline: () => navigator.onLine,
  async whenOnline(signal) {
    if (navigator.onLine) return
    await untilAborted(signal, (done) => {
      window.addEventListener('online', done)
      return () => window.removeEventListener('online', done)
    })
  },
}
