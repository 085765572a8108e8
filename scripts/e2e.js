// npm run e2e: browser tests. Finds or installs a Chromium first; arguments go to Playwright: npm run e2e -- -g "send"
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canUseApt, installWithApt, isDebian } from './apt.js'
import { buildDesktop } from './desktop-build.js'
import { root, runInherited, runScript, Stop, setup, step } from './setup.js'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const playwright = 'node_modules/@playwright/test/cli.js'

/** @returns {number} Playwright's exit code */
export async function runBrowserTests(node, args, env = {}) {
  const browser = await step(
    'browser',
    () => ensureBrowser(node),
    (found) => `browser ${found.version}`,
  )
  // Without Electron's program, too: most tests of it run against a stand-in.
  await step('desktop app', () => buildDesktop(node))
  return runInherited(node, [playwright, 'test', ...args], { NUCLEUS_CHROMIUM: browser.path, ...env })
}

function ensureBrowser(node) {
  const found = findSystem() ?? findPlaywrights()
  if (found) return found
  if (canUseApt() && isDebian()) installSystems()
  const installed = findSystem()
  if (installed) return installed
  // Downloads from Playwright's own servers, so it works only with a way out.
  spawnSync(node, [playwright, 'install', 'chromium'], { cwd: root, stdio: 'inherit' })
  const own = findPlaywrights()
  if (own) return own
  throw new Stop(
    'The browser tests need Chromium, and neither the system, its package manager nor Playwright’s download has one: ' +
      'install Chromium, or name it in NUCLEUS_CHROMIUM.',
  )
}

function findSystem() {
  if (process.env.NUCLEUS_CHROMIUM) return runnable(process.env.NUCLEUS_CHROMIUM)
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  for (const path of candidates) {
    const found = runnable(path)
    if (found) return found
  }
  return undefined
}

function findPlaywrights() {
  const require = createRequire(join(root, 'package.json'))
  const path = require('@playwright/test').chromium.executablePath()
  return path ? runnable(path) : undefined
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    return undefined
  }
  const asked = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  const version = /\d+\.\d+[\d.]*/.exec(asked.stdout ?? '')?.[0]
  return version ? { path, version } : undefined
}

function installSystems() {
  installWithApt(['chromium'])
  // So that pictures show letters and emoji instead of boxes; not worth failing for.
  installWithApt(['fonts-liberation', 'fonts-noto-color-emoji'])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => runBrowserTests(await setup({ worker: 'needed' }), process.argv.slice(2)))
}
