// Serves the library's sources to a page of a bench, as modules.
import { join } from 'node:path'
import { createServer } from 'vite'

/**
 * Starts Vite on a free port of this machine.
 * @template T
 * @param {(url: string) => Promise<T>} work gets the address of an empty page; everything is closed after it
 */
export async function withSources(work) {
  const server = await createServer({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    logLevel: 'error',
    server: { port: 0, host: 'localhost', hmr: false, watch: null },
    optimizeDeps: { noDiscovery: true, include: [] },
    appType: 'custom',
    plugins: [{
      name: 'bench:page',
      configureServer: ({ middlewares }) => {
        middlewares.use('/bench/page', (_request, response) =>
          response.setHeader('content-type', 'text/html').end('<!doctype html><title>bench</title>'))
      },
    }],
  })
  try {
    await server.listen()
    return await work(`${server.resolvedUrls.local[0]}bench/page`)
  } finally {
    await server.close()
  }
}
