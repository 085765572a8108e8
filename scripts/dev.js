// npm run dev: the server starts again on every change, the client changes in place at http://localhost:5173.
import { runTogether } from './processes.js'
import { runScript, setup } from './setup.js'

await runScript(async () => {
  const node = await setup({ client: false })
  // Links and the check of where a request comes from must name the address that people have open.
  const env = { PUBLIC_URL: process.env.PUBLIC_URL ?? 'http://localhost:5173', NODE_ENV: 'development' }
  return runTogether([
    {
      program: node,
      args: ['--watch', '--watch-preserve-output', 'server/index.ts', ...process.argv.slice(2)],
      env,
    },
    { program: node, args: ['node_modules/vite/bin/vite.js'], env },
  ])
})
