import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArguments, findChromium } from './scripts/chromium.mjs'

/** Each project needs a provider of its own: one object cannot serve two. */
const chromium = () =>
  playwright({ launchOptions: { executablePath: findChromium() ?? undefined, args: browserArguments } })

export default defineConfig({
  plugins: [react()],
  optimizeDeps: {
    include: ['heic-to/csp', 'react', 'react-dom/client', 'react/jsx-dev-runtime', 'react-hook-form', 'zod/mini', '@tanstack/react-query'],
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/package/**', 'test/storage/**', 'test/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'jsdom',
          environment: 'jsdom',
          include: ['test/**/*.test.tsx'],
          exclude: ['test/**/*.browser.test.tsx'],
          setupFiles: ['test/react/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium(),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts', 'test/package/**/*.test.ts'],
          exclude: ['test/e2e/storage*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'storage',
          environment: 'node',
          include: ['test/storage/**/*.test.ts', 'test/e2e/storage*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts', 'test/storage/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
