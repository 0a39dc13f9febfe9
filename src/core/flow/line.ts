import type { Session } from '../contract/session.ts'
import type { Kind } from './kind.ts'
import type { Ports } from '../ports.ts'
import type { Store } from './store.ts'

/** What the line needs to run. */
export interface Line {
  store: Store
  ports: Ports
  // The answer differs by kind; the engine hands it from the kind's schema to the kind's mapping unseen.
  kind: Kind<{ session: Session }>
  /** Origins that photos may be sent to. @default any */
  uploadOrigins?: readonly string[] | undefined
  /** Milliseconds of checking after which the person is told that it takes longer than usual. @default 120000 */
  patienceMs?: number | undefined
}
