import { readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path/posix'
import { build as bundle } from 'esbuild'
import dts from 'vite-plugin-dts'
import { defineConfig, type Plugin } from 'vite'

/** What can be imported from the package, by the name of its file in `dist`. */
const entries = {
  index: 'src/index.ts',
  server: 'src/server/index.ts',
  sandbox: 'src/sandbox/index.ts',
  'locales/en': 'src/locales/en.ts',
  // Two halves, so that the first screen comes with its own words only
  'locales/english/first': 'src/locales/english/first.ts',
  'locales/english/later': 'src/locales/english/later.ts',
  'locales/pt-BR': 'src/locales/pt-BR.ts',
}

const manifest: { dependencies: Record<string, string>; peerDependencies: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
)
const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]

/** Packages that the host installs beside ours, and Node itself, stay imports. */
function isExternal(id: string): boolean {
  return id.startsWith('node:') || packages.some((name) => id === name || id.startsWith(`${name}/`))
}

/**
 * Ships every worker as a file of its own, next to a plain `new Worker(new URL(…, import.meta.url))`: every host's
 * bundler knows that form, and `worker-src 'self'` allows it. Vite by itself would write a URL only Vite can resolve.
 */
function workers(): Plugin {
  const reference = /(?<=new URL\(\s*)(['"])\.\/([\w-]+\.worker)\.ts\1/g
  const placeholder = /__IDSTEP_WORKER__([\w.-]+?)__/g
  const sources = new Map<string, string>()
  return {
    name: 'idstep:workers',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/src/browser/') || !code.match(reference)) return null
      const replaced = code.replace(reference, (_match, _quote, name: string) => {
        sources.set(`${name}.js`, `${dirname(id)}/${name}.ts`)
        return `__IDSTEP_WORKER__${name}__`
      })
      return { code: replaced, map: null }
    },
    renderChunk(code, chunk) {
      if (!code.match(placeholder)) return null
      const replaced = code.replace(placeholder, (_match, name: string) => {
        const path = relative(dirname(chunk.fileName), `${name}.js`)
        return `'${path.startsWith('.') ? path : `./${path}`}'`
      })
      return { code: replaced, map: null }
    },
    async generateBundle() {
      for (const [fileName, source] of sources) {
        const { outputFiles } = await bundle({
          entryPoints: [source],
          bundle: true,
          minify: true,
          format: 'esm',
          target: 'es2022',
          write: false,
        })
        this.emitFile({ type: 'asset', fileName, source: outputFiles[0]?.contents ?? '' })
      }
    },
  }
}

/** Ships the theme as one small file that hosts import as `idstep/styles.css`. */
function styles(): Plugin {
  return {
    name: 'idstep:styles',
    async generateBundle() {
      const { outputFiles } = await bundle({
        entryPoints: ['src/theme/styles.css'],
        bundle: true,
        minify: true,
        write: false,
        outdir: 'dist',
      })
      this.emitFile({ type: 'asset', fileName: 'styles.css', source: outputFiles[0]?.contents ?? '' })
    },
  }
}

/** Fails the build when the React entry lost the directive that makes it a client module for React Server Components. */
function keepsDirective(): Plugin {
  return {
    name: 'idstep:keeps-directive',
    generateBundle(_options, output) {
      const entry = output['index.js']
      if (entry?.type === 'chunk' && !/^['"]use client['"]/.test(entry.code)) {
        this.error("dist/index.js does not begin with 'use client'")
      }
    },
  }
}

export default defineConfig({
  plugins: [
    workers(),
    styles(),
    keepsDirective(),
    process.env.IDSTEP_SKIP_TYPES === '1'
      ? null
      : dts({ bundleTypes: true, include: ['src'], entryRoot: 'src', tsconfigPath: 'tsconfig.json' }),
  ],
  publicDir: false,
  // Whatever NODE_ENV is: the development form of JSX would ship the paths of this machine.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  build: {
    target: 'es2022',
    lib: { entry: entries, formats: ['es'], fileName: (_format, name) => `${name}.js` },
    sourcemap: true,
    // Hosts minify; readable chunks make their stack traces, and our bug reports, readable.
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      external: isExternal,
      // The entry keeps its 'use client'; `keepsDirective` fails the build if that ever changes.
      checks: { pluginTimings: false },
      onLog: (level, log, print) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : print(level, log)),
      output: { chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
})
