// Unit tests run as they are; those that need a database make their own from one Postgres started for the run.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  // Electron's binary is not everywhere, and unit tests want none: main runs against a stand-in.
  resolve: {
    alias: [
      {
        find: /^electron$/,
        replacement: fileURLToPath(new URL('electron/test/stand-in/index.ts', import.meta.url)),
      },
    ],
  },
  test: {
    include: ['{contract,renderer,server,electron,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['server/test/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
  },
})
