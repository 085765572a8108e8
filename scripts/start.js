// npm start: everything that is missing, then the server. Arguments go to the server: npm start -- --demo
import { run } from './processes.js'
import { runScript, setup } from './setup.js'

await runScript(async () => {
  const node = await setup()
  return run(node, ['server/index.ts', ...process.argv.slice(2)], {
    NODE_ENV: process.env.NODE_ENV ?? 'production',
  })
})
