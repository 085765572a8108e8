// npm start: everything that is missing, then the server, and the desktop app where there is one and somebody to look at it.
// Arguments go to the server: npm start -- --demo; all but --no-desktop.
import { buildDesktop } from './desktop-build.js'
import { canShowWindows, findElectronBinary } from './electron-binary.js'
import { runTogether } from './processes.js'
import { root, runScript, Stop, setup, step } from './setup.js'

const withoutDesktop = '--no-desktop'

await runScript(async () => {
  const args = process.argv.slice(2)
  const node = await setup()
  const server = {
    program: node,
    args: ['server/index.ts', ...args.filter((arg) => arg !== withoutDesktop)],
    env: { NODE_ENV: process.env.NODE_ENV ?? 'production' },
  }
  const electron = args.includes(withoutDesktop) ? undefined : await prepareDesktop(node)
  if (!electron) return runTogether([server])
  const window = {
    program: node,
    args: ['scripts/desktop-window.ts', `--electron=${electron}`],
    isBeside: true,
  }
  return runTogether([server, window])
})

/** Electron's program, when the app can be opened with it. The server prints its address for browsers in any case. */
async function prepareDesktop(node) {
  if (!canShowWindows()) return undefined
  const electron = findElectronBinary({ root })
  if (!electron.path) return undefined
  try {
    await step('desktop app', () => buildDesktop(node))
    return electron.path
  } catch (error) {
    // No reason to have no server.
    if (!(error instanceof Stop)) throw error
    console.log(`  ${error.message} The address below opens in a browser.`)
    return undefined
  }
}
