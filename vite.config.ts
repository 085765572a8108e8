// How the client is built and, in development, served in front of the server.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? 3210}`

const serviceWorker = 'service-worker.js'

/** Only calls with effects (13 MB) and PDFs (5 MB) need these: kept once they were used, not fetched ahead for everybody. */
const isLarge = (name: string) => /\.(wasm|tflite|bcmap|pfb|ttf)$|vision_wasm|pdf\.worker/.test(name)

/** The service worker is a program of its own. */
const isLibrary = (id: string) => id.includes('node_modules') && !id.includes('workbox')
const isOurs = (id: string) => !id.includes('node_modules') && !id.includes('service-worker')

/** Tells the service worker which files there are to keep: what was built, and what is copied as it is. */
const listFiles: Plugin = {
  name: 'nucleus-list-files',
  generateBundle(_options, bundle) {
    const worker = bundle[serviceWorker]
    if (worker?.type !== 'chunk') throw new Error(`${serviceWorker} was not built`)
    const builtAssets = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
    const publicFiles = readdirSync(here('renderer/public'))
    const paths = (names: string[]) => JSON.stringify(names.sort().map((name) => `/${name}`))
    const lists = {
      builtAssets: paths(builtAssets.filter((name) => !isLarge(name))),
      largeAssets: paths(builtAssets.filter(isLarge)),
      publicFiles: paths(publicFiles),
    }
    const code = Object.entries(lists).map(([name, list]) => `self.${name}=${list};`)
    worker.code = `${code.join('')}${worker.code}`
  },
}

const languages = readdirSync(here('renderer/locales')).join('|')

/**
 * React-aria speaks thirty languages to screen readers, a fifth of the first screen's code. Where we have no words of our
 * own it speaks English as everything around it does.
 */
const ownLanguages: Plugin = {
  name: 'nucleus-own-languages',
  apply: 'build',
  enforce: 'pre',
  load: {
    filter: { id: new RegExp(`/react-aria/dist/private/intl/.+/(?!(${languages})-)[\\w-]+\\.mjs$`) },
    handler: () => `export { default } from './en-US.mjs'`,
  },
}

export default defineConfig({
  root: here('renderer'),
  // Workers import parts of their own, so they are modules too.
  worker: { format: 'es' },
  plugins: [react(), tailwindcss(), ownLanguages, listFiles],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    // Nothing may be inlined as data: the content policy of the server allows scripts and styles by file only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: [here('renderer/index.html'), here('renderer/offline/service-worker.ts')],
      output: {
        // A fixed name at the root: the browser asks for a new one at this address, and it speaks for the whole site.
        // What the first screen needs comes in two files instead of a hundred, which packs better; libraries change less
        // often than what is ours. All else is split by what asks for it.
        codeSplitting: {
          groups: [
            { name: 'libraries', tags: ['$initial'], test: isLibrary, priority: 1 },
            { name: 'first', tags: ['$initial'], test: isOurs },
          ],
        },
        entryFileNames: ({ name }) => (name === 'service-worker' ? serviceWorker : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
})
