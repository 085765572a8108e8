// Prints turnserver.conf; called by turn-config.js, which brings the right Node.
import { isIP } from 'node:net'
import { parseArgs } from 'node:util'
import { readConfig } from '../server/core/config.ts'
import { decideMediaAddresses } from '../server/media/addresses.ts'
import { turnServerConf } from '../server/media/turn-server-conf.ts'

const options = {
  listen: { type: 'string' },
  'external-ip': { type: 'string' },
  certificate: { type: 'string' },
  key: { type: 'string' },
} as const

async function makeConf(): Promise<string> {
  const { values } = parseArgs({ options })
  const { listen, 'external-ip': externalIp, certificate: file, key } = values
  for (const [name, value] of Object.entries({ listen, 'external-ip': externalIp }))
    if (value !== undefined && isIP(value) === 0)
      throw new Error(`--${name} must be an IP address; it is "${value}".`)
  if (Boolean(file) !== Boolean(key)) throw new Error('--certificate and --key belong together.')
  const config = readConfig()
  const { turnUrls, turnSecret, publicUrl } = config
  if (turnUrls.length === 0 || !turnSecret)
    throw new Error(
      'Set TURN_URLS and TURN_SECRET first (docs/OPERATIONS.md, Calls): the file is made from them.',
    )
  const addresses = await decideMediaAddresses(config)
  if ('problem' in addresses) throw new Error(addresses.problem)
  if (turnUrls.some((url) => url.startsWith('turns:')) && !file)
    console.error(
      'turns: needs a certificate: --certificate=FILE --key=FILE, or fill in cert and pkey in the file.',
    )
  return turnServerConf({
    turnUrls,
    turnSecret,
    publicUrl,
    peers: addresses.announced,
    listen,
    externalIp,
    certificate: file && key ? { file, key } : undefined,
  })
}

try {
  process.stdout.write(await makeConf())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
