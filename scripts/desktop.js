// npm run desktop: as npm run dev, with the desktop app in front of it, which is built again and started again on every
// change. Arguments go to the server.
import { buildDesktop, vite } from './desktop-build.js'
import { findElectronBinary } from './electron-binary.js'
import { runTogether } from './processes.js'
import { root, runScript, setup, step } from './setup.js'

const address = process.env.PUBLIC_URL ?? 'http://localhost:5173'

await runScript(async () => {
  const node = await setup({ client: false })
  const env = { PUBLIC_URL: address, NODE_ENV: 'development' }
  const server = ['--watch', '--watch-preserve-output', 'server/index.ts', ...process.argv.slice(2)]
  return runTogether([
    { program: node, args: server, env },
    { program: node, args: ['node_modules/vite/bin/vite.js'], env },
    ...(await desktop(node, env)),
  ])
})

async function desktop(node, env) {
  const electron = findElectronBinary({ root })
  if (!electron.path) {
    console.log(`  No desktop app. ${electron.missing}\n  In a browser: ${address}`)
    return []
  }
  await step('desktop app', () => buildDesktop(node))
  return [
    // Its icons stay: they are not built by Vite.
    { program: node, args: vite('--watch', '--emptyOutDir', 'false'), env },
    {
      program: node,
      args: ['scripts/desktop-window.ts', `--electron=${electron.path}`, `--server=${address}`, '--watch'],
      env,
      // Left by the person, the rest stays for browsers.
      isBeside: true,
    },
  ]
}
