// Browser tests: the built client in Chromium against real servers, which the fixtures start.
import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// scripts/e2e.js says which browser; without it (an editor's plug-in, say) the system's, else Playwright's own.
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))
const executablePath = process.env.NUCLEUS_CHROMIUM ?? system
const isRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        // Chromium's sandbox does not start as root.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        // A closed network: or it tries to reach its maker, many connections at a time.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-domain-reliability',
        '--disable-dev-shm-usage',
      ],
    },
  },
})
