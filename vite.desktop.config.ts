// How the desktop app is built into dist/desktop: its own pages, main (a module for Electron's Node) and the preload (one
// script, as Chromium's sandbox wants it).
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const external = ['electron', /^node:/, ...builtinModules]

/** Without a page around it: neither hashed nor split. */
const program = (input: string, name: string, format: 'es' | 'cjs') => ({
  consumer: 'server' as const,
  resolve: { noExternal: true as const, external: ['electron'], builtins: external },
  build: {
    outDir: here('dist/desktop'),
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: here(input),
      external,
      output: { format, entryFileNames: name, codeSplitting: false },
    },
  },
})

export default defineConfig({
  root: here('renderer/desktop/pages'),
  publicDir: false,
  plugins: [react(), tailwindcss()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: here('dist/desktop/pages'),
        emptyOutDir: true,
        target: 'chrome140',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        // From the disk.
        chunkSizeWarningLimit: 1500,
      },
    },
    main: program('electron/main/index.ts', 'main.js', 'es'),
    preload: program('electron/preload/index.ts', 'preload.cjs', 'cjs'),
  },
})
