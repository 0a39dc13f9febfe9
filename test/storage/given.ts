import { describe, expect, inject, it } from 'vitest'

/** The S3 that the set-up started, or `null` where none is installed. */
export const gateway = inject('gateway')

/**
 * A suite against the real S3. Without one it is left out, under a name that says so; in CI that is a failure.
 * @param about what the suite is about
 */
export function describeWithGateway(about: string, suite: (url: string) => void): void {
  if (gateway) return void describe(about, () => suite(gateway.url))
  if (!process.env.CI) return void describe.skip(`${about} (skipped: no radosgw is installed)`, () => suite(''))
  describe(about, () => {
    it('has a real S3 to run against', () => expect(gateway, 'radosgw is not installed').not.toBeNull())
  })
}
