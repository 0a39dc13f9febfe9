/** A status that a session shows from `afterMs` milliseconds after its processing was started. */
export interface ScenarioStep {
  readonly status: string
  readonly afterMs: number
}

interface ScenarioDefinition {
  /** One sentence for the person who chooses. */
  readonly description: string
  /** What follows the start of the processing, in order; the first step is at 0. */
  readonly timeline: readonly ScenarioStep[]
}

const approval = [
  { status: 'VERIFYING', afterMs: 0 },
  { status: 'COMPLETED', afterMs: 3_000 },
] as const

/**
 * What the stand-in can play, by name. Only the vendor's documented statuses and failures are played (NOTUS.md,
 * Statuses and Errors); what is special before the processing is done where the name is looked at. A session that
 * wants a liveness check meets no verdict in any of them: it is VERIFYING until it expires (D, see `awaitsLiveness`).
 */
export const scenarios = {
  approved: {
    description: 'Approved after about three seconds.',
    timeline: approval,
  },
  declined: {
    description: 'Refused after about three seconds, without a reason, as the vendor does.',
    timeline: [
      { status: 'VERIFYING', afterMs: 0 },
      { status: 'FAILED', afterMs: 3_000 },
    ],
  },
  slow: {
    description: 'Approved after about twenty-five seconds.',
    timeline: [
      { status: 'VERIFYING', afterMs: 0 },
      { status: 'COMPLETED', afterMs: 25_000 },
    ],
  },
  'expired-target': {
    description: 'The upload targets of the first session are already dead, those of the next one live, in turn.',
    timeline: approval,
  },
  'session-expired': {
    description: 'The session expires about three seconds after its processing was started.',
    timeline: [
      { status: 'VERIFYING', afterMs: 0 },
      { status: 'EXPIRED', afterMs: 3_000 },
    ],
  },
  'never-finishes': {
    description: 'The verification runs for ever.',
    timeline: [{ status: 'VERIFYING', afterMs: 0 }],
  },
  'vendor-down': {
    description: 'Every call to the vendor is answered 503 by the CDN in front of it, with a page of HTML.',
    timeline: approval,
  },
  'unknown-status': {
    description: 'Reports PROCESSING, which nobody documents, for about four seconds, and then approves.',
    timeline: [
      { status: 'PROCESSING', afterMs: 0 },
      { status: 'COMPLETED', afterMs: 4_000 },
    ],
  },
  'flaky-network': {
    description: 'The first try of each upload, of the start and of the look is cut off; creating works.',
    timeline: approval,
  },
  'refused-field': {
    description: 'The vendor refuses the date of birth of every session.',
    timeline: approval,
  },
  'failed-at-once': {
    description: 'Every session fails at the moment its processing is started, as in an outage of the vendor.',
    timeline: [{ status: 'FAILED', afterMs: 0 }],
  },
} as const satisfies Record<string, ScenarioDefinition>

/** The name of a scenario. */
export type Scenario = keyof typeof scenarios
