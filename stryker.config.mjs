/** Changes src/core in small ways and sees whether its tests notice: `npm run mutate`; with `-- -m 'src/core/flow/**'` a part of it. */
export default {
  mutate: ['src/core/**/*.ts', '!src/core/contract/countries.ts', '!src/core/contract/nationalities.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vite.core.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 5_000,
  // What a developer reads, word by word, is not worth a test
  mutator: { excludedMutations: ['StringLiteral'] },
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 90, low: 85, break: 85 },
  tempDirName: '.cache/stryker',
  ignorePatterns: ['/*', '!/src', '!/test', '!/package.json', '!/tsconfig.json', '!/vite.core.config.ts'],
}
