// npm run db:reset: an empty, migrated database; asks first, unless --yes.
import { runInherited, runScript, setup } from './setup.js'

await runScript(async () => {
  const node = await setup({ client: false, worker: 'none' })
  return runInherited(node, ['scripts/reset-database.ts', ...process.argv.slice(2)])
})
