// node scripts/turn-config.js > turnserver.conf: what coturn needs to serve this Nucleus, from the same settings.
//   --listen=IP  --external-ip=IP  --certificate=FILE --key=FILE    what only the TURN server's machine knows
import { runInherited, runScript, saySteps, setup } from './setup.js'

await runScript(async () => {
  // The file alone belongs on stdout.
  saySteps((line) => process.stderr.write(`${line}\n`))
  const node = await setup({ client: false, worker: 'none' })
  return runInherited(node, ['scripts/print-turn-config.ts', ...process.argv.slice(2)])
})
