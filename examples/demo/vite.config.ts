import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    emptyOutDir: true,
    // The page's policy has no room for data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: Infinity,
    sourcemap: true,
    rolldownOptions: { input: ['index.html', 'privacy.html'].map((page) => join(import.meta.dirname, page)) },
  },
  worker: { format: 'es' },
})
