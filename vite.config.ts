// How the client is built and, in development, served in front of the server.
import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = `http://127.0.0.1:${process.env.PORT ?? 3210}`

export default defineConfig({
  root: here('renderer'),
  plugins: [react(), tailwindcss()],
  build: {
    outDir: here('dist/client'),
    emptyOutDir: true,
    target: 'es2023',
    // Nothing may be inlined as data: the content policy of the server allows scripts and styles by file only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
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
