import { useState, type ReactNode } from 'react'
import type { Clock, Host } from '../src/core/ports.ts'
import { AdaptersProvider, browserAdapters, createHost, type Adapters } from '../src/react/adapters.ts'
import { createSandbox, sandboxApiKey, type Sandbox, type Scenario } from '../src/sandbox/index.ts'
// Not the entry: that one also holds the Node adapter
import { createHandler } from '../src/server/handler.ts'
import { uploadTo } from './upload.ts'

/** What a stage can be told. */
export interface StageOptions {
  /** What the sandbox plays. @default 'approved' */
  scenario?: Scenario | undefined
  /** Ports in place of the browser's. */
  adapters?: Partial<Adapters> | undefined
  /** Milliseconds that the sending of a photo takes. @default 1500 */
  sendingMs?: number | undefined
  /** Youngest age that the server accepts too. @default none */
  minimumAge?: number | undefined
}

/** A host app without a network: our handler in front of the sandbox, all in this process. */
export interface Stage {
  /** The host's callbacks, over the real handler. */
  host: Required<Host>
  adapters: Adapters
  sandbox: Sandbox
}

/** Sets up a host app in this process. One person is signed in. */
export function createStage({ scenario, adapters, sendingMs = 1_500, minimumAge }: StageOptions = {}): Stage {
  const clock: Clock = adapters?.clock ?? browserAdapters.clock
  const sandbox = createSandbox({ scenario, now: clock.now })
  const handler = createHandler({
    apiKey: sandboxApiKey,
    onFailure: () => {},
    authorize: () => ({ userId: 'somebody' }),
    fetch: (url, init) => sandbox.fetch(url, init),
    now: clock.now,
    minimumAge,
  })
  const host = createHost({
    baseUrl: 'https://host.test/api/kyc',
    fetch: (input, init) => handler(new Request(input, init)),
  })
  return { host, sandbox, adapters: { ...browserAdapters, upload: uploadTo(sandbox, clock, sendingMs), ...adapters } }
}

/** Puts a stage's ports under the widgets below. */
export function StageProvider({ stage, children }: { stage: Stage; children: ReactNode }) {
  return <AdaptersProvider value={stage.adapters}>{children}</AdaptersProvider>
}

/** A stage for as long as the component is shown. */
export function useStage(options: StageOptions): Stage {
  const [stage] = useState(() => createStage(options))
  return stage
}
