// npm run files:rewrap: wraps all files' keys with the current master key; may be broken off and repeated.
import { runInherited, runScript, setup } from './setup.js'

await runScript(async () => {
  const node = await setup({ client: false, worker: 'none' })
  return runInherited(node, ['scripts/rewrap-files.ts'])
})
