import { defineConfig } from 'vitest/config'

/** The tests of src/core alone, for `npm run mutate`. Of the random schedules a few, as every change runs them anew. */
export default defineConfig({
  test: {
    name: 'core',
    environment: 'node',
    include: ['test/core/**/*.test.ts'],
    // Sets the time zone of the process, which threads cannot
    exclude: ['test/core/form/birth-date.test.ts'],
    env: { IDSTEP_RUNS: '60', IDSTEP_SEED: '1' },
  },
})
