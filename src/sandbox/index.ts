/**
 * `idstep/sandbox`: a stand-in for the vendor and its storage, for demos, stories and tests. It verifies nobody.
 * Never put it where real people are verified.
 */
export { createSandbox, sandboxApiKey } from './sandbox.ts'
export type { CallCounts, ReceivedSession, Sandbox, SandboxOptions } from './sandbox.ts'
export { scenarios } from './scenarios.ts'
export type { Scenario, ScenarioStep } from './scenarios.ts'
export type { StandardSession, StoredObject } from './sessions.ts'
