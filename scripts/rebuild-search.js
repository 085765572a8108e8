// npm run search:rebuild [-- --anew]: builds the search index from what there is, also while the server runs. Goes on
// where an earlier one was stopped; --anew begins from the beginning.
import { runInherited, runScript, setup } from './setup.js'

await runScript(async () => {
  const node = await setup({ client: false, worker: 'none' })
  return runInherited(node, ['scripts/rebuild-search.ts', ...process.argv.slice(2)])
})
